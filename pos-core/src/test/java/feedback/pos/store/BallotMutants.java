package feedback.pos.store;

import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.BallotContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can go wrong with ballots. */
final class BallotMutants {
    private BallotMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("a key votes once", box -> new ForwardingBox(box) {
                    @Override
                    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                        return ballots.stream().map(each -> cast(terms, each)).toList();
                    }

                    private Outcome cast(Terms terms, Ballot ballot) {
                        Outcome outcome = real.cast(terms, List.of(ballot)).get(0);
                        return outcome instanceof Outcome.Second
                                ? real.cast(terms, List.of(from(ballot, List.of(UUID.randomUUID()))))
                                        .get(0)
                                : outcome;
                    }
                }),
                casting(
                        "all keys of a ballot vote",
                        each -> from(each, each.voters().subList(0, 1))),
                new Mutant("of writers that saw the same head one writes", BallotContract.class, Torn::new),
                counting(
                        "what is chosen is counted",
                        terms -> new Terms(terms.poll(), terms.revoting(), terms.quotas(), body -> Map.of())),
                counting(
                        "a quota is not exceeded",
                        terms -> new Terms(terms.poll(), terms.revoting(), most(terms.quotas()), terms.counting())),
                mutant("closing waits for what is under way", box -> new ForwardingBox(box) {
                    private final AtomicInteger late = new AtomicInteger(-1);

                    @Override
                    public void close(UUID poll) {
                        late.compareAndSet(-1, 30);
                    }

                    @Override
                    public boolean isOpen(UUID poll) {
                        return late.get() < 0 && real.isOpen(poll);
                    }

                    @Override
                    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                        if (late.get() >= 0 && late.decrementAndGet() <= 0) {
                            real.close(terms.poll());
                        }
                        return real.cast(terms, ballots);
                    }
                }),
                mutant("what is closed is not opened again", box -> new ForwardingBox(box) {
                    @Override
                    public boolean isOpen(UUID poll) {
                        return real.isOpen(poll) || !real.heads(poll).isEmpty();
                    }
                }),
                casting("a repetition is known", each -> by(each, null)),
                casting("another secret is none", each -> by(each, each.once() == null ? null : "the same")),
                mutant("what was replaced counts no more", box -> new ForwardingBox(box) {
                    @Override
                    public Map<String, Long> counts(UUID poll) {
                        Map<String, Long> counts = new TreeMap<>();
                        for (Head head : real.heads(poll)) {
                            for (Line line : real.lines(poll, head.chain(), 0, 1_000)) {
                                counts.merge(BallotBox.BALLOTS, 1L, Long::sum);
                                real.counts(poll).keySet().stream()
                                        .filter(each ->
                                                !each.isEmpty() && line.body().contains('"' + each + '"'))
                                        .forEach(each -> counts.merge(each, 1L, Long::sum));
                            }
                        }
                        return counts;
                    }
                }),
                mutant("a quota is free again when a ballot leaves it", box -> new ForwardingBox(box) {
                    private final Map<UUID, Map<String, Long>> ever = new TreeMap<>();

                    @Override
                    public Map<String, Long> quotas(UUID poll) {
                        Map<String, Long> most = ever.computeIfAbsent(poll, any -> new TreeMap<>());
                        real.quotas(poll).forEach((name, used) -> most.merge(name, used, Math::max));
                        return most;
                    }

                    @Override
                    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                        List<Outcome> outcomes = real.cast(terms, ballots);
                        quotas(terms.poll());
                        return outcomes;
                    }
                }),
                mutant("a line that was changed does not verify", box -> new ForwardingBox(box) {
                    @Override
                    public List<Line> lines(UUID poll, int chain, long after, int limit) {
                        return real.lines(poll, chain, after, limit).stream()
                                .map(each -> new Line(
                                        each.position(),
                                        each.salt(),
                                        each.replaces(),
                                        each.body().replace("a", "b"),
                                        each.seal()))
                                .toList();
                    }
                }),
                mutant("the order of lines does not tell who came when", box -> new ForwardingBox(box) {
                    @Override
                    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                        List<Outcome> outcomes = new ArrayList<>();
                        ballots.forEach(each -> outcomes.addAll(real.cast(terms, List.of(each))));
                        return outcomes;
                    }
                }),
                mutant("a page of lines is not longer than asked for", box -> new ForwardingBox(box) {
                    @Override
                    public List<Line> lines(UUID poll, int chain, long after, int limit) {
                        return real.lines(poll, chain, after, limit + 1);
                    }
                }),
                mutant("a page of voters begins behind the last one seen", box -> new ForwardingBox(box) {
                    @Override
                    public List<Voter> voters(UUID poll, @Nullable UUID after, int limit) {
                        return after == null || limit > 900
                                ? real.voters(poll, after, limit)
                                : real.voters(poll, null, limit);
                    }
                }),
                casting(
                        "how a ballot came in is kept",
                        each -> new Ballot(
                                each.voters(),
                                each.salt(),
                                each.body(),
                                each.texts(),
                                each.quotas(),
                                each.once(),
                                new Trail(
                                        each.trail().at(),
                                        "portal",
                                        null,
                                        null,
                                        null,
                                        null,
                                        each.trail().person()))),
                mutant("what is erased stays erased", box -> new ForwardingBox(box) {
                    @Override
                    public boolean judge(UUID poll, int chain, long position, String question, Judgement judgement) {
                        boolean isDone = real.judge(poll, chain, position, question, judgement);
                        return isDone || judgement == Judgement.SHOWN;
                    }
                }),
                mutant("an erased text is empty", box -> new ForwardingBox(box) {
                    @Override
                    public boolean judge(UUID poll, int chain, long position, String question, Judgement judgement) {
                        return real.judge(
                                poll,
                                chain,
                                position,
                                question,
                                judgement == Judgement.ERASED ? Judgement.HIDDEN : judgement);
                    }
                }),
                mutant("who is forgotten is not named", box -> new ForwardingBox(box) {
                    @Override
                    public int forget(String person) {
                        return person.equals("anna") ? 3 : 0;
                    }
                }),
                mutant("what is unlinked leads nowhere", box -> new ForwardingBox(box) {
                    @Override
                    public void unlink(UUID poll) {
                        // Everything stays
                    }
                }),
                mutant("who asks for a voter gets that one", box -> new ForwardingBox(box) {
                    @Override
                    public Optional<Voter> voter(UUID poll, UUID key) {
                        return real.voters(poll, null, 1).stream().findFirst();
                    }
                }));
    }

    /** Lets two write over the same head. */
    private static final class Torn extends Sound {
        @Override
        public boolean putIfUnchanged(String kind, String key, @Nullable String seen, List<Document> documents) {
            window();
            put(documents);
            return true;
        }

        @Override
        public BallotBox ballots() {
            return new RecordBallots(this);
        }
    }

    private static Map<String, Long> most(Map<String, Long> quotas) {
        Map<String, Long> most = new TreeMap<>(quotas);
        most.replaceAll((name, limit) -> Long.MAX_VALUE);
        return most;
    }

    private static Ballot from(Ballot ballot, List<UUID> voters) {
        return new Ballot(
                voters, ballot.salt(), ballot.body(), ballot.texts(), ballot.quotas(), ballot.once(), ballot.trail());
    }

    private static Ballot by(Ballot ballot, @Nullable String once) {
        return new Ballot(
                ballot.voters(), ballot.salt(), ballot.body(), ballot.texts(), ballot.quotas(), once, ballot.trail());
    }

    private static Mutant mutant(String promise, Function<BallotBox, BallotBox> broken) {
        return new Mutant("ballots: " + promise, BallotContract.class, () -> new Sound() {
            private final BallotBox box = broken.apply(super.ballots());

            @Override
            public BallotBox ballots() {
                return box;
            }
        });
    }

    private static Mutant casting(String promise, UnaryOperator<Ballot> other) {
        return mutant(promise, box -> new ForwardingBox(box) {
            @Override
            public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                return real.cast(terms, ballots.stream().map(other).toList());
            }
        });
    }

    private static Mutant counting(String promise, UnaryOperator<Terms> other) {
        return mutant(promise, box -> new ForwardingBox(box) {
            @Override
            public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
                return real.cast(other.apply(terms), ballots);
            }
        });
    }
}

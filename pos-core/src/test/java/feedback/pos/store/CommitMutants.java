package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.CommitContract;
import feedback.pos.testkit.LimitContract;
import feedback.pos.testkit.ListContract;
import feedback.pos.testkit.OutboxContract;
import feedback.pos.testkit.RaceContract;
import feedback.pos.testkit.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can go wrong when changes are written. */
final class CommitMutants {
    private CommitMutants() {}

    static List<Mutant> all() {
        return List.of(
                new Mutant("a loser moves no wake", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = super.commit(changes);
                        losers.forEach(each -> touch(this, each.revisions().get(0), false));
                        return losers;
                    }
                }),
                new Mutant("of a loser nothing is told", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = super.commit(changes);
                        losers.forEach(each -> touch(this, each.revisions().get(0), true));
                        return losers;
                    }
                }),
                new Mutant("a change is written whole or not at all", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = super.commit(changes);
                        losers.forEach(
                                loser -> loser.revisions().forEach(half -> super.commit(List.of(Change.of(half)))));
                        return losers;
                    }
                }),
                new Mutant("of two that exclude each other the first wins", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return reversed(super.commit(reversed(changes)));
                    }
                }),
                new Mutant("a change may build on one before it", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> unfounded = changes.stream()
                                .filter(each -> each.revisions().stream()
                                        .anyMatch(one -> one.expected() > 0
                                                && find(one.after().id()).isEmpty()))
                                .toList();
                        List<Change> losers = new ArrayList<>(super.commit(changes.stream()
                                .filter(each -> !unfounded.contains(each))
                                .toList()));
                        losers.addAll(unfounded);
                        losers.sort(Comparator.comparing(changes::indexOf));
                        return losers;
                    }
                }),
                new Mutant("a stale version loses", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = new ArrayList<>(super.commit(changes));
                        losers.removeIf(each -> overwrite(this, each.revisions().get(0)));
                        return losers;
                    }
                }),
                new Mutant("a change of what is not there loses", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = new ArrayList<>(super.commit(changes));
                        losers.removeIf(each -> each.revisions().get(0).expected() > 0
                                && find(each.revisions().get(0).after().id()).isEmpty());
                        return losers;
                    }
                }),
                new Mutant("every loser is reported", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return part(super.commit(changes), 1);
                    }
                }),
                new Mutant("losers are reported in the order given", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return reversed(super.commit(changes));
                    }
                }),
                new Mutant("a loser does not touch those after it", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        for (int n = 0; n < changes.size(); n++) {
                            if (!super.commit(changes.subList(n, n + 1)).isEmpty()) {
                                return changes.subList(n, changes.size());
                            }
                        }
                        return List.of();
                    }
                }),
                new Mutant("a number is given once", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes,
                                created(each -> findByNumber(each.number())
                                                .filter(held -> !held.id().equals(each.id()))
                                                .isPresent()
                                        ? edited(each, "\"number\":\"", "\"number\":\"again ")
                                        : each));
                    }
                }),
                new Mutant("a once key is taken once", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes,
                                created(each -> onceTaken(this, each)
                                        ? edited(each, "\"once\":\"", "\"once\":\"again ")
                                        : each));
                    }
                }),
                new Mutant("a blank at the end of a once key counts", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes, created(each -> edited(each, "\"once\":\"key \"", "\"once\":\"key\"")));
                    }
                }),
                new Mutant("a capital in a once key counts", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes, created(each -> edited(each, "\"once\":\"Key\"", "\"once\":\"key\"")));
                    }
                }),
                new Mutant("a capital in a number counts", CommitContract.class, () -> new Sound() {
                    @Override
                    public Optional<Message> findByNumber(String number) {
                        return super.findByNumber(number.toLowerCase(Locale.ROOT))
                                .or(() -> super.findByNumber(number));
                    }
                }),
                new Mutant("composed and combining letters are different keys", LimitContract.class, () -> new Sound() {
                    @Override
                    public Optional<Message> findByOnce(String once) {
                        return super.findByOnce(once.replace("e\u0301", "é"));
                    }
                }),
                new Mutant("a key of 200 characters counts to the last", LimitContract.class, () -> new Sound() {
                    @Override
                    public Optional<Message> findByOnce(String once) {
                        return super.findByOnce(once.substring(0, Math.min(once.length(), 400)));
                    }
                }),
                new Mutant("a journal stands in its order", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Entry> journal(UUID id) {
                        return reversed(super.journal(id));
                    }
                }),
                new Mutant(
                        "a journal's order is that of versions, not of the clock",
                        LimitContract.class,
                        () -> new Sound() {
                            @Override
                            public List<Entry> journal(UUID id) {
                                return super.journal(id).stream()
                                        .sorted(Comparator.comparing(Entry::at))
                                        .toList();
                            }
                        }),
                journalling("line ends in a journal stay", CommitContract.class, body -> body.replace("\r\n", "\n")),
                journalling("blanks at the end of a journal line stay", CommitContract.class, String::stripTrailing),
                journalling(
                        "characters of four bytes stay",
                        CommitContract.class,
                        body -> body.replaceAll("[^\u0000-\uFFFF]", "?")),
                journalling("the character zero stays", LimitContract.class, body -> body.replace("\\u0000", "")),
                new Mutant("the character zero stays in a row", LimitContract.class, () -> new Sound() {
                    @Override
                    public Optional<Message> find(UUID id) {
                        return super.find(id).map(each -> edited(each, "\\u0000", ""));
                    }
                }),
                new Mutant("a row comes back as it was, however long", CommitContract.class, () -> new Sound() {
                    @Override
                    public Optional<Message> find(UUID id) {
                        return super.find(id).map(each -> edited(each, "👍".repeat(9_999), "👍"));
                    }
                }),
                waking("a cleared wake is gone", (before, now) -> now == null ? before : now),
                waking(
                        "a wake can be put off",
                        (before, now) -> now == null || before == null || now.isBefore(before) ? now : before),
                new Mutant("a revision without lines moves the wake", CommitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return super.commit(changes.stream()
                                .filter(each ->
                                        !each.revisions().get(0).entries().isEmpty())
                                .toList());
                    }
                }),
                new Mutant("what is to be told is written with every version", OutboxContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes,
                                each -> new Revision(
                                        each.after(),
                                        each.expected(),
                                        each.entries(),
                                        each.wake(),
                                        each.expected() > 1 ? List.of() : each.tidings(),
                                        each.redacted()));
                    }
                }),
                new Mutant("what is written again is not told again", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = super.commit(changes);
                        losers.forEach(each -> each.revisions().forEach(one -> touch(this, one, true)));
                        return losers;
                    }
                }),
                new Mutant("many messages of one change are one step", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = new ArrayList<>();
                        for (Change each : changes) {
                            boolean isLost = false;
                            for (int n = 0; n < each.revisions().size(); n += 100) {
                                List<Revision> some = each.revisions()
                                        .subList(
                                                n,
                                                Math.min(
                                                        n + 100,
                                                        each.revisions().size()));
                                isLost |=
                                        !super.commit(List.of(new Change(some))).isEmpty();
                            }
                            if (isLost) {
                                losers.add(each);
                            }
                        }
                        return losers;
                    }
                }),
                new Mutant("of threads with one version one wins", RaceContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = changes.stream()
                                .filter(each -> isStale(this, each))
                                .toList();
                        window();
                        // What was checked is held to be so still.
                        super.commit(changes);
                        return losers;
                    }
                }),
                new Mutant("of threads with one once key one wins", RaceContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        if (changes.get(0)
                                        .revisions()
                                        .get(0)
                                        .after()
                                        .submission()
                                        .once()
                                == null) {
                            return super.commit(changes);
                        }
                        List<Change> losers = changes.stream()
                                .filter(each ->
                                        onceTaken(this, each.revisions().get(0).after()))
                                .toList();
                        window();
                        super.commit(changes);
                        return losers;
                    }
                }),
                new Mutant(
                        "two messages of one change do not come apart in a race",
                        RaceContract.class,
                        () -> new Sound() {
                            @Override
                            public List<Change> commit(List<Change> changes) {
                                if (changes.get(0).revisions().size() == 1) {
                                    return super.commit(changes);
                                }
                                List<Change> losers = changes.stream()
                                        .filter(each -> isStale(this, each))
                                        .toList();
                                if (losers.isEmpty()) {
                                    window();
                                    changes.forEach(each ->
                                            each.revisions().forEach(half -> super.commit(List.of(Change.of(half)))));
                                }
                                return losers;
                            }
                        }),
                new Mutant("a reader sees the row no sooner than the line", RaceContract.class, () -> new Sound() {
                    @Override
                    public List<Entry> journal(UUID id) {
                        List<Entry> before = super.journal(id);
                        return before.size() % 2 == 0 ? part(before, before.size() - 1) : before;
                    }
                }));
    }

    private static Mutant journalling(String promise, Class<?> contract, UnaryOperator<String> body) {
        return new Mutant(promise, contract, () -> new Sound() {
            @Override
            public List<Entry> journal(UUID id) {
                return super.journal(id).stream()
                        .map(each -> new Entry(
                                each.message(),
                                each.version(),
                                each.at(),
                                each.by(),
                                each.role(),
                                each.type(),
                                body.apply(each.body()),
                                each.seal(),
                                each.digest()))
                        .toList();
            }
        });
    }

    private interface Choice {
        @Nullable
        Instant of(@Nullable Instant before, @Nullable Instant now);
    }

    private static Mutant waking(String promise, Choice choice) {
        return new Mutant(promise, ListContract.class, () -> new Sound() {
            @Override
            public List<Change> commit(List<Change> changes) {
                return commitRevised(
                        changes,
                        each -> new Revision(
                                each.after(),
                                each.expected(),
                                each.entries(),
                                choice.of(wakeOf(each.after().id()), each.wake()),
                                each.tidings(),
                                each.redacted()));
            }
        });
    }

    /** What is done to messages when they are created. */
    private static UnaryOperator<Revision> created(UnaryOperator<Message> how) {
        return each -> each.expected() > 0
                ? each
                : new Revision(how.apply(each.after()), 0, each.entries(), each.wake(), each.tidings());
    }

    private static boolean onceTaken(Sound storage, Message message) {
        String once = message.submission().once();
        return once != null
                && storage.findByOnce(once)
                        .filter(held -> !held.id().equals(message.id()))
                        .isPresent();
    }

    private static boolean isStale(Sound storage, Change change) {
        return change.revisions().stream()
                .anyMatch(each ->
                        storage.find(each.after().id()).map(Message::version).orElse(0) != each.expected());
    }

    /** Moves the wake of the message that a loser was about, or tells what it would have told. */
    private static void touch(Sound storage, Revision loser, boolean telling) {
        storage.find(loser.after().id())
                .ifPresent(held -> storage.real
                        .messages()
                        .commit(List.of(Change.of(new Revision(
                                held,
                                held.version(),
                                List.of(),
                                telling ? storage.wakeOf(held.id()) : loser.wake(),
                                telling ? loser.tidings() : List.of())))));
    }

    /** Writes something over the message that a loser was about. */
    private static boolean overwrite(Sound storage, Revision loser) {
        Message held = storage.find(loser.after().id()).orElse(null);
        if (held == null || held.version() <= loser.expected() || loser.expected() == 0) {
            return false;
        }
        storage.real.messages().commit(List.of(SampleMessage.after(held).change()));
        return true;
    }
}

package feedback.pos.store;

import feedback.pos.organization.Role;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.StrandContract;
import feedback.pos.testkit.TakeForContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What can go wrong with strands, delivery windows and what is taken for one recipient. */
final class StrandMutants {
    private StrandMutants() {}

    static List<Mutant> all() {
        return List.of(
                strand("what is held back for one recipient delays no other", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> each.message().equals(tiding.message()))
                                .forEach(each -> super.holdBack(each, until));
                    }
                }),
                strand("another role is another recipient", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> each.message().equals(tiding.message())
                                        && each.recipient().equals(tiding.recipient()))
                                .forEach(each -> super.holdBack(each, until));
                    }
                }),
                strand("another message is another strand", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> each.role() == tiding.role()
                                        && each.recipient().equals(tiding.recipient()))
                                .forEach(each -> super.holdBack(each, until));
                    }
                }),
                strand("what was taken for one recipient delays no other", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        Set<Tiding> free = new HashSet<>(pending(now, 10_000));
                        Set<UUID> busy = new HashSet<>();
                        waiting().stream()
                                .filter(each -> !free.contains(each))
                                .forEach(each -> busy.add(each.message()));
                        return letGo(super.take(now, until, limit), each -> !busy.contains(each.message()), now);
                    }
                }),
                strand("letting one strand go leaves others taken", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> each.message().equals(tiding.message()))
                                .forEach(each -> super.holdBack(each, until));
                    }
                }),
                strand("nothing is told before it may be", () -> new Rewriting(StrandMutants::atOnce)),
                strand("when it may be told is kept", () -> new Rewriting(StrandMutants::atOnce) {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return super.pending(now, limit).stream()
                                .filter(each -> !of(each).notBefore().isAfter(now))
                                .toList();
                    }

                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return letGo(
                                super.take(now, until, limit),
                                each -> !of(each).notBefore().isAfter(now),
                                now);
                    }
                }),
                strand(
                        "what is due is told at the instant, not later",
                        () -> new Rewriting(each -> each.notBefore().equals(each.at())
                                ? each
                                : from(each, each.notBefore().plusSeconds(1)))),
                strand("what is due is taken at the instant, not later", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return letGo(
                                super.take(now, until, limit),
                                each -> each.notBefore().equals(each.at())
                                        || each.notBefore().isBefore(now),
                                now);
                    }
                }),
                strand("what comes behind something not yet due waits", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return waiting().stream()
                                .filter(each -> !each.notBefore().isAfter(now))
                                .limit(limit)
                                .toList();
                    }
                }),
                strand("what stands before something not yet due does not wait", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        Set<Tiding.Strand> later = new HashSet<>();
                        waiting().stream()
                                .filter(each -> each.notBefore().isAfter(now))
                                .forEach(each -> later.add(each.strand()));
                        return super.pending(now, limit).stream()
                                .filter(each -> !later.contains(each.strand()))
                                .toList();
                    }
                }),
                strand("what is let go is not told too early", () -> new Sound() {
                    private final Set<Tiding.Strand> letGo = ConcurrentHashMap.newKeySet();

                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        if (until.isBefore(tiding.notBefore())) {
                            letGo.add(tiding.strand());
                        }
                        super.holdBack(tiding, until);
                    }

                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return waiting().stream()
                                .filter(each -> letGo.contains(each.strand())
                                        || !each.notBefore().isAfter(now))
                                .limit(limit)
                                .toList();
                    }
                }),
                strand("a strand is found though its end became free before its beginning", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> free = new ArrayList<>(pending(now, 10_000));
                        free.sort(Comparator.comparing(Tiding::notBefore));
                        List<Tiding> page = part(free, limit);
                        return letGo(
                                super.take(now, until, 10_000),
                                each -> page.contains(each) && page.contains(first(each)),
                                now);
                    }

                    private Tiding first(Tiding tiding) {
                        return waiting().stream()
                                .filter(each -> each.strand().equals(tiding.strand()))
                                .findFirst()
                                .orElse(tiding);
                    }
                }),
                strand("strands are taken whole", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> page = part(pending(now, 10_000), limit);
                        return letGo(super.take(now, until, 10_000), page::contains, now);
                    }
                }),
                strand("a strand longer than the limit is begun", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        Map<Tiding.Strand, Integer> sizes = new LinkedHashMap<>();
                        pending(now, 10_000).forEach(each -> sizes.merge(each.strand(), 1, Integer::sum));
                        return letGo(
                                super.take(now, until, limit),
                                each -> sizes.getOrDefault(each.strand(), 0) <= limit,
                                now);
                    }
                }),
                one("others get what is theirs", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.take(now, until, limit);
                    }
                }),
                one("roles differ", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return takeIf(each -> each.recipient().equals(recipient), now, until, limit);
                    }
                }),
                one("recipients differ", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return takeIf(each -> each.role() == role, now, until, limit);
                    }
                }),
                one("recipients differ by a capital", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return takeIf(
                                each -> each.role() == role && each.recipient().equalsIgnoreCase(recipient),
                                now,
                                until,
                                limit);
                    }
                }),
                one("what was taken is held", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> page = super.takeFor(role, recipient, now, until, limit);
                        letGo(page, each -> false, now);
                        return page;
                    }
                }),
                one("what was taken is held until the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.takeFor(role, recipient, now, until.minusSeconds(1), limit);
                    }
                }),
                one("what was taken is held no longer than until the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.takeFor(role, recipient, now, until.plusSeconds(1), limit);
                    }
                }),
                one("what was taken waits until it was told", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> page = super.takeFor(role, recipient, now, until, limit);
                        super.told(page);
                        return page;
                    }
                }),
                one("what others have or is held back is left alone", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.takeFor(role, recipient, FAR, FAR.plusSeconds(60), limit);
                    }
                }),
                one("versions stand in order", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return reversed(super.takeFor(role, recipient, now, until, limit));
                    }
                }),
                one("strands are taken whole", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> page = super.takeFor(role, recipient, now, until, 10_000);
                        return letGo(page, part(page, limit)::contains, now);
                    }
                }),
                one("a page is no longer than its limit", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.takeFor(role, recipient, now, until, limit + 1);
                    }
                }),
                one("a page of a thousand is full", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        return super.takeFor(role, recipient, now, until, Math.min(limit, 999));
                    }
                }),
                one("who waits behind many others is found", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> first = part(waiting(), limit + 10);
                        return letGo(super.takeFor(role, recipient, now, until, limit), first::contains, now);
                    }
                }),
                one("of threads nobody gets the same twice", () -> new Sound() {
                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> page = pending(now, 10_000).stream()
                                .filter(each ->
                                        each.role() == role && each.recipient().equals(recipient))
                                .limit(limit)
                                .toList();
                        window();
                        page.forEach(each -> holdBack(each, until));
                        return page;
                    }
                }));
    }

    private static Mutant strand(String promise, Supplier<Storage> storage) {
        return new Mutant("strands: " + promise, StrandContract.class, storage);
    }

    private static Mutant one(String promise, Supplier<Storage> storage) {
        return new Mutant("taking for one: " + promise, TakeForContract.class, storage);
    }

    private static Tiding atOnce(Tiding tiding) {
        return from(tiding, tiding.at());
    }

    private static Tiding from(Tiding tiding, Instant notBefore) {
        return new Tiding(
                tiding.message(),
                tiding.version(),
                tiding.at(),
                tiding.event(),
                tiding.role(),
                tiding.recipient(),
                notBefore);
    }

    /** Writes other tidings than those given. */
    private static class Rewriting extends Sound {
        private final UnaryOperator<Tiding> how;
        private final Map<Tiding, Tiding> given = new ConcurrentHashMap<>();

        Rewriting(UnaryOperator<Tiding> how) {
            this.how = how;
        }

        /** As it was given. */
        final Tiding of(Tiding written) {
            return given.getOrDefault(written, written);
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            return commitRevised(
                    changes,
                    revision -> new Revision(
                            revision.after(),
                            revision.expected(),
                            revision.entries(),
                            revision.wake(),
                            revision.tidings().stream().map(this::rewritten).toList(),
                            revision.redacted()));
        }

        private Tiding rewritten(Tiding tiding) {
            Tiding written = how.apply(tiding);
            given.put(written, tiding);
            return written;
        }
    }
}

package feedback.pos.store;

import feedback.pos.store.Mutant.Sound;
import feedback.pos.store.Tiding.Strand;
import feedback.pos.testkit.LimitContract;
import feedback.pos.testkit.OutboxContract;
import feedback.pos.testkit.TakeContract;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What can go wrong when tidings are told. */
final class OutboxMutants {
    private OutboxMutants() {}

    static List<Mutant> all() {
        return List.of(
                outbox("versions stand in order, whatever the clock did", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return super.pending(now, 10_000).stream()
                                .sorted(Comparator.comparing(Tiding::at))
                                .limit(limit)
                                .toList();
                    }
                }),
                outbox("what was told is struck off alone, not with the rest of its message", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        Set<UUID> messages = new HashSet<>();
                        tidings.forEach(each -> messages.add(each.message()));
                        super.told(waiting().stream()
                                .filter(each -> messages.contains(each.message()))
                                .toList());
                    }
                }),
                outbox("what was told is struck off alone, not with the rest of its version", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        Set<String> versions = new HashSet<>();
                        tidings.forEach(each -> versions.add(each.message() + " " + each.version()));
                        super.told(waiting().stream()
                                .filter(each -> versions.contains(each.message() + " " + each.version()))
                                .toList());
                    }
                }),
                outbox("what was told is struck off alone, not with others of its role", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        Set<String> roles = new HashSet<>();
                        tidings.forEach(each -> roles.add(each.message() + " " + each.version() + each.role()));
                        super.told(waiting().stream()
                                .filter(each -> roles.contains(each.message() + " " + each.version() + each.role()))
                                .toList());
                    }
                }),
                outbox("what was told is gone", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        super.told(part(List.copyOf(tidings), 1));
                    }
                }),
                outbox("unknown ones are passed over", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        if (waiting().containsAll(tidings)) {
                            super.told(tidings);
                        }
                    }
                }),
                outbox("others are not held back", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().forEach(each -> super.holdBack(each, until));
                    }
                }),
                outbox("everything of a strand is held back", () -> new Sound() {
                    private final Map<Strand, Tiding> first = new ConcurrentHashMap<>();

                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> each.strand().equals(tiding.strand()))
                                .findFirst()
                                .ifPresent(each -> first.put(each.strand(), each));
                        super.holdBack(tiding, until);
                    }

                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        List<Tiding> free = super.pending(now, 10_000);
                        return waiting().stream()
                                .filter(each -> free.contains(each)
                                        || (first.containsKey(each.strand()) && !first.containsValue(each)))
                                .limit(limit)
                                .toList();
                    }
                }),
                outbox("what comes later waits behind what is held back", () -> new Sound() {
                    private final Set<Tiding> held = ConcurrentHashMap.newKeySet();

                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        held.addAll(waiting());
                        super.holdBack(tiding, until);
                    }

                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        List<Tiding> free = super.pending(now, 10_000);
                        return waiting().stream()
                                .filter(each -> free.contains(each) || !held.contains(each))
                                .limit(limit)
                                .toList();
                    }
                }),
                outbox("what is held back is free at the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return super.pending(now.minusNanos(1000), limit);
                    }
                }),
                outbox("what is held back is not free before the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return super.pending(now.plusSeconds(1), limit);
                    }
                }),
                outbox("a page is no longer than its limit", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return super.pending(now, limit + 1);
                    }
                }),
                new Mutant("telling: a page of a thousand is full", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return super.take(now, until, Math.min(limit, 999));
                    }
                }),
                outbox("what is held back takes no room on a page", () -> new Sound() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        List<Tiding> free = super.pending(now, 10_000);
                        return part(waiting(), limit).stream()
                                .filter(free::contains)
                                .toList();
                    }
                }),
                taking("nobody gets the same twice", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return super.pending(now, limit);
                    }
                }),
                taking("what is taken waits until it was told", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> page = super.take(now, until, limit);
                        super.told(page);
                        return page;
                    }
                }),
                taking("versions are taken in order", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return reversed(super.take(now, until, limit));
                    }
                }),
                taking("what a dead one holds is free at the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return super.take(now, until.plusSeconds(1), limit);
                    }
                }),
                taking("what is taken is not free before the instant", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return super.take(now, until.minusSeconds(1), limit);
                    }
                }),
                taking("what comes later waits behind what is taken", () -> new Alone() {}),
                taking("as long as one taken is not told, the rest waits", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        super.told(tidings);
                        tidings.forEach(each -> super.holdBack(each, Instant.MIN));
                    }
                }),
                taking("what was told lets later ones go", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        super.told(tidings);
                        tidings.forEach(each -> super.holdBack(each, FAR));
                    }
                }),
                taking("one taker's end frees nothing of another's", () -> new Sound() {
                    @Override
                    public void told(Collection<Tiding> tidings) {
                        super.told(tidings);
                        waiting().forEach(each -> super.holdBack(each, Instant.MIN));
                    }
                }),
                taking("what is taken can be held back longer", () -> new Held() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        hold(tiding, until.isBefore(of(tiding)) ? until : of(tiding));
                    }
                }),
                taking("what is taken can be let go", () -> new Held() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        hold(tiding, until.isAfter(of(tiding)) ? until : of(tiding));
                    }
                }),
                taking("holding back lets no other go", () -> new Sound() {
                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        waiting().stream()
                                .filter(each -> !each.strand().equals(tiding.strand()))
                                .forEach(each -> super.holdBack(each, Instant.MIN));
                        super.holdBack(tiding, until);
                    }
                }),
                taking("what fails starves nobody", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> first = part(waiting(), 10 + limit);
                        return super.take(now, until, limit).stream()
                                .filter(first::contains)
                                .toList();
                    }
                }),
                taking("a page is no longer than its limit", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        return super.take(now, until, limit + 1);
                    }
                }),
                taking("of threads nobody gets the same twice", () -> new Sound() {
                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> page = pending(now, limit);
                        window();
                        page.forEach(each -> holdBack(each, until));
                        return page;
                    }
                }),
                taking("what is held back stays so when the clock goes back", () -> new Sound() {
                    private Instant last = Instant.MIN;

                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        if (now.isBefore(last)) {
                            waiting().forEach(each -> super.holdBack(each, Instant.MIN));
                        }
                        last = now;
                        return super.take(now, until, limit);
                    }
                }));
    }

    private static Mutant outbox(String promise, Supplier<Storage> storage) {
        return new Mutant("telling: " + promise, OutboxContract.class, storage);
    }

    private static Mutant taking(String promise, Supplier<Storage> storage) {
        return new Mutant("taking: " + promise, TakeContract.class, storage);
    }

    /** Holds back each tiding by itself. */
    private static class Alone extends Sound {
        private final Map<Tiding, Instant> held = new HashMap<>();

        @Override
        public synchronized List<Tiding> pending(Instant now, int limit) {
            return waiting().stream()
                    .filter(each -> !held.getOrDefault(each, Instant.MIN).isAfter(now))
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized List<Tiding> take(Instant now, Instant until, int limit) {
            List<Tiding> page = pending(now, limit);
            page.forEach(each -> held.put(each, until));
            return page;
        }

        @Override
        public synchronized void holdBack(Tiding tiding, Instant until) {
            waiting().stream()
                    .filter(each -> each.strand().equals(tiding.strand()))
                    .forEach(each -> held.put(each, until));
        }
    }

    /** Remembers until when each strand is held back. */
    private static class Held extends Sound {
        private final Map<Strand, Instant> until = new ConcurrentHashMap<>();

        final Instant of(Tiding tiding) {
            return until.getOrDefault(tiding.strand(), Instant.MIN);
        }

        final void hold(Tiding tiding, Instant instant) {
            until.put(tiding.strand(), instant);
            super.holdBack(tiding, instant);
        }

        @Override
        public List<Tiding> take(Instant now, Instant instant, int limit) {
            List<Tiding> page = super.take(now, instant, limit);
            page.forEach(each -> until.put(each.strand(), instant));
            return page;
        }
    }
}

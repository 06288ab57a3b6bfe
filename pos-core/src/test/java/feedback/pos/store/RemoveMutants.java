package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.RemoveContract;
import feedback.pos.testkit.SampleMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can go wrong when messages are removed. */
final class RemoveMutants {
    private RemoveMutants() {}

    static List<Mutant> all() {
        return List.of(
                forgetting(
                        "its id stays taken",
                        (gone, planted) -> planted.number(gone.number())
                                .once(gone.submission().once())),
                forgetting(
                        "its number stays taken",
                        (gone, planted) ->
                                planted.id(gone.id()).once(gone.submission().once())),
                forgetting(
                        "its once key stays taken",
                        (gone, planted) -> planted.id(gone.id()).number(gone.number())),
                new Mutant("removing: another version is not removed", RemoveContract.class, () -> new Sound() {
                    @Override
                    public boolean remove(UUID id, int version) {
                        return find(id).map(each -> super.remove(id, each.version()))
                                .orElse(false);
                    }
                }),
                new Mutant("removing: says whether anything was", RemoveContract.class, () -> new Sound() {
                    @Override
                    public boolean remove(UUID id, int version) {
                        super.remove(id, version);
                        return true;
                    }
                }),
                new Mutant("removing: of threads one succeeds", RemoveContract.class, () -> new Sound() {
                    @Override
                    public boolean remove(UUID id, int version) {
                        boolean isIt =
                                find(id).map(each -> each.version() == version).orElse(false);
                        window();
                        return isIt
                                && find(id).map(each -> super.remove(id, each.version()))
                                        .orElse(true);
                    }
                }),
                new Mutant("removing: its journal goes with it", RemoveContract.class, () -> new Sound() {
                    private final Map<UUID, List<Entry>> kept = new ConcurrentHashMap<>();

                    @Override
                    public boolean remove(UUID id, int version) {
                        List<Entry> lines = journal(id);
                        boolean isGone = super.remove(id, version);
                        if (isGone) {
                            kept.put(id, lines);
                        }
                        return isGone;
                    }

                    @Override
                    public List<Entry> journal(UUID id) {
                        return kept.getOrDefault(id, super.journal(id));
                    }
                }),
                new Mutant("removing: its wake goes with it", RemoveContract.class, () -> new Sound() {
                    private final List<Wake> kept = new ArrayList<>();

                    @Override
                    public boolean remove(UUID id, int version) {
                        Instant wake = wakeOf(id);
                        boolean isGone = super.remove(id, version);
                        if (isGone && wake != null) {
                            kept.add(new Wake(wake, id));
                        }
                        return isGone;
                    }

                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        List<Wake> all = new ArrayList<>(super.due(now, after, limit));
                        all.addAll(kept);
                        return all;
                    }
                }),
                new Mutant("removing: its tidings go with it", RemoveContract.class, () -> new Sound() {
                    private final List<Tiding> kept = new ArrayList<>();

                    @Override
                    public boolean remove(UUID id, int version) {
                        List<Tiding> waiting = waiting().stream()
                                .filter(each -> each.message().equals(id))
                                .toList();
                        boolean isGone = super.remove(id, version);
                        if (isGone) {
                            kept.addAll(waiting);
                        }
                        return isGone;
                    }

                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        List<Tiding> all = new ArrayList<>(super.pending(now, limit));
                        all.addAll(kept);
                        return all;
                    }
                }),
                new Mutant("removing: what was taken goes with it", RemoveContract.class, () -> new Sound() {
                    private final List<Tiding> taken = new ArrayList<>();

                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> page = new ArrayList<>(super.take(now, until, limit));
                        taken.stream()
                                .filter(each -> find(each.message()).isEmpty())
                                .forEach(page::add);
                        taken.addAll(page);
                        return page;
                    }
                }),
                new Mutant("removing: it is listed no more", RemoveContract.class, () -> new Sound() {
                    private final List<Message> kept = new ArrayList<>();

                    @Override
                    public boolean remove(UUID id, int version) {
                        Optional<Message> held = find(id);
                        boolean isGone = super.remove(id, version);
                        if (isGone) {
                            held.ifPresent(kept::add);
                        }
                        return isGone;
                    }

                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        List<Message> all = new ArrayList<>(super.list(filter, after, limit));
                        kept.stream().filter(filter::matches).forEach(all::add);
                        return all;
                    }
                }),
                new Mutant("removing: it takes no follower with it", RemoveContract.class, () -> new Sound() {
                    @Override
                    public boolean remove(UUID id, int version) {
                        boolean isGone = super.remove(id, version);
                        super.list(Filter.all(FAR).withJoined(id), null, 1000)
                                .forEach(each -> super.remove(each.id(), each.version()));
                        return isGone;
                    }
                }),
                new Mutant("removing: a change of it loses", RemoveContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return super.commit(changes).stream()
                                .filter(each -> each.revisions().get(0).expected() == 0)
                                .toList();
                    }
                }));
    }

    private interface Planting {
        SampleMessage of(Message gone, SampleMessage planted);
    }

    /** Forgets all that removed messages leave taken, and plants some of it anew. */
    private static Mutant forgetting(String promise, Planting planting) {
        return new Mutant("removing: " + promise, RemoveContract.class, () -> {
            Renewed renewed = new Renewed();
            return new Sound(renewed) {
                @Override
                public boolean remove(UUID id, int version) {
                    Optional<Message> gone = find(id);
                    boolean isGone = super.remove(id, version);
                    if (isGone) {
                        renewed.renew();
                        Message planted = planting.of(
                                        gone.orElseThrow(),
                                        SampleMessage.of(1_000_000).number("planted"))
                                .message();
                        real.messages()
                                .commit(List.of(planting.of(
                                                gone.orElseThrow(),
                                                SampleMessage.of(1_000_000).number("planted"))
                                        .change()));
                        real.messages().remove(planted.id(), 1);
                    }
                    return isGone;
                }
            };
        });
    }

    /** A storage that can be made anew of what it holds. */
    private static final class Renewed implements Storage {
        private Storage now = Storage.inMemory();

        void renew() {
            Storage fresh = Storage.inMemory();
            fresh.messages()
                    .commit(now.messages().everything(null, 10_000).stream()
                            .map(each -> Change.of(each.asNew()))
                            .toList());
            now = fresh;
        }

        @Override
        public MessageStore messages() {
            return now.messages();
        }

        @Override
        public Outbox outbox() {
            return now.outbox();
        }

        @Override
        public Records records() {
            return now.records();
        }

        @Override
        public void close() {
            now.close();
        }
    }
}

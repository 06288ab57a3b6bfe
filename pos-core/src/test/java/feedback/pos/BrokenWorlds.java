package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Records;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Storages each of which breaks one promise, as storages do. */
final class BrokenWorlds {
    private static final Codec CODEC = new Codec();

    private BrokenWorlds() {}

    /** Whoever comes last writes last, whatever was written since it read. */
    static Storage withoutVersionCheck() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public List<Change> commit(List<Change> changes) {
                Altered altered = new Altered(revision -> {
                    int held = find(revision.after().id()).map(Message::version).orElse(0);
                    return revision.expected() == 0 ? revision : onTopOf(held, revision);
                });
                return altered.back(super.commit(altered.alter(changes)));
            }
        };
    }

    private static Revision onTopOf(int held, Revision revision) {
        int moved = held - revision.expected();
        String row = CODEC.write(revision.after())
                .replaceFirst(
                        "\"version\":\\d+", "\"version\":" + (revision.after().version() + moved));
        List<Entry> lines = revision.entries().stream()
                .map(line -> new Entry(
                        line.message(),
                        line.version() + moved,
                        line.at(),
                        line.by(),
                        line.role(),
                        line.type(),
                        line.body(),
                        line.seal()))
                .toList();
        return new Revision(
                CODEC.readMessage(row), held, lines, revision.wake(), revision.tidings(), revision.redacted());
    }

    /** Says of everything that it was written. */
    static Storage withoutLosers() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public List<Change> commit(List<Change> changes) {
                super.commit(changes);
                return List.of();
            }
        };
    }

    /** Writes what belongs together piece by piece. */
    static Storage tearingChangesApart() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public List<Change> commit(List<Change> changes) {
                List<Change> losers = new ArrayList<>();
                for (Change change : changes) {
                    boolean won = true;
                    for (Revision revision : change.revisions()) {
                        won &= super.commit(List.of(Change.of(revision))).isEmpty();
                    }
                    if (!won) {
                        losers.add(change);
                    }
                }
                return losers;
            }
        };
    }

    /** Takes a second message under a once key. */
    static Storage withoutOnceKeys() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public List<Change> commit(List<Change> changes) {
                Altered altered = new Altered(revision -> {
                    String once = revision.after().submission().once();
                    boolean isTaken = once != null
                            && revision.expected() == 0
                            && findByOnce(once).isPresent();
                    return isTaken ? underAnotherKey(revision) : revision;
                });
                return altered.back(super.commit(altered.alter(changes)));
            }
        };
    }

    private static Revision underAnotherKey(Revision revision) {
        String row = CODEC.write(revision.after()).replace("\"once\":\"", "\"once\":\"" + UUID.randomUUID());
        return new Revision(CODEC.readMessage(row), 0, revision.entries(), revision.wake(), revision.tidings());
    }

    /** Forgets when to look at a message next as soon as a sweep has looked at it. */
    static Storage sweepingOnce() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public Round workOff(
                    Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
                Altered altered = new Altered(each -> new Revision(
                        each.after(), each.expected(), each.entries(), null, each.tidings(), each.redacted()));
                Round round = super.workOff(now, after, limit, messages -> altered.alter(decide.apply(messages)));
                return new Round(round.due(), altered.back(round.losers()));
            }
        };
    }

    /** Strikes off what is to be told when it is taken, not when it was told. */
    static Storage strikingOffFirst() {
        return new ForwardingStorage(Storage.inMemory()) {
            @Override
            public Outbox outbox() {
                Outbox real = super.outbox();
                return new Outbox() {
                    @Override
                    public List<Tiding> pending(Instant now, int limit) {
                        return real.pending(now, limit);
                    }

                    @Override
                    public List<Tiding> take(Instant now, Instant until, int limit) {
                        List<Tiding> page = real.take(now, until, limit);
                        real.told(page);
                        return page;
                    }

                    @Override
                    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
                        List<Tiding> page = real.takeFor(role, recipient, now, until, limit);
                        real.told(page);
                        return page;
                    }

                    @Override
                    public void told(Collection<Tiding> tidings) {
                        real.told(tidings);
                    }

                    @Override
                    public void holdBack(Tiding tiding, Instant until) {
                        real.holdBack(tiding, until);
                    }
                };
            }
        };
    }

    /** Loses what it wrote last when somebody who uses it dies. */
    static Simulation.World losingTheLastCommit() {
        return new Simulation.World() {
            private int opened;

            @Override
            public Storage open() {
                opened = 0;
                return new Unsafe();
            }

            @Override
            public Storage again(Storage storage) {
                if (++opened > 2) {
                    ((Unsafe) storage).loseTheLastCommit();
                }
                return storage;
            }
        };
    }

    private static final class Unsafe implements Storage {
        private Storage written = Storage.inMemory();
        private List<Held> safe = List.of();

        void loseTheLastCommit() {
            written = Storage.inMemory();
            written.messages()
                    .commit(safe.stream().map(each -> Change.of(each.asNew())).toList());
        }

        @Override
        public MessageStore messages() {
            return new ForwardingStorage(written) {
                @Override
                public List<Change> commit(List<Change> changes) {
                    safe = everything(null, 1_000);
                    return super.commit(changes);
                }
            };
        }

        @Override
        public Outbox outbox() {
            return written.outbox();
        }

        @Override
        public Records records() {
            return written.records();
        }

        @Override
        public void close() {
            written.close();
        }
    }

    /** Changes in another form, and what they were. */
    private static final class Altered {
        private final IdentityHashMap<Change, Change> original = new IdentityHashMap<>();
        private final UnaryOperator<Revision> form;

        Altered(UnaryOperator<Revision> form) {
            this.form = form;
        }

        List<Change> alter(List<Change> changes) {
            List<Change> altered = new ArrayList<>();
            for (Change change : changes) {
                Change other = new Change(change.revisions().stream().map(form).toList());
                original.put(other, change);
                altered.add(other);
            }
            return altered;
        }

        List<Change> back(List<Change> losers) {
            return losers.stream().map(original::get).toList();
        }
    }
}

package feedback.pos.testkit;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What lies between a node and the storage: each call may be held up, cut off or answered by nobody. */
final class Wire extends ForwardingStorage implements Outbox {
    private final Storage real;
    private final Node node;
    private final Fate fate;
    private boolean cut;

    Wire(Storage real, Node node, Fate fate) {
        super(real);
        this.real = real;
        this.node = node;
        this.fate = fate;
    }

    /** Lets nothing through any more: the process at this end is dead. */
    void cut() {
        cut = true;
    }

    private void happen(String point) {
        dieIfCut();
        fate.happen(node, point, true);
        // Something else of the same process may have run into its death meanwhile
        dieIfCut();
    }

    private void dieIfCut() {
        if (cut) {
            throw new Node.Crash();
        }
    }

    private <T> T call(String what, Supplier<T> work) {
        happen("before " + what);
        T result = work.get();
        happen("after " + what);
        return result;
    }

    @Override
    public List<Change> commit(List<Change> changes) {
        return call("commit", () -> {
            List<Change> losers = super.commit(changes);
            fate.wrote(changes, losers);
            return losers;
        });
    }

    @Override
    public Round workOff(Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
        List<Change> decided = new ArrayList<>();
        return call("workOff", () -> {
            MessageStore.Round round = real.messages().workOff(now, after, limit, messages -> {
                fate.happen(node, "within workOff", fate.mayActDuringSweeps());
                dieIfCut();
                decided.addAll(decide.apply(messages));
                return List.copyOf(decided);
            });
            fate.wrote(decided, round.losers());
            return round;
        });
    }

    @Override
    public boolean remove(UUID id, int version) {
        return call("remove", () -> {
            boolean removed = super.remove(id, version);
            fate.removed(id, version, removed);
            return removed;
        });
    }

    @Override
    public Optional<Message> find(UUID id) {
        happen("before find");
        return super.find(id);
    }

    @Override
    public List<Message> findAll(Collection<UUID> ids) {
        // In one call: what happens between single ones would depend on the order of a set
        happen("before findAll");
        return real.messages().findAll(ids);
    }

    @Override
    public Optional<Message> findByOnce(String once) {
        happen("before findByOnce");
        return super.findByOnce(once);
    }

    @Override
    public List<Entry> journal(UUID id) {
        happen("before journal");
        return super.journal(id);
    }

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        happen("before list");
        return super.list(filter, after, limit);
    }

    @Override
    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        happen("before due");
        return super.due(now, after, limit);
    }

    @Override
    public Outbox outbox() {
        return this;
    }

    @Override
    public List<Tiding> pending(Instant now, int limit) {
        return real.outbox().pending(now, limit);
    }

    @Override
    public List<Tiding> take(Instant now, Instant until, int limit) {
        return call("take", () -> real.outbox().take(now, until, limit));
    }

    @Override
    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
        return call("takeFor", () -> real.outbox().takeFor(role, recipient, now, until, limit));
    }

    @Override
    public void told(Collection<Tiding> tidings) {
        call("told", () -> {
            real.outbox().told(tidings);
            return tidings;
        });
    }

    @Override
    public void holdBack(Tiding tiding, Instant until) {
        call("holdBack", () -> {
            real.outbox().holdBack(tiding, until);
            return tiding;
        });
    }
}

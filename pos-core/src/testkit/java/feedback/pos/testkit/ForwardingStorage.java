package feedback.pos.testkit;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.BallotBox;
import feedback.pos.store.Cards;
import feedback.pos.store.Change;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A storage that hands every call on to another one: for tests that count, hold up or break some of them. What the
 * interface computes from other calls is computed from the calls of this one.
 */
public class ForwardingStorage implements Storage, MessageStore {
    private final Storage real;

    /** @param real is closed with this one */
    public ForwardingStorage(Storage real) {
        this.real = real;
    }

    @Override
    public MessageStore messages() {
        return this;
    }

    @Override
    public Outbox outbox() {
        return real.outbox();
    }

    @Override
    public Records records() {
        return real.records();
    }

    @Override
    public Cards cards() {
        return real.cards();
    }

    @Override
    public BallotBox ballots() {
        return real.ballots();
    }

    @Override
    public Optional<Figures> figures() {
        return real.figures();
    }

    @Override
    public void close() {
        real.close();
    }

    @Override
    public List<Change> commit(List<Change> changes) {
        return real.messages().commit(changes);
    }

    @Override
    public Optional<Message> find(UUID id) {
        return real.messages().find(id);
    }

    @Override
    public Optional<Message> findByNumber(String number) {
        return real.messages().findByNumber(number);
    }

    @Override
    public Optional<Message> findByOnce(String once) {
        return real.messages().findByOnce(once);
    }

    @Override
    public List<Entry> journal(UUID id) {
        return real.messages().journal(id);
    }

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        return real.messages().list(filter, after, limit);
    }

    @Override
    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        return real.messages().due(now, after, limit);
    }

    @Override
    public List<Held> everything(@Nullable UUID after, int limit) {
        return real.messages().everything(after, limit);
    }

    @Override
    public boolean remove(UUID id, int version) {
        return real.messages().remove(id, version);
    }
}

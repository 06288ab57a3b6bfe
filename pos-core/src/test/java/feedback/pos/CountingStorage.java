package feedback.pos;

import feedback.pos.store.Cards;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A storage that counts the cards it hands out. */
final class CountingStorage implements Storage {
    private final Storage real;
    private final AtomicInteger handedOut = new AtomicInteger();

    CountingStorage(Storage real) {
        this.real = real;
    }

    int handedOut() {
        return handedOut.get();
    }

    void reset() {
        handedOut.set(0);
    }

    @Override
    public Cards cards() {
        Cards cards = real.cards();
        return new Cards() {
            @Override
            public boolean put(List<Card> put) {
                return cards.put(put);
            }

            @Override
            public Optional<Card> find(String kind, UUID id) {
                Optional<Card> found = cards.find(kind, id);
                found.ifPresent(any -> handedOut.incrementAndGet());
                return found;
            }

            @Override
            public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
                List<Card> found = cards.list(kind, key, after, limit);
                handedOut.addAndGet(found.size());
                return found;
            }

            @Override
            public List<Card> due(String kind, Instant now, int limit) {
                return cards.due(kind, now, limit);
            }

            @Override
            public boolean remove(String kind, UUID id, int version) {
                return cards.remove(kind, id, version);
            }
        };
    }

    @Override
    public MessageStore messages() {
        return real.messages();
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
    public void close() {
        real.close();
    }
}

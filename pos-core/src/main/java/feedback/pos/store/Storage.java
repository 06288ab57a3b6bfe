package feedback.pos.store;

import java.util.Optional;

/** A place to keep everything. Thread-safe. Closed by whoever opened it. */
public interface Storage extends AutoCloseable {
    MessageStore messages();

    Outbox outbox();

    Records records();

    /**
     * What changes and is found by what it is about. If a storage has nothing better, kept as {@link #records}, one writer after the
     * other.
     */
    default Cards cards() {
        return new RecordCards(records());
    }

    /** Where ballots are put. If a storage has nothing better, kept as {@link #records}, one writer after the other. */
    default BallotBox ballots() {
        return new RecordBallots(records());
    }

    /** Counters kept beside the messages; empty if the storage keeps none, and everything is counted whenever it is asked for. */
    default Optional<Figures> figures() {
        return Optional.empty();
    }

    /**
     * A view of the storage that does not change, where the storage can give one; else the storage itself. For reading only,
     * and not for long: a database keeps what was changed since as long as the view is open. Closing it leaves the storage
     * open.
     */
    default Storage snapshot() {
        Storage whole = this;
        return new Storage() {
            @Override
            public MessageStore messages() {
                return whole.messages();
            }

            @Override
            public Outbox outbox() {
                return whole.outbox();
            }

            @Override
            public Records records() {
                return whole.records();
            }

            @Override
            public Cards cards() {
                return whole.cards();
            }

            @Override
            public BallotBox ballots() {
                return whole.ballots();
            }

            @Override
            public void close() {
                // The storage goes on
            }
        };
    }

    @Override
    void close();

    /** A storage that forgets everything when closed; for tests and first steps. */
    static Storage inMemory() {
        return new InMemoryStorage();
    }
}

package feedback.pos.store;

/** A place to keep everything. Thread-safe. Closed by whoever opened it. */
public interface Storage extends AutoCloseable {
    MessageStore messages();

    Outbox outbox();

    Records records();

    @Override
    void close();

    /** A storage that forgets everything when closed; for tests and first steps. */
    static Storage inMemory() {
        return new InMemoryStorage();
    }
}

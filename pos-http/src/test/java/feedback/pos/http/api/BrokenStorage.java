package feedback.pos.http.api;

import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;

/** A storage that goes out of reach when told to. */
final class BrokenStorage implements Storage {
    private final Storage whole = Storage.inMemory();
    private volatile boolean broken;

    static void breakNow(Storage storage) {
        ((BrokenStorage) storage).broken = true;
    }

    private Storage reach() {
        if (broken) {
            throw new IllegalStateException("connection refused, password=secret");
        }
        return whole;
    }

    @Override
    public MessageStore messages() {
        return reach().messages();
    }

    @Override
    public Outbox outbox() {
        return reach().outbox();
    }

    @Override
    public Records records() {
        return reach().records();
    }

    @Override
    public void close() {
        whole.close();
    }
}

package feedback.pos.example.ownstorage;

import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import java.nio.file.Path;

/**
 * A storage in one file, on H2's MVStore: durable at every acknowledged write, for one process at a time. Thread-safe;
 * readers never wait, writers share their waits for the disk.
 */
public final class MvStorage implements Storage {
    private final Access access;

    private MvStorage(Access access) {
        this.access = access;
    }

    /**
     * The storage in this file, which is made if it is not there; its folder must be.
     *
     * @throws org.h2.mvstore.MVStoreException if somebody else has it open, or it is damaged beyond its last commit
     */
    public static MvStorage in(Path file) {
        return new MvStorage(new Engine(file));
    }

    @Override
    public MessageStore messages() {
        return new MvMessages(access);
    }

    @Override
    public Outbox outbox() {
        return new MvOutbox(access);
    }

    @Override
    public Records records() {
        return new MvRecords(access);
    }

    /** What was committed last, as long as it is open; {@link UnsupportedOperationException} on any write. */
    @Override
    public Storage snapshot() {
        return new MvStorage(access.still());
    }

    @Override
    public void close() {
        access.close();
    }
}

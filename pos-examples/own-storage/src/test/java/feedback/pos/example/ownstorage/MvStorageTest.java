package feedback.pos.example.ownstorage;

import feedback.pos.store.Storage;
import feedback.pos.testkit.SnapshotContract;
import feedback.pos.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Has its own limit of time, because the longest of the contracts needs the longest. */
class MvStorageTest implements StorageContract, SnapshotContract {
    @TempDir
    Path folder;

    private int opened;

    @Override
    public Storage open() {
        return MvStorage.in(folder.resolve("messages " + ++opened));
    }
}

package feedback.pos.example.ownstorage;

import feedback.pos.store.Storage;
import feedback.pos.testkit.SnapshotContract;
import feedback.pos.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MvStorageTest implements StorageContract, SnapshotContract {
    @TempDir
    Path folder;

    private int opened;

    @Override
    public Storage open() {
        return MvStorage.in(folder.resolve("messages " + ++opened));
    }
}

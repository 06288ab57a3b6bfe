package feedback.pos.example.ownstorage;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MvStorageTest implements StorageContract {
    @TempDir
    Path folder;

    @Override
    public Storage open() {
        return MvStorage.in(folder.resolve("messages"));
    }
}

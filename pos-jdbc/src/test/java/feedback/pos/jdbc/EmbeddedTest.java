package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On files, the whole contract. */
class EmbeddedTest implements StorageContract {
    @TempDir
    Path folder;

    private int opened;

    @Override
    public Storage open() {
        return JdbcStorage.embedded(folder.resolve("base" + opened++));
    }
}

package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;
import javax.sql.DataSource;

/** Two storages on one database, each with a lock of its own: only the database itself can tell who was first. */
class TwoNodesTest implements StorageContract {
    @Override
    public Storage open() {
        DataSource base = HsqldbMemoryTest.newBase();
        return new TwoNodes(JdbcStorage.on(base), JdbcStorage.on(base));
    }
}

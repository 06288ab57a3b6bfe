package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;
import java.util.UUID;
import org.hsqldb.jdbc.JDBCDataSource;

/** On a data source without files, the whole contract. */
class HsqldbMemoryTest implements StorageContract {
    @Override
    public Storage open() {
        return JdbcStorage.on(newBase());
    }

    static JDBCDataSource newBase() {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
        source.setUser("SA");
        source.setPassword("");
        return source;
    }
}

package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;

class PostgresTest implements StorageContract {
    @Override
    public Storage open() {
        return JdbcStorage.postgresql(Postgres.newBase(), null, null);
    }
}

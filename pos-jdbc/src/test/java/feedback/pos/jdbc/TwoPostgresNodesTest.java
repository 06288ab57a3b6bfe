package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.StorageContract;

/** Two nodes on one server, as in production: the whole contract. */
class TwoPostgresNodesTest implements StorageContract {
    @Override
    public Storage open() {
        String url = Postgres.newBase();
        return new TwoNodes(JdbcStorage.postgresql(url, null, null), JdbcStorage.postgresql(url, null, null));
    }
}

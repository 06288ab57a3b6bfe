package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.SimulationContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Small worlds over PostgreSQL, each node with a storage of its own on one base, which is cleared for each. */
@Timeout(300)
class PostgresSimulationTest implements SimulationContract {
    private static final String CLEAR = """
            DO $$ DECLARE each text; BEGIN
              FOR each IN SELECT tablename FROM pg_tables
                  WHERE schemaname = current_schema() AND tablename <> 'pos_schema'
              LOOP EXECUTE 'TRUNCATE ' || each; END LOOP;
            END $$""";

    private static PostgresPool pool;

    @BeforeAll
    static void begin() {
        Quiet.begin();
        pool = PostgresPool.open(Postgres.newBase(), null, null);
        JdbcStorage.on(pool.dataSource()).close();
    }

    @AfterAll
    static void end() {
        pool.close();
        Quiet.end();
    }

    @Override
    public Storage open() {
        DataSource base = pool.dataSource();
        try (Connection connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CLEAR);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return JdbcStorage.on(base);
    }

    @Override
    public Storage again(Storage storage) {
        return JdbcStorage.on(pool.dataSource());
    }

    @Override
    public boolean othersActDuringSweeps() {
        return false;
    }

    @Override
    public int seeds() {
        return 20;
    }
}

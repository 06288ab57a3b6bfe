package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.SimulationContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Small worlds over HSQLDB, each node with a storage of its own on one base. */
@Timeout(300)
class HsqldbSimulationTest implements SimulationContract {
    private @Nullable DataSource base;

    @BeforeAll
    static void be_quiet() {
        Quiet.begin();
    }

    @AfterAll
    static void speak() {
        Quiet.end();
    }

    @Override
    public Storage open() {
        shutDown();
        base = HsqldbMemoryTest.newBase();
        return JdbcStorage.on(base);
    }

    /** Else the bases of all seeds would stay in memory. */
    private void shutDown() {
        if (base != null) {
            try (Connection connection = base.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public Storage again(Storage storage) {
        return JdbcStorage.on(base);
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

package feedback.pos.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import feedback.pos.store.UnreachableException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to a PostgreSQL server, none of which waits for ever. */
final class PostgresPool implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final int CONNECT_SECONDS = 5;

    /** How long the server works on one statement; a client gives up a little later, should the server be gone. */
    private static final int STATEMENT_SECONDS = 20;

    private static final int SOCKET_SECONDS = STATEMENT_SECONDS + 10;
    private static final int LOCK_SECONDS = 10;

    /** So that a node that hangs in the middle does not keep its rows from the others. */
    private static final int IDLE_IN_TRANSACTION_SECONDS = 60;

    private final HikariDataSource source;

    private PostgresPool(HikariDataSource source) {
        this.source = source;
    }

    static PostgresPool open(String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pos");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
        // As texts: the driver overlooks numbers
        config.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        config.addDataSourceProperty("loginTimeout", Integer.toString(2 * CONNECT_SECONDS));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "pos");
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + STATEMENT_SECONDS + "s -c lock_timeout=" + LOCK_SECONDS
                        + "s -c idle_in_transaction_session_timeout=" + IDLE_IN_TRANSACTION_SECONDS + "s");
        try {
            return new PostgresPool(new HikariDataSource(config));
        } catch (RuntimeException e) {
            throw new UnreachableException(
                    "the database cannot be reached: " + rootOf(e).getMessage(), e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    DataSource dataSource() {
        return source;
    }

    @Override
    public void close() {
        source.close();
    }
}

package feedback.pos.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL server for the tests of one process. */
public final class Postgres {
    private static final AtomicInteger BASES = new AtomicInteger();

    private Postgres() {}

    /** Started when first asked for; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // What is tested on it is not that it waits for the disk
                return builder().setServerConfig("fsync", "off").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** How a server as durable as in production is started; the library's own default is not. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200");
    }

    /** The address of a new, empty place for tables: a schema, which is made sooner than a database. */
    public static String newBase() {
        String name = "pos" + BASES.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            return Server.RUNNING.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connections to the place of this address, each a new one. */
    public static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }
}

package feedback.pos.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server for the tests of one process. */
public final class Postgres {
    private static final AtomicInteger BASES = new AtomicInteger();

    private Postgres() {}

    /** Started when first asked for; it ends with the process. */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // What is tested on it is not that it waits for the disk
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The address of a new, empty place for tables. */
    public static String newBase() {
        String name = "pos" + BASES.incrementAndGet();
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            return Running.SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

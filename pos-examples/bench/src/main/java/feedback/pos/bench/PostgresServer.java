package feedback.pos.bench;

import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.store.Storage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A PostgreSQL server on this machine, a database in it for each contender. */
final class PostgresServer implements Bases {
    /** The server's own defaults but for the memory and the log, which are those of a small server in earnest use. */
    private static final Map<String, String> SETTINGS = Map.of(
            // What starts the server turns these three off, for the sake of quick tests
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "512MB",
            "max_wal_size", "4GB",
            "max_connections", "300");

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;
    private final String about;

    private PostgresServer(EmbeddedPostgres server, String about) {
        this.server = server;
        this.about = about;
    }

    /** With its data in the folder, or with that which is there already. */
    static PostgresServer start(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("postgresql");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(Files.notExists(data))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        SETTINGS.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        try {
            return new PostgresServer(server, about(server));
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Asks the server itself, which has the last word. */
    private static String about(EmbeddedPostgres server) throws SQLException {
        Map<String, String> shown = new LinkedHashMap<>();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : List.of("server_version", "fsync", "synchronous_commit", "shared_buffers")) {
                try (ResultSet result = statement.executeQuery("SHOW " + each)) {
                    result.next();
                    shown.put(each, result.getString(1));
                }
            }
        }
        return "PostgreSQL " + shown;
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public int writers() {
        return 4;
    }

    /** While one waits for the server, another decides. */
    @Override
    public int sweepers() {
        return 2;
    }

    @Override
    public Base fresh(String name) throws SQLException {
        if (!isThere(name)) {
            execute("CREATE DATABASE " + name);
        }
        return new OneDatabase(name);
    }

    private boolean isThere(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            // The stop waits but a few seconds, and its own checkpoint could take longer
            execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            server.close();
        }
    }

    private final class OneDatabase implements Base {
        private final String name;

        OneDatabase(String name) {
            this.name = name;
        }

        @Override
        public Storage storage() {
            return JdbcStorage.postgresql(server.getJdbcUrl(USER, name), USER, null);
        }

        @Override
        public void makeTables() {
            JdbcStorage.on(source()).close();
        }

        @Override
        public DataSource source() {
            return server.getDatabase(USER, name);
        }

        @Override
        public void catchUp() throws SQLException {
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("VACUUM ANALYZE");
                statement.execute("CHECKPOINT");
            }
        }

        @Override
        public void expectManyWriters() {
            // It has always been written for them
        }
    }
}

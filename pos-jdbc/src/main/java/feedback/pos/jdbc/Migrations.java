package feedback.pos.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Brings a database's tables up to date by the scripts of its dialect, each once and in order. A script that was cut off
 * by a crash is run again, passing over what it had already made.
 */
final class Migrations {
    private static final String TABLE = "CREATE TABLE pos_schema"
            + " (version INTEGER NOT NULL, script VARCHAR(200) NOT NULL, checksum BIGINT NOT NULL, PRIMARY KEY (version))";

    private final Dialect dialect;

    Migrations(Dialect dialect) {
        this.dialect = dialect;
    }

    /** @throws IllegalStateException if the tables are a newer program's, or a script was changed after it had run */
    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            create(statement, TABLE);
            NavigableMap<Integer, Long> done = done(statement);
            List<String> scripts = dialect.scripts();
            if (!done.isEmpty() && done.lastKey() > scripts.size()) {
                throw new IllegalStateException("the database has schema version " + done.lastKey()
                        + ", this program knows " + scripts.size() + ": start a newer program");
            }
            for (int version = 1; version <= scripts.size(); version++) {
                String name = scripts.get(version - 1);
                String script = read(name);
                Long before = done.get(version);
                if (before == null) {
                    for (String each : statementsOf(script)) {
                        create(statement, each);
                    }
                    note(connection, version, name, checksum(script));
                } else if (before != checksum(script)) {
                    throw new IllegalStateException("the script " + name + " is not the one that made this database");
                }
            }
        }
    }

    private void create(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!dialect.isAlreadyThere(e)) {
                throw e;
            }
        }
    }

    private static NavigableMap<Integer, Long> done(Statement statement) throws SQLException {
        NavigableMap<Integer, Long> done = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT version, checksum FROM pos_schema")) {
            while (rows.next()) {
                done.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return done;
    }

    private static void note(Connection connection, int version, String script, long checksum) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO pos_schema VALUES (?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setString(2, script);
            insert.setLong(3, checksum);
            insert.executeUpdate();
        }
    }

    private String read(String name) {
        String path = dialect.name() + "/" + name;
        try (InputStream in = Migrations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + path);
            }
            // The same text whatever line ends a checkout gave it.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scripts hold plain statements only: no semicolon occurs within one. */
    private static List<String> statementsOf(String script) {
        String bare = script.replaceAll("(?m)^--.*$", "");
        return List.of(bare.split(";")).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static long checksum(String script) {
        CRC32 crc = new CRC32();
        crc.update(script.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}

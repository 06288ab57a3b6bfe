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
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database's tables up to date by the scripts of its dialect, each once and in order. A script that was cut off
 * by a crash is run again. Programs of different ages may work on one database as long as each script since the older one
 * says that it still can: so nodes are replaced one after the other.
 */
final class Migrations {
    private static final String TABLE =
            "CREATE TABLE pos_schema (version INTEGER NOT NULL, script VARCHAR(200) NOT NULL,"
                    + " checksum BIGINT NOT NULL, oldest INTEGER DEFAULT 0 NOT NULL, PRIMARY KEY (version))";

    /** Tables made before there was such a column. */
    private static final String OLDEST = "ALTER TABLE pos_schema ADD COLUMN oldest INTEGER DEFAULT 0 NOT NULL";

    private static final Pattern OLDEST_PROGRAM = Pattern.compile("(?m)^-- oldest program: (\\d+)$");

    private final Dialect dialect;
    private final List<Script> scripts;

    Migrations(Dialect dialect) {
        this(dialect, dialect.scripts());
    }

    /** @param scripts in place of the dialect's own, for tests of other ages */
    Migrations(Dialect dialect, List<Script> scripts) {
        this.dialect = dialect;
        this.scripts = scripts;
    }

    /**
     * One step.
     *
     * @param name of the file. A line {@code -- oldest program: N} in it says which programs can still work with the tables
     *     afterwards: those that know at least N scripts; without it, only those that know this one
     * @param then what a script cannot do, or null; it must bear being done again
     */
    record Script(String name, @Nullable Step then) {
        static Script of(String name) {
            return new Script(name, null);
        }
    }

    /** A part of a migration in Java. */
    interface Step {
        void run(Connection connection) throws SQLException;
    }

    /** @throws IllegalStateException if the tables are a newer program's, or a script was changed after it had run */
    void run(Connection connection) throws SQLException {
        dialect.lockForMigration(connection);
        try {
            prepare(connection);
            runMissing(connection);
        } finally {
            dialect.unlockAfterMigration(connection);
        }
    }

    private void runMissing(Connection connection) throws SQLException {
        boolean transactional = connection.getMetaData().supportsDataDefinitionAndDataManipulationTransactions();
        connection.setAutoCommit(!transactional);
        try {
            NavigableMap<Integer, Done> done = done(connection);
            check(done);
            for (int version = 1; version <= scripts.size(); version++) {
                if (!done.containsKey(version)) {
                    run(connection, version);
                    if (transactional) {
                        connection.commit();
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            if (transactional) {
                connection.rollback();
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void prepare(Connection connection) throws SQLException {
        if (!hasColumn(connection, "version")) {
            create(connection, TABLE);
        } else if (!hasColumn(connection, "oldest")) {
            create(connection, OLDEST);
        }
    }

    private static boolean hasColumn(Connection connection, String column) throws SQLException {
        boolean small = connection.getMetaData().storesLowerCaseIdentifiers();
        String table = small ? "pos_schema" : "POS_SCHEMA";
        try (ResultSet columns = connection
                .getMetaData()
                .getColumns(null, connection.getSchema(), table, small ? column : column.toUpperCase(Locale.ROOT))) {
            return columns.next();
        }
    }

    private void check(NavigableMap<Integer, Done> done) {
        int newest = done.isEmpty() ? 0 : done.lastKey();
        int oldest = done.values().stream().mapToInt(Done::oldest).max().orElse(0);
        if (oldest > scripts.size()) {
            throw new IllegalStateException(
                    "the database has schema version " + newest + ", which needs a program of version " + oldest
                            + ", this program knows " + scripts.size() + ": start a newer program");
        }
        for (int version = 1; version <= scripts.size(); version++) {
            Done before = done.get(version);
            String name = scripts.get(version - 1).name();
            if (before != null && before.checksum() != checksum(read(name))) {
                throw new IllegalStateException("the script " + name + " is not the one that made this database");
            }
        }
    }

    private void run(Connection connection, int version) throws SQLException {
        Script script = scripts.get(version - 1);
        String text = read(script.name());
        for (String each : statementsOf(text)) {
            create(connection, each);
        }
        Step then = script.then();
        if (then != null) {
            then.run(connection);
        }
        Matcher oldest = OLDEST_PROGRAM.matcher(text);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO pos_schema (version, script, checksum, oldest) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, version);
            insert.setString(2, script.name());
            insert.setLong(3, checksum(text));
            insert.setInt(4, oldest.find() ? Integer.parseInt(oldest.group(1)) : version);
            insert.executeUpdate();
        }
    }

    private void create(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!dialect.isDone(sql, e)) {
                throw e;
            }
        }
    }

    private record Done(long checksum, int oldest) {}

    private static NavigableMap<Integer, Done> done(Connection connection) throws SQLException {
        NavigableMap<Integer, Done> done = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, checksum, oldest FROM pos_schema")) {
            while (rows.next()) {
                done.put(rows.getInt(1), new Done(rows.getLong(2), rows.getInt(3)));
            }
        }
        return done;
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

    /** A statement ends with a semicolon at the end of a line; within a line one may stand in a statement. */
    private static List<String> statementsOf(String script) {
        String bare = script.replaceAll("(?m)^--.*$", "");
        return List.of(bare.split("(?m);[ \\t]*$")).stream()
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

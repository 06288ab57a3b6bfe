package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from 13 on: a list of rows is one statement with an array for each column, so one way to the server. */
final class PostgresDialect implements Dialect {
    /** Any number that nobody else locks; «pos» in ASCII. */
    private static final long MIGRATION_LOCK = 0x706f73;

    private static final long FIGURES_LOCK = MIGRATION_LOCK + 1;

    /** Cancelled by a time limit; too many connections; shutting down, crashed or starting up; a standby after a failover. */
    private static final Set<String> UNREACHABLE =
            Set.of("57014", "55P03", "25P03", "53300", "57P01", "57P02", "57P03", "57P05", "25006");

    private static final int WRITERS = 2;

    /** So few rows are written one by one in one go: a statement with arrays is planned anew each time. */
    private static final int FEW = 16;

    /** So many rows go at once. */
    private static final int PAGE = 5_000;

    private static final List<Column> UPDATED = updated();
    private static final String UPDATE = Table.changing().stream()
            .map(each -> Table.set(each, "u." + each.name()))
            .collect(Collectors.joining(
                    ", ",
                    "UPDATE pos_message SET ",
                    " FROM " + unnest(UPDATED) + " WHERE pos_message.id = u.id AND pos_message.version = u.expected"));

    private PostgresDialect() {}

    /** @throws IllegalArgumentException if the database could not keep every text */
    static PostgresDialect of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            if (row.next() && !row.getString(1).equals("UTF8")) {
                throw new IllegalArgumentException("the database has the encoding " + row.getString(1)
                        + ": make one with ENCODING 'UTF8' TEMPLATE template0");
            }
        }
        return new PostgresDialect();
    }

    private static List<Column> updated() {
        List<Column> columns = new ArrayList<>(Table.changing());
        columns.add(new Column("id", Kind.ID));
        columns.add(new Column("expected", Kind.INT));
        return List.copyOf(columns);
    }

    private static String unnest(List<Column> columns) {
        String arrays =
                columns.stream().map(each -> "?::" + type(each.kind()) + "[]").collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "unnest(" + arrays + ") AS u(" + names + ")";
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case ID -> "uuid";
            case TEXT -> "text";
            case INT -> "int4";
            case LONG -> "int8";
            case DOUBLE -> "float8";
            case FLAG -> "bool";
            case BYTES -> "bytea";
        };
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<Migrations.Script> scripts() {
        return List.of(
                Migrations.Script.of("V001__messages_outbox_records.sql"),
                Migrations.Script.of("V002__delivery_windows.sql"),
                new Migrations.Script("V003__executors.sql", new FillExecutors(this)),
                Migrations.Script.of("V004__places_on_the_map.sql"),
                Migrations.Script.of("V005__cards_and_ballots.sql"),
                Migrations.Script.of("V006__figures.sql"),
                new Migrations.Script("V007__search.sql", new PostgresVocabulary.Install()),
                Migrations.Script.of("V008__lists_of_what_is_rare.sql"),
                Migrations.Script.of("V009__what_is_late.sql"));
    }

    @Override
    public Set<String> lostRace() {
        return Set.of("23505", "40001");
    }

    @Override
    public boolean isUnreachable(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08")
                || UNREACHABLE.contains(state)
                || failure instanceof SQLTransientConnectionException;
    }

    /** A script is one transaction: it is there whole or not at all. */
    @Override
    public boolean isDone(String statement, SQLException failure) {
        return false;
    }

    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET lock_timeout = 0");
            statement.execute("SELECT pg_advisory_lock(" + MIGRATION_LOCK + ")");
        }
    }

    @Override
    public void unlockAfterMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + MIGRATION_LOCK + ")");
            statement.execute("RESET statement_timeout");
            statement.execute("RESET lock_timeout");
        }
    }

    /** Not a column: older programs that work beside newer ones would not write it. */
    @Override
    public String category() {
        return "split_part(topic_path, '/', 2)";
    }

    @Override
    public boolean isEmbedded() {
        return false;
    }

    /** Measured: while one waits for the disk or the server, the next is made ready; more gains nothing. */
    @Override
    public int writers() {
        return WRITERS;
    }

    @Override
    public void insert(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.size() <= FEW) {
            RowByRow.insert(connection, this, table, rows);
            return;
        }
        String sql = "INSERT INTO " + table.name() + " (" + table.names() + ") SELECT " + table.names() + " FROM "
                + unnest(table.columns());
        execute(connection, sql, table.columns(), rows);
    }

    static final String ADD = "INSERT INTO pos_ballot_counter (poll, chain, name, amount)"
            + " SELECT ?, ?, u.name, u.amount FROM unnest(?::text[], ?::int8[]) AS u(name, amount)"
            + " ON CONFLICT (poll, chain, name) DO UPDATE SET amount = pos_ballot_counter.amount + EXCLUDED.amount";

    @Override
    public int insertMissing(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        String ending = " ON CONFLICT DO NOTHING";
        if (rows.size() <= FEW) {
            return RowByRow.insert(connection, this, table, rows, ending);
        }
        String sql = "INSERT INTO " + table.name() + " (" + table.names() + ") SELECT " + table.names() + " FROM "
                + unnest(table.columns()) + ending;
        return execute(connection, sql, table.columns(), rows);
    }

    @Override
    public void put(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        String keys = table.key().stream().map(Column::name).collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table.name() + " (" + table.names() + ") SELECT " + table.names() + " FROM "
                + unnest(table.columns()) + " ON CONFLICT (" + keys + ") DO UPDATE SET "
                + table.behindKey().stream()
                        .map(each -> each.name() + " = EXCLUDED." + each.name())
                        .collect(Collectors.joining(", "));
        for (List<@Nullable Object[]> page : pages(rows)) {
            execute(connection, sql, table.columns(), page);
        }
    }

    @Override
    public void delete(Connection connection, Table table, List<@Nullable Object[]> keys) throws SQLException {
        String sql = "DELETE FROM " + table.name() + " AS held USING " + unnest(table.key()) + " WHERE "
                + table.key().stream()
                        .map(each -> "held." + each.name() + " = u." + each.name())
                        .collect(Collectors.joining(" AND "));
        for (List<@Nullable Object[]> page : pages(keys)) {
            execute(connection, sql, table.key(), page);
        }
    }

    /** Each key is looked up by the index, whatever the planner thinks of how many rows there are. */
    @Override
    public void find(Connection connection, Table table, List<@Nullable Object[]> keys, Reading reading)
            throws SQLException {
        String sql = "SELECT found.* FROM " + unnest(table.key()) + " CROSS JOIN LATERAL (SELECT " + table.names()
                + " FROM " + table.name() + " WHERE " + table.isKey("u") + " LIMIT 1) AS found";
        for (List<@Nullable Object[]> page : pages(keys)) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < table.keys(); i++) {
                    select.setArray(
                            i + 1, array(connection, table.columns().get(i).kind(), i, page));
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reading.of(row);
                    }
                }
            }
        }
    }

    private static List<List<@Nullable Object[]>> pages(List<@Nullable Object[]> rows) {
        List<List<@Nullable Object[]>> pages = new ArrayList<>();
        for (int at = 0; at < rows.size(); at += PAGE) {
            pages.add(rows.subList(at, Math.min(rows.size(), at + PAGE)));
        }
        return pages;
    }

    @Override
    public void lockFigures(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + FIGURES_LOCK + ")");
        }
    }

    @Override
    public String passingOverTaken() {
        return " ON CONFLICT DO NOTHING";
    }

    @Override
    public void add(Connection connection, UUID poll, int chain, Map<String, Long> amounts) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(ADD)) {
            upsert.setObject(1, poll);
            upsert.setInt(2, chain);
            upsert.setArray(3, connection.createArrayOf("text", amounts.keySet().toArray(new String[0])));
            upsert.setArray(4, connection.createArrayOf("int8", amounts.values().toArray(new Long[0])));
            upsert.executeUpdate();
        }
    }

    @Override
    public void eachOf(
            Connection connection, String select, String ending, UUID first, Collection<UUID> ids, Reading reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select + " = ANY (?::uuid[])" + ending)) {
            statement.setObject(1, first);
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray(new UUID[0])));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reading.of(row);
                }
            }
        }
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public boolean isDeadlock(Throwable failure) {
        SQLException sql = Dialect.sqlIn(failure);
        return sql != null && "40P01".equals(sql.getSQLState());
    }

    @Override
    public int update(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        return rows.size() <= FEW
                ? RowByRow.update(connection, this, rows)
                : execute(connection, UPDATE, UPDATED, rows);
    }

    private static int execute(Connection connection, String sql, List<Column> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, array(connection, columns.get(i).kind(), i, rows));
            }
            return statement.executeUpdate();
        }
    }

    private static Array array(Connection connection, Kind kind, int column, List<@Nullable Object[]> rows)
            throws SQLException {
        @Nullable
        Object[] values = switch (kind) {
            case ID -> new UUID[rows.size()];
            case TEXT -> new String[rows.size()];
            case INT -> new Integer[rows.size()];
            case LONG -> new Long[rows.size()];
            case DOUBLE -> new Double[rows.size()];
            case FLAG -> new Boolean[rows.size()];
            case BYTES -> new byte[rows.size()][];
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return connection.createArrayOf(type(kind), values);
    }

    @Override
    public Object parameter(UUID id) {
        return id;
    }

    @Override
    public int typeOfIds() {
        return Types.OTHER;
    }

    @Override
    public UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** So the index is entered at the second value too: many messages are due at the same instant, the end of a day. */
    @Override
    public String isBehind(String first, String firstValue, String second, String secondValue) {
        return "(" + first + ", " + second + ") > (" + firstValue + ", " + secondValue + ")";
    }

    @Override
    public String keepingFromOthers(String table) {
        return " FOR NO KEY UPDATE OF " + table + " SKIP LOCKED";
    }

    @Override
    public String replaceRecord() {
        return "INSERT INTO pos_record (kind, record_key, body) VALUES (:kind, :key, :body)"
                + " ON CONFLICT (kind, record_key) DO UPDATE SET body = EXCLUDED.body";
    }
}

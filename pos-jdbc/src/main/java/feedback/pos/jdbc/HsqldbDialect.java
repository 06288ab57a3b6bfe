package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** HSQLDB: a batch of a prepared statement costs no way to a server, and one writer at a time is fastest. */
final class HsqldbDialect implements Dialect {
    private static final String ALREADY_THERE = "42504";
    private static final String NOT_THERE = "42501";

    @Override
    public String name() {
        return "hsqldb";
    }

    @Override
    public List<Migrations.Script> scripts() {
        return List.of(
                Migrations.Script.of("V001__messages_outbox_records.sql"),
                new Migrations.Script("V002__redaction_submissions_outbox.sql", new SplitBodies()));
    }

    @Override
    public Set<String> lostRace() {
        return Set.of("23505", "40001");
    }

    @Override
    public boolean isUnreachable(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("08");
    }

    @Override
    public boolean isDone(String statement, SQLException failure) {
        String state = failure.getSQLState();
        return ALREADY_THERE.equals(state) || (NOT_THERE.equals(state) && statement.contains("DROP "));
    }

    /** A base belongs to one process, or to those who agree among themselves. */
    @Override
    public void lockForMigration(Connection connection) {
        // Nothing to lock
    }

    @Override
    public void unlockAfterMigration(Connection connection) {
        // Nothing was locked
    }

    @Override
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public void insert(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        String marks = table.columns().stream().map(each -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table.name() + " (" + table.names() + ") VALUES (" + marks + ")";
        execute(connection, sql, table.columns(), rows);
    }

    @Override
    public int update(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        String settings = Table.changing().stream()
                .map(each -> each.name() + " = ?")
                .collect(Collectors.joining(", ", "UPDATE pos_message SET ", " WHERE id = ? AND version = ?"));
        List<Column> columns = Stream.concat(
                        Table.changing().stream(),
                        Stream.of(new Column("id", Table.Kind.ID), new Column("version", Table.Kind.INT)))
                .toList();
        int updated = 0;
        for (int count : execute(connection, settings, columns, rows)) {
            updated += count;
        }
        return updated;
    }

    private static int[] execute(Connection connection, String sql, List<Column> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    set(statement, i + 1, columns.get(i).kind(), row[i]);
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, int place, Table.Kind kind, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(place, type(kind));
            return;
        }
        switch (kind) {
            case ID -> statement.setBytes(place, Columns.bytes((UUID) value));
            case TEXT -> statement.setString(place, (String) value);
            case INT -> statement.setInt(place, (Integer) value);
            case LONG -> statement.setLong(place, (Long) value);
            case FLAG -> statement.setBoolean(place, (Boolean) value);
        }
    }

    private static int type(Table.Kind kind) {
        return switch (kind) {
            case ID -> Types.BINARY;
            case TEXT -> Types.VARCHAR;
            case INT -> Types.INTEGER;
            case LONG -> Types.BIGINT;
            case FLAG -> Types.BOOLEAN;
        };
    }

    @Override
    public Object parameter(UUID id) {
        return Columns.bytes(id);
    }

    @Override
    public UUID id(ResultSet row, String column) throws SQLException {
        return Columns.uuid(row.getBytes(column));
    }

    /** Who writes has the lock of {@link Database} already. */
    @Override
    public String keepingFromOthers(String table) {
        return "";
    }

    @Override
    public String replaceRecord() {
        return "";
    }

    @Override
    public String contains(String column, String parameter) {
        return "LOWER(" + column + ") LIKE " + parameter;
    }
}

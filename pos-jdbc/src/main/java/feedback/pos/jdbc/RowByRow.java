package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes rows by a batch of one prepared statement that stays the same, however many they are. */
final class RowByRow {
    private static final List<Column> UPDATED = Stream.concat(
                    Table.changing().stream(), Stream.of(new Column("id", Kind.ID), new Column("expected", Kind.INT)))
            .toList();
    private static final String UPDATE = Table.changing().stream()
            .map(each -> Table.set(each, "?"))
            .collect(Collectors.joining(", ", "UPDATE pos_message SET ", " WHERE id = ? AND version = ?"));

    private RowByRow() {}

    static void insert(Connection connection, Dialect dialect, Table table, List<@Nullable Object[]> rows)
            throws SQLException {
        insert(connection, dialect, table, rows, "");
    }

    /** How many were inserted, where the ending lets some be left out. */
    static int insert(Connection connection, Dialect dialect, Table table, List<@Nullable Object[]> rows, String ending)
            throws SQLException {
        String marks = table.columns().stream().map(each -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table.name() + " (" + table.names() + ") VALUES (" + marks + ")" + ending;
        return sum(execute(connection, dialect, sql, table.columns(), rows));
    }

    /** How many rows were as expected. */
    static int update(Connection connection, Dialect dialect, List<@Nullable Object[]> rows) throws SQLException {
        return sum(execute(connection, dialect, UPDATE, UPDATED, rows));
    }

    /** Writes rows in place of those of the same keys. */
    static void put(Connection connection, Dialect dialect, Table table, List<@Nullable Object[]> rows)
            throws SQLException {
        String sql = table.behindKey().stream()
                .map(each -> each.name() + " = ?")
                .collect(Collectors.joining(", ", "UPDATE " + table.name() + " SET ", " WHERE " + table.isKey("")));
        List<Column> columns =
                Stream.concat(table.behindKey().stream(), table.key().stream()).toList();
        List<@Nullable Object[]> values = rows.stream()
                .map(row -> {
                    @Nullable Object[] turned = new @Nullable Object[row.length];
                    System.arraycopy(row, table.keys(), turned, 0, row.length - table.keys());
                    System.arraycopy(row, 0, turned, row.length - table.keys(), table.keys());
                    return turned;
                })
                .toList();
        int[] found = execute(connection, dialect, sql, columns, values);
        List<@Nullable Object[]> missing = IntStream.range(0, found.length)
                .filter(i -> found[i] == 0)
                .mapToObj(rows::get)
                .toList();
        if (!missing.isEmpty()) {
            insert(connection, dialect, table, missing);
        }
    }

    /** Removes the rows of these keys. */
    static void delete(Connection connection, Dialect dialect, Table table, List<@Nullable Object[]> keys)
            throws SQLException {
        execute(connection, dialect, "DELETE FROM " + table.name() + " WHERE " + table.isKey(""), table.key(), keys);
    }

    /** Reads the rows of these keys, as far as they are there. */
    static void find(
            Connection connection, Dialect dialect, Table table, List<@Nullable Object[]> keys, Dialect.Reading reading)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + table.names() + " FROM " + table.name() + " WHERE " + table.isKey(""))) {
            for (@Nullable Object[] key : keys) {
                for (int i = 0; i < table.keys(); i++) {
                    set(select, dialect, i + 1, table.columns().get(i).kind(), key[i]);
                }
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        reading.of(row);
                    }
                }
            }
        }
    }

    private static int sum(int[] counts) {
        return IntStream.of(counts).sum();
    }

    private static int[] execute(
            Connection connection, Dialect dialect, String sql, List<Column> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    set(statement, dialect, i + 1, columns.get(i).kind(), row[i]);
                }
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, Dialect dialect, int place, Kind kind, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            statement.setNull(place, kind == Kind.ID ? dialect.typeOfIds() : type(kind));
            return;
        }
        switch (kind) {
            case ID -> statement.setObject(place, dialect.parameter((UUID) value));
            case TEXT -> statement.setString(place, (String) value);
            case INT -> statement.setInt(place, (Integer) value);
            case LONG -> statement.setLong(place, (Long) value);
            case DOUBLE -> statement.setDouble(place, (Double) value);
            case FLAG -> statement.setBoolean(place, (Boolean) value);
            case BYTES -> statement.setBytes(place, (byte[]) value);
        }
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case ID -> Types.OTHER;
            case TEXT -> Types.VARCHAR;
            case INT -> Types.INTEGER;
            case LONG -> Types.BIGINT;
            case DOUBLE -> Types.DOUBLE;
            case FLAG -> Types.BOOLEAN;
            case BYTES -> Types.VARBINARY;
        };
    }
}

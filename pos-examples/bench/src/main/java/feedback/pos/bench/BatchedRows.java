package feedback.pos.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By JDBC's batches: one statement a row, handed over together. */
final class BatchedRows implements RowWriter {

    @Override
    public void insert(Connection connection, Table table, List<List<@Nullable Object>> rows) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        batch(
                connection,
                "INSERT INTO " + table.name() + " (" + table.names(", ") + ") VALUES (" + marks + ")",
                table.columns(),
                rows);
    }

    @Override
    public int update(Connection connection, Table table, List<Table.Column> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        String set = columns.stream().map(each -> each.name() + " = ?").collect(Collectors.joining(", "));
        return batch(
                connection, "UPDATE " + table.name() + " SET " + set + " WHERE id = ? AND version = ?", columns, rows);
    }

    private static int batch(
            Connection connection, String sql, List<Table.Column> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    Object value = row.get(i);
                    if (value == null) {
                        statement.setNull(i + 1, columns.get(i).type());
                    } else {
                        statement.setObject(i + 1, value);
                    }
                }
                statement.addBatch();
            }
            int count = 0;
            for (int each : statement.executeBatch()) {
                count += each;
            }
            return count;
        }
    }
}

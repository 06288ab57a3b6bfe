package feedback.pos.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's way: one statement for all rows, which come as one array a column. */
final class ArrayRows implements RowWriter {

    @Override
    public void insert(Connection connection, Table table, List<List<@Nullable Object>> rows) throws SQLException {
        execute(
                connection,
                "INSERT INTO " + table.name() + " (" + table.names(", ") + ") SELECT * FROM " + arrays(table.columns()),
                table.columns(),
                rows);
    }

    @Override
    public int update(Connection connection, Table table, List<Table.Column> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        List<Table.Column> all = new ArrayList<>(columns);
        all.add(table.column("id"));
        all.add(table.column("version"));
        String set = columns.stream()
                .map(each -> each.name() + " = n." + each.name())
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(Table.Column::name).collect(Collectors.joining(", "));
        return execute(
                connection,
                "UPDATE " + table.name() + " AS o SET " + set + " FROM " + arrays(all) + " AS n(" + names
                        + ", same_id, before) WHERE o.id = n.same_id AND o.version = n.before",
                all,
                rows);
    }

    private static String arrays(List<Table.Column> columns) {
        return columns.stream()
                .map(each -> "?::" + each.typeName() + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    private static int execute(
            Connection connection, String sql, List<Table.Column> columns, List<List<@Nullable Object>> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                @Nullable Object[] values = new @Nullable Object[rows.size()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = rows.get(row).get(i);
                }
                statement.setArray(
                        i + 1, connection.createArrayOf(columns.get(i).typeName(), values));
            }
            return statement.executeUpdate();
        }
    }
}

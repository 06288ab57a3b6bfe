package feedback.pos.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as the database describes it. */
record Table(String name, List<Column> columns) {

    /**
     * A column.
     *
     * @param type of {@link java.sql.Types}
     * @param typeName as the database has it
     */
    record Column(String name, int type, String typeName) {

        boolean isUuid() {
            return typeName.equalsIgnoreCase("uuid");
        }

        /** An id as it stands in this column. */
        Object id(UUID id) {
            return isUuid() ? id : Ids.bytes(id);
        }

        private @Nullable Object read(ResultSet result, int at) throws SQLException {
            Object value = result.getObject(at);
            // Types of the driver's own, such as JSON, can be written as texts only
            return value == null || value.getClass().getName().startsWith("java.") || value instanceof byte[]
                    ? value
                    : result.getString(at);
        }
    }

    static Table of(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT * FROM " + name + " WHERE 1 = 0");
                ResultSet result = query.executeQuery()) {
            ResultSetMetaData meta = result.getMetaData();
            Set<String> computed = computed(connection, name);
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                String column = meta.getColumnName(i).toLowerCase(Locale.ROOT);
                if (!computed.contains(column)) {
                    columns.add(new Column(column, meta.getColumnType(i), meta.getColumnTypeName(i)));
                }
            }
            return new Table(name, columns);
        }
    }

    /** The columns that the database fills by itself: they cannot be written. */
    private static Set<String> computed(Connection connection, String name) throws SQLException {
        Set<String> computed = new HashSet<>();
        for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
            try (ResultSet columns = connection.getMetaData().getColumns(null, null, spelling, null)) {
                while (columns.next()) {
                    if ("YES".equals(columns.getString("IS_GENERATEDCOLUMN"))) {
                        computed.add(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        return computed;
    }

    int at(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalStateException(name + " has no column " + column);
    }

    Column column(String column) {
        return columns.get(at(column));
    }

    /** The columns' names with something between them. */
    String names(String between) {
        return columns.stream().map(Column::name).collect(Collectors.joining(between));
    }

    /**
     * The rows of a message.
     *
     * @param where a condition with one parameter, which is the id
     * @param id in the column of that name
     */
    List<List<@Nullable Object>> rows(Connection connection, String where, String idColumn, UUID id)
            throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + names(", ") + " FROM " + name + " WHERE " + where)) {
            query.setObject(1, column(idColumn).id(id));
            try (ResultSet result = query.executeQuery()) {
                List<List<@Nullable Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        row.add(columns.get(i).read(result, i + 1));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }
}

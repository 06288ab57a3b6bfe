package feedback.pos.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What one act wrote about one message, as it stands in the three tables, so that a peer can write the very same bytes.
 *
 * @param row the message's row
 * @param journal the journal's new lines
 * @param outbox what was put into the outbox
 */
record Lines(List<Object> row, List<List<Object>> journal, List<List<Object>> outbox) {

    /** A table and those of its columns that are written. */
    record Table(String name, List<String> columns) {
        static Table of(Connection connection, String name) throws SQLException {
            try (PreparedStatement query = connection.prepareStatement("SELECT * FROM " + name + " WHERE 1 = 0");
                    ResultSet result = query.executeQuery()) {
                ResultSetMetaData meta = result.getMetaData();
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    if (!meta.isAutoIncrement(i)) {
                        columns.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
                    }
                }
                return new Table(name, columns);
            }
        }

        int at(String column) {
            return columns.indexOf(column);
        }

        String insert() {
            return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                    + String.join(", ", columns.stream().map(any -> "?").toList()) + ")";
        }
    }

    /** Reads what was written about the message after the version. */
    static Lines read(Connection connection, UUID id, int afterVersion) throws SQLException {
        return new Lines(
                rows(connection, "pos_message", "id = ?", id).get(0),
                rows(connection, "pos_journal", "message = ? AND version > " + afterVersion, id),
                rows(connection, "pos_outbox", "message = ? AND version > " + afterVersion, id));
    }

    private static List<List<Object>> rows(Connection connection, String table, String where, UUID id)
            throws SQLException {
        List<String> columns = Table.of(connection, table).columns();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT " + String.join(", ", columns) + " FROM " + table + " WHERE " + where)) {
            query.setBytes(1, Ids.bytes(id));
            try (ResultSet result = query.executeQuery()) {
                List<List<Object>> rows = new ArrayList<>();
                while (result.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns.size(); i++) {
                        row.add(result.getObject(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** How many bytes it is, texts in UTF-8 and numbers as eight bytes. */
    long bytes() {
        long bytes = bytes(row);
        for (List<Object> each : journal) {
            bytes += bytes(each);
        }
        for (List<Object> each : outbox) {
            bytes += bytes(each);
        }
        return bytes;
    }

    private static long bytes(List<Object> values) {
        long bytes = 0;
        for (Object each : values) {
            bytes += each instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8).length
                    : each instanceof byte[] binary ? binary.length : 8;
        }
        return bytes;
    }
}

package feedback.pos.jdbc;

import feedback.pos.message.Stage;
import feedback.pos.organization.Load;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts what executors have on hand, by two indexes: one holds what is owed, the other ends with what was given last, so
 * what somebody finished in the course of years is not counted through.
 */
final class Workloads {
    /** Spelled as in the index of PostgreSQL, which holds these rows alone. */
    private static final String OWED = Arrays.stream(Stage.values())
            .filter(Stage::isOpen)
            .map(stage -> "'" + stage.name() + "'")
            .collect(Collectors.joining(", ", "m.stage IN (", ")"));

    private static final String HOLDING = "(SELECT COUNT(*) FROM pos_message m WHERE m.executor = %1$s AND " + OWED
            + "), (SELECT MAX(m.given_at) FROM pos_message m WHERE m.executor = %1$s)";

    private static final String ONE = "SELECT " + HOLDING.formatted("?") + " FROM (VALUES (0)) AS v (x)";
    private static final String ALL =
            "SELECT " + HOLDING.formatted("e.person") + ", e.person FROM unnest(?) AS e (person)";

    private Workloads() {}

    /** One statement on a server, which may be far; one for each in the same process. */
    static Map<String, Load> of(Connection connection, Dialect dialect, List<String> executors) throws SQLException {
        return dialect.isEmbedded() ? oneByOne(connection, executors) : together(connection, executors);
    }

    private static Map<String, Load> oneByOne(Connection connection, List<String> executors) throws SQLException {
        Map<String, Load> loads = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            for (String each : executors) {
                select.setString(1, each);
                select.setString(2, each);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    loads.put(each, load(row));
                }
            }
        }
        return loads;
    }

    private static Map<String, Load> together(Connection connection, List<String> executors) throws SQLException {
        Map<String, Load> loads = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(ALL)) {
            select.setArray(1, connection.createArrayOf("text", executors.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    loads.put(rows.getString(3), load(rows));
                }
            }
        }
        return loads;
    }

    private static Load load(ResultSet row) throws SQLException {
        int open = row.getInt(1);
        long given = row.getLong(2);
        return new Load(open, row.wasNull() ? null : Columns.instant(given));
    }
}

package feedback.pos.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Messages as they are stored, read by plain JDBC: all at once by their ids, and nothing made of them. */
final class Stored {
    private static final UUID NOBODY = new UUID(0, 0);

    private Stored() {}

    /** The texts of those that are there; asks also if there is nothing to ask for, because POS must do so too. */
    static List<String> read(Connection connection, Table.Column idColumn, List<UUID> ids) throws SQLException {
        List<UUID> asked = ids.isEmpty() ? List.of(NOBODY) : ids;
        String marks = String.join(", ", Collections.nCopies(asked.size(), "?"));
        try (PreparedStatement query = connection.prepareStatement("SELECT m.body, s.body FROM pos_message m"
                + " JOIN pos_submission s ON s.message = m.id WHERE m.id IN (" + marks + ")")) {
            for (int i = 0; i < asked.size(); i++) {
                query.setObject(i + 1, idColumn.id(asked.get(i)));
            }
            try (ResultSet result = query.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (result.next()) {
                    texts.add(result.getString(1) + result.getString(2));
                }
                return texts;
            }
        }
    }
}

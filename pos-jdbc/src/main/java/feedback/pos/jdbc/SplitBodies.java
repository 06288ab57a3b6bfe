package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes what was submitted out of the rows of the first program, whose bodies held all of a message. */
final class SplitBodies implements Migrations.Step {
    private static final int PAGE = 500;

    @Override
    public void run(Connection connection) throws SQLException {
        Codec codec = new Codec();
        boolean more = true;
        while (more) {
            more = splitPage(connection, codec);
        }
    }

    private static boolean splitPage(Connection connection, Codec codec) throws SQLException {
        int rows = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT id, body FROM pos_message WHERE NOT EXISTS"
                        + " (SELECT 1 FROM pos_submission WHERE message = id) LIMIT " + PAGE);
                PreparedStatement update = connection.prepareStatement("UPDATE pos_message SET body = ? WHERE id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO pos_submission (message, body) VALUES (?, ?)");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                Message message = codec.readMessage(found.getString("body"));
                update.setString(1, codec.writeState(message));
                update.setBytes(2, found.getBytes("id"));
                update.addBatch();
                insert.setBytes(1, found.getBytes("id"));
                insert.setString(2, codec.write(message.submission()));
                insert.addBatch();
                rows++;
            }
            if (rows > 0) {
                update.executeBatch();
                insert.executeBatch();
            }
        }
        return rows == PAGE;
    }
}

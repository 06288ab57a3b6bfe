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
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT id, body FROM pos_message WHERE submission IS NULL LIMIT " + PAGE);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE pos_message SET submission = ?, body = ? WHERE id = ?");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                Message message = codec.readMessage(found.getString("body"));
                update.setString(1, codec.write(message.submission()));
                update.setString(2, codec.writeState(message));
                update.setBytes(3, found.getBytes("id"));
                update.addBatch();
                rows++;
            }
            if (rows > 0) {
                update.executeBatch();
            }
        }
        return rows == PAGE;
    }
}

package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Says of rows that an older program wrote where they are on the map. Done at every start and not by a script: older
 * programs may go on writing rows for a while after the script ran, and millions of rows are not to be locked at once. Page
 * by page in transactions of their own; costs one look into an index where nothing is left to do.
 */
final class FillPlaces {
    private static final int PAGE = 500;
    private static final String LEFT = "SELECT id, version, s.body AS submission, pos_message.body AS body"
            + " FROM pos_message JOIN pos_submission s ON s.message = id WHERE cell IS NULL LIMIT " + PAGE;

    /** A row that was removed or forgotten meanwhile is left alone. */
    private static final String FILL =
            "UPDATE pos_message SET lat = ?, lon = ?, cell = ? WHERE id = ? AND cell IS NULL";

    private FillPlaces() {}

    static void run(Connection connection, Dialect dialect) throws SQLException {
        Codec codec = new Codec();
        connection.setAutoCommit(false);
        try {
            int rows;
            do {
                rows = page(connection, dialect, codec);
                connection.commit();
            } while (rows == PAGE);
        } catch (SQLException | RuntimeException e) {
            undo(connection, e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** What a lost connection cannot undo, the database has undone. */
    private static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            failure.addSuppressed(lost);
        }
    }

    private static int page(Connection connection, Dialect dialect, Codec codec) throws SQLException {
        int rows = 0;
        try (PreparedStatement select = connection.prepareStatement(LEFT);
                PreparedStatement fill = connection.prepareStatement(FILL);
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                Message message = codec.readMessage(found.getString("submission"), found.getString("body"));
                Point point = message.submission().location();
                if (point == null) {
                    fill.setNull(1, Types.DOUBLE);
                    fill.setNull(2, Types.DOUBLE);
                } else {
                    fill.setDouble(1, point.lat());
                    fill.setDouble(2, point.lon());
                }
                fill.setInt(3, Cells.of(point));
                fill.setObject(4, dialect.parameter(message.id()));
                fill.addBatch();
                rows++;
            }
            if (rows > 0) {
                fill.executeBatch();
            }
        }
        return rows;
    }
}

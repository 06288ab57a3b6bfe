package feedback.pos.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one act wrote about one message, as it stands in the four tables, so that a peer can write the very same bytes.
 *
 * @param row the message's row
 * @param submission what was submitted, if the act did
 * @param journal the journal's new lines
 * @param outbox what was put into the outbox
 */
record Lines(
        List<@Nullable Object> row,
        List<List<@Nullable Object>> submission,
        List<List<@Nullable Object>> journal,
        List<List<@Nullable Object>> outbox) {

    /** Reads what was written about the message after the version. */
    static Lines read(Connection connection, UUID id, int afterVersion) throws SQLException {
        String after = "message = ? AND version > " + afterVersion;
        return new Lines(
                Table.of(connection, "pos_message")
                        .rows(connection, "id = ?", "id", id)
                        .get(0),
                afterVersion > 0
                        ? List.of()
                        : Table.of(connection, "pos_submission").rows(connection, "message = ?", "message", id),
                Table.of(connection, "pos_journal").rows(connection, after, "message", id),
                Table.of(connection, "pos_outbox").rows(connection, after, "message", id));
    }

    /** How many bytes it is, texts in UTF-8, ids as sixteen bytes and numbers as eight. */
    long bytes() {
        long bytes = bytes(row);
        for (List<List<@Nullable Object>> lines : List.of(submission, journal, outbox)) {
            for (List<@Nullable Object> each : lines) {
                bytes += bytes(each);
            }
        }
        return bytes;
    }

    private static long bytes(List<@Nullable Object> values) {
        long bytes = 0;
        for (Object each : values) {
            if (each instanceof String text) {
                bytes += text.getBytes(StandardCharsets.UTF_8).length;
            } else if (each instanceof byte[] binary) {
                bytes += binary.length;
            } else {
                bytes += each instanceof UUID ? 16 : 8;
            }
        }
        return bytes;
    }
}

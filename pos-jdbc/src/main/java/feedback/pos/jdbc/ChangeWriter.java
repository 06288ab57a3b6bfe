package feedback.pos.jdbc;

import static feedback.pos.jdbc.Columns.bytes;
import static feedback.pos.jdbc.Columns.micros;

import feedback.pos.jdbc.Draft.Row;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Rating;
import feedback.pos.store.Tiding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes by at most four batched statements, however many they are: new rows, changed rows, journal, outbox.
 * Plain JDBC, because a row costs a few microseconds here and binding by name would cost as much again.
 */
final class ChangeWriter {
    private static final String INSERT = "INSERT INTO pos_message (version, wake_at, late_at, holder_path, topic_path,"
            + " fast_track, kind, stage, outcome, stars, joined, body, id, number, once_key, created_at,"
            + " applicant, territory, channel, is_open)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "UPDATE pos_message SET version = ?, wake_at = ?, late_at = ?, holder_path = ?,"
                    + " topic_path = ?, fast_track = ?, kind = ?, stage = ?, outcome = ?, stars = ?, joined = ?,"
                    + " body = ? WHERE id = ? AND version = ?";
    private static final String JOURNAL = "INSERT INTO pos_journal (message, version, happened_at, author, author_role,"
            + " fact, body, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String OUTBOX = "INSERT INTO pos_outbox (message, version, happened_at, fact, recipient_role,"
            + " recipient, next_at) VALUES (?, ?, ?, ?, ?, ?, 0)";

    private final Connection connection;

    ChangeWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes all of them.
     *
     * @return false if a row to be changed had another version: then the transaction must be rolled back
     */
    boolean write(List<Draft> drafts) throws SQLException {
        List<Row> rows = drafts.stream().flatMap(draft -> draft.rows().stream()).toList();
        insert(rows.stream().filter(Row::isNew).toList());
        if (!update(rows.stream().filter(row -> !row.isNew()).toList())) {
            return false;
        }
        journal(rows);
        outbox(rows);
        return true;
    }

    private void insert(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                Message after = row.after();
                int at = setChanging(insert, row);
                insert.setBytes(++at, bytes(after.id()));
                insert.setString(++at, after.number());
                insert.setString(++at, after.submission().once());
                insert.setLong(++at, micros(after.createdAt()));
                insert.setString(++at, after.submission().applicant());
                insert.setString(++at, after.submission().territory().oktmo());
                insert.setString(++at, after.submission().channel().name());
                insert.setBoolean(++at, after.submission().open());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private boolean update(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return true;
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Row row : rows) {
                int at = setChanging(update, row);
                update.setBytes(++at, bytes(row.after().id()));
                update.setInt(++at, row.revision().expected());
                update.addBatch();
            }
            for (int count : update.executeBatch()) {
                if (count == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What a message's life changes; what was submitted stays as it is. */
    private static int setChanging(PreparedStatement statement, Row row) throws SQLException {
        Message after = row.after();
        Instant wake = row.revision().wake();
        Outcome outcome = after.outcome();
        Rating rating = after.rating();
        int at = 0;
        statement.setInt(++at, after.version());
        Columns.set(statement, ++at, wake == null ? null : (Long) micros(wake));
        Columns.set(statement, ++at, row.lateAt());
        statement.setString(++at, Columns.path(after.holder().path()));
        statement.setString(++at, Columns.path(after.topic().path()));
        statement.setBoolean(++at, after.topic().fastTrack());
        statement.setString(++at, after.kind().name());
        statement.setString(++at, after.stage().name());
        statement.setString(++at, nameOf(outcome));
        Columns.set(statement, ++at, rating == null ? null : (Long) (long) rating.stars());
        Columns.set(statement, ++at, after.links().joined());
        statement.setString(++at, row.body());
        return at;
    }

    private static @Nullable String nameOf(@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.name();
    }

    private void journal(List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(JOURNAL)) {
            boolean any = false;
            for (Row row : rows) {
                for (Entry entry : row.revision().entries()) {
                    int at = 0;
                    insert.setBytes(++at, bytes(entry.message()));
                    insert.setInt(++at, entry.version());
                    insert.setLong(++at, micros(entry.at()));
                    insert.setString(++at, entry.by());
                    insert.setString(++at, entry.role().name());
                    insert.setString(++at, entry.type());
                    insert.setString(++at, entry.body());
                    insert.setString(++at, entry.seal());
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    private void outbox(List<Row> rows) throws SQLException {
        List<Tiding> tidings =
                rows.stream().flatMap(row -> row.revision().tidings().stream()).toList();
        if (tidings.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(OUTBOX)) {
            for (Tiding tiding : tidings) {
                int at = 0;
                insert.setBytes(++at, bytes(tiding.message()));
                insert.setInt(++at, tiding.version());
                insert.setLong(++at, micros(tiding.at()));
                insert.setString(++at, tiding.event());
                insert.setString(++at, tiding.role().name());
                insert.setString(++at, tiding.recipient());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}

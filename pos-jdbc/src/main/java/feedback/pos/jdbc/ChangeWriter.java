package feedback.pos.jdbc;

import feedback.pos.jdbc.Draft.Row;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Position;
import feedback.pos.store.Tiding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes by at most five statements, however many they are: new rows, what was submitted, changed rows, journal,
 * outbox. Takes locks in
 * one order (keys of new rows, then ids of changed ones), so that two writers never wait for each other. Plain JDBC, because
 * a row costs a few microseconds here and binding by name would cost as much again.
 */
final class ChangeWriter {
    private static final String REDACT =
            "UPDATE pos_journal SET author = ?, body = ?, digest = ? WHERE message = ? AND version = ?";
    private static final String FORGET =
            "UPDATE pos_message SET applicant = ?, is_open = ?, lat = NULL, lon = NULL, cell = -1 WHERE id = ?";
    private static final String FORGET_TEXT = "UPDATE pos_submission SET body = ? WHERE message = ?";

    private final Connection connection;
    private final Dialect dialect;

    ChangeWriter(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** What becomes of one message: from the version before the first of its revisions to the last of them. */
    private record Life(int expected, String submission, Row last) {}

    /**
     * Writes all of them.
     *
     * @return false if a row to be changed had another version: then the transaction must be rolled back
     */
    boolean write(List<Draft> drafts) throws SQLException {
        List<Row> rows = drafts.stream().flatMap(draft -> draft.rows().stream()).toList();
        Map<UUID, Life> lives = new LinkedHashMap<>();
        for (Row row : rows) {
            lives.merge(
                    row.after().id(),
                    new Life(row.revision().expected(), row.submission(), row),
                    (first, then) -> new Life(
                            first.expected(), first.submission(), then.last().after(first.last())));
        }
        insert(lives.values().stream().filter(life -> life.expected() == 0).toList());
        if (!update(lives.values().stream().filter(life -> life.expected() > 0).toList())) {
            return false;
        }
        journal(rows);
        outbox(rows);
        redact(rows);
        return true;
    }

    private void insert(List<Life> lives) throws SQLException {
        if (lives.isEmpty()) {
            return;
        }
        List<Life> inOrder = lives.stream()
                .sorted(Comparator.comparing(life -> key(life.last())))
                .toList();
        dialect.insert(
                connection,
                Table.MESSAGE,
                inOrder.stream().map(life -> life.last().all()).toList());
        List<@Nullable Object[]> submissions = new ArrayList<>();
        inOrder.forEach(
                life -> submissions.add(new Object[] {life.last().after().id(), life.submission()}));
        dialect.insert(connection, Table.SUBMISSION, submissions);
    }

    /** What another process may be inserting too. */
    private static String key(Row row) {
        Message after = row.after();
        String once = after.submission().once();
        return once == null ? after.number() : once;
    }

    private boolean update(List<Life> lives) throws SQLException {
        if (lives.isEmpty()) {
            return true;
        }
        List<@Nullable Object[]> values = lives.stream()
                .sorted(Comparator.comparing(life -> life.last().after().id(), Position::compare))
                .map(life -> life.last().changing(life.expected()))
                .toList();
        return dialect.update(connection, values) == lives.size();
    }

    private void journal(List<Row> rows) throws SQLException {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            for (Entry entry : row.revision().entries()) {
                values.add(new @Nullable Object[] {
                    entry.message(),
                    entry.version(),
                    Columns.micros(entry.at()),
                    entry.by(),
                    entry.role().name(),
                    entry.type(),
                    entry.body(),
                    entry.seal(),
                    entry.digest()
                });
            }
        }
        if (!values.isEmpty()) {
            dialect.insert(connection, Table.JOURNAL, values);
        }
    }

    private void outbox(List<Row> rows) throws SQLException {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            int place = 0;
            for (Tiding tiding : row.revision().tidings().stream().distinct().toList()) {
                values.add(new Object[] {
                    tiding.message(),
                    tiding.version(),
                    place++,
                    Columns.micros(tiding.at()),
                    Columns.micros(tiding.notBefore()),
                    Columns.micros(tiding.notBefore()),
                    tiding.event(),
                    tiding.role().name(),
                    tiding.recipient()
                });
            }
        }
        if (!values.isEmpty()) {
            dialect.insert(connection, Table.OUTBOX, values);
        }
    }

    /** Rare: a statement each. */
    private void redact(List<Row> rows) throws SQLException {
        for (Row row : rows) {
            if (!row.revision().redacted().isEmpty()) {
                redact(row);
            }
        }
    }

    private void redact(Row row) throws SQLException {
        Object id = dialect.parameter(row.after().id());
        try (PreparedStatement lines = connection.prepareStatement(REDACT);
                PreparedStatement message = connection.prepareStatement(FORGET);
                PreparedStatement submission = connection.prepareStatement(FORGET_TEXT)) {
            for (Entry line : row.revision().redacted()) {
                lines.setString(1, line.by());
                lines.setString(2, line.body());
                lines.setString(3, line.digest());
                lines.setObject(4, id);
                lines.setInt(5, line.version());
                lines.addBatch();
            }
            lines.executeBatch();
            message.setString(1, row.after().submission().applicant());
            message.setBoolean(2, row.after().submission().open());
            message.setObject(3, id);
            message.executeUpdate();
            submission.setString(1, row.submission());
            submission.setObject(2, id);
            submission.executeUpdate();
        }
    }
}

package feedback.pos.jdbc;

import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Tiding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What waits to be told, as rows that are deleted once told. */
final class JdbcOutbox implements Outbox {
    private static final String PENDING = "SELECT message, version, happened_at, fact, recipient_role, recipient"
            + " FROM pos_outbox o WHERE NOT EXISTS"
            // What comes later about a message that is held back waits with it.
            + " (SELECT 1 FROM pos_outbox held WHERE held.message = o.message AND held.next_at > :now)"
            + " ORDER BY place LIMIT :limit";
    private static final String TOLD = "DELETE FROM pos_outbox WHERE message = ? AND version = ? AND fact = ?"
            + " AND recipient_role = ? AND recipient = ?";

    private final Database database;

    JdbcOutbox(Database database) {
        this.database = database;
    }

    @Override
    public List<Tiding> pending(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(PENDING)
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .map((row, context) -> tiding(row))
                .list());
    }

    private static Tiding tiding(ResultSet row) throws SQLException {
        return new Tiding(
                Columns.uuid(row.getBytes("message")),
                row.getInt("version"),
                Columns.instant(row.getLong("happened_at")),
                row.getString("fact"),
                Role.valueOf(row.getString("recipient_role")),
                row.getString("recipient"));
    }

    @Override
    public void told(Collection<Tiding> tidings) {
        if (tidings.isEmpty()) {
            return;
        }
        database.write(handle -> {
            try (PreparedStatement delete = handle.getConnection().prepareStatement(TOLD)) {
                for (Tiding tiding : tidings) {
                    delete.setBytes(1, Columns.bytes(tiding.message()));
                    delete.setInt(2, tiding.version());
                    delete.setString(3, tiding.event());
                    delete.setString(4, tiding.role().name());
                    delete.setString(5, tiding.recipient());
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
    }

    @Override
    public void holdBack(UUID message, Instant until) {
        database.write(handle -> handle.createUpdate("UPDATE pos_outbox SET next_at = :until WHERE message = :message")
                .bind("until", Columns.micros(until))
                .bind("message", Columns.bytes(message))
                .execute());
    }
}

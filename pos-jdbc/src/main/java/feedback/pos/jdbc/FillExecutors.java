package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Stage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the rows of older programs who holds them and since when. Only of what is still open: a choice by turn goes by
 * what was given last, and in a while that is something newer.
 */
final class FillExecutors implements Migrations.Step {
    private static final int PAGE = 500;
    private static final String OPEN = Arrays.stream(Stage.values())
            .filter(Stage::isOpen)
            .map(stage -> "'" + stage.name() + "'")
            .collect(Collectors.joining(", ", "stage IN (", ")"));
    private static final String SELECT = "SELECT m.id, s.body AS submission, m.body FROM pos_message m"
            + " JOIN pos_submission s ON s.message = m.id WHERE m.version > 0 AND m." + OPEN;
    private static final String UPDATE = "UPDATE pos_message SET executor = ?, given_at = (SELECT MAX(happened_at)"
            + " FROM pos_journal j WHERE j.message = pos_message.id AND j.fact = '" + Draft.ASSIGNED
            + "') WHERE id = ?";

    private final Dialect dialect;
    private final Codec codec = new Codec();

    FillExecutors(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void run(Connection connection) throws SQLException {
        @Nullable UUID after = null;
        do {
            after = fillPage(connection, after);
        } while (after != null);
    }

    /** The last message of a full page, or null if that was all. */
    private @Nullable UUID fillPage(Connection connection, @Nullable UUID after) throws SQLException {
        List<UUID> page = new ArrayList<>();
        String behind = after == null ? "" : " AND m.id > ?";
        try (PreparedStatement select = connection.prepareStatement(SELECT + behind + " ORDER BY m.id LIMIT " + PAGE);
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            if (after != null) {
                select.setObject(1, dialect.parameter(after));
            }
            boolean isAny = false;
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID id = dialect.id(rows, "id");
                    page.add(id);
                    String executor = codec.readMessage(rows.getString("submission"), rows.getString("body"))
                            .holder()
                            .executor();
                    if (executor != null) {
                        update.setString(1, executor);
                        update.setObject(2, dialect.parameter(id));
                        update.addBatch();
                        isAny = true;
                    }
                }
            }
            if (isAny) {
                update.executeBatch();
            }
        }
        return page.size() < PAGE ? null : page.get(PAGE - 1);
    }
}

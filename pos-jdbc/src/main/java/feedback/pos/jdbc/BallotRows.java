package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import feedback.pos.store.BallotBatch.Row;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.BallotBox.Voter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has voted, in rows. */
final class BallotRows {
    private static final Table TABLE = new Table(
            "pos_ballot_voter",
            List.of(
                    new Column("poll", Kind.ID),
                    new Column("voter", Kind.ID),
                    new Column("voter_group", Kind.ID),
                    new Column("cast_at", Kind.LONG),
                    new Column("channel", Kind.TEXT),
                    new Column("device", Kind.TEXT),
                    new Column("network", Kind.TEXT),
                    new Column("agent", Kind.TEXT),
                    new Column("protocol", Kind.TEXT),
                    new Column("person", Kind.TEXT),
                    new Column("link", Kind.TEXT)));

    static final String SELECT =
            "SELECT voter, voter_group, cast_at, channel, device, network, agent, protocol, person, link"
                    + " FROM pos_ballot_voter WHERE poll = ";

    /** The link as it was seen, where it changes. */
    private static final String UPDATE =
            "UPDATE pos_ballot_voter SET cast_at = ?, channel = ?, device = ?, network = ?,"
                    + " agent = ?, protocol = ?, person = ?, link = ? WHERE poll = ? AND voter = ? AND"
                    + " (link = ? OR (link IS NULL AND CAST(? AS VARCHAR(10)) IS NULL))";

    private BallotRows() {}

    static Row row(ResultSet row, Dialect dialect) throws SQLException {
        UUID group = row.getObject("voter_group") == null ? null : dialect.id(row, "voter_group");
        return new Row(voter(row, dialect), group, row.getString("link"));
    }

    static Voter voter(ResultSet row, Dialect dialect) throws SQLException {
        return new Voter(
                dialect.id(row, "voter"),
                new Trail(
                        Columns.instant(row.getLong("cast_at")),
                        row.getString("channel"),
                        row.getString("device"),
                        row.getString("network"),
                        row.getString("agent"),
                        row.getString("protocol"),
                        row.getString("person")));
    }

    /** @return how many were written: those whose keys are taken were not, or all failed for it */
    static int insert(Connection connection, Dialect dialect, UUID poll, List<Row> rows) throws SQLException {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (Row row : rows) {
            Trail trail = row.voter().trail();
            values.add(new @Nullable Object[] {
                poll,
                row.voter().key(),
                row.group(),
                Columns.micros(trail.at()),
                trail.channel(),
                trail.device(),
                trail.network(),
                trail.agent(),
                trail.protocol(),
                trail.person(),
                row.link()
            });
        }
        return values.isEmpty() ? 0 : dialect.insertMissing(connection, TABLE, values);
    }

    /** One change, and the link that was seen before. */
    record Changed(Row row, @Nullable String before) {}

    /** @return how many were as they had been seen */
    static int update(Connection connection, Dialect dialect, UUID poll, List<Changed> changes) throws SQLException {
        int updated = 0;
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (Changed each : changes) {
                Trail trail = each.row().voter().trail();
                update.setLong(1, Columns.micros(trail.at()));
                List<@Nullable String> texts = new ArrayList<>();
                texts.add(trail.channel());
                texts.add(trail.device());
                texts.add(trail.network());
                texts.add(trail.agent());
                texts.add(trail.protocol());
                texts.add(trail.person());
                texts.add(each.row().link());
                for (int i = 0; i < texts.size(); i++) {
                    update.setString(2 + i, texts.get(i));
                }
                update.setObject(9, dialect.parameter(poll));
                update.setObject(10, dialect.parameter(each.row().voter().key()));
                update.setString(11, each.before());
                if (each.before() == null) {
                    update.setNull(12, Types.VARCHAR);
                } else {
                    update.setString(12, "");
                }
                update.addBatch();
            }
            for (int count : update.executeBatch()) {
                updated += count;
            }
        }
        return updated;
    }
}

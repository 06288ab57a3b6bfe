package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.Chain;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a chain that stand in one row, so that what was chosen costs about a row a step. Of the seals only the one before and
 * the last one are kept: those between are computed when read, and do not lead to the last one if somebody changed a line.
 */
final class BallotBlock {
    private static final Table TABLE = new Table(
            "pos_ballot_block",
            List.of(
                    new Column("poll", Kind.ID),
                    new Column("chain", Kind.INT),
                    new Column("line_count", Kind.INT),
                    new Column("last_place", Kind.LONG),
                    new Column("seal_before", Kind.TEXT),
                    new Column("seal_after", Kind.TEXT),
                    new Column("lines", Kind.TEXT)));

    /** A block is full when it has so many characters; a long line has one for itself. */
    static final int FULL = 1_000_000;

    private static final String FROM = "SELECT line_count, last_place, seal_before, lines FROM pos_ballot_block"
            + " WHERE poll = ? AND chain = ? AND last_place > ? ORDER BY poll, chain, last_place LIMIT ?";

    /** So many are read at a time, each of which may be full. */
    private static final int PAGE = 32;

    private static final int SALT = 16;

    private BallotBlock() {}

    /** The lines as they stand in one block. */
    static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(each -> add(text, each));
        return text.toString();
    }

    private static void add(StringBuilder text, Line line) {
        text.append(line.salt())
                .append(line.replaces())
                .append(' ')
                .append(line.body())
                .append('\n');
    }

    /** Writes the lines that follow a head. */
    static void write(Connection connection, Dialect dialect, UUID poll, Head before, List<Line> lines)
            throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String seal = before.seal();
        int count = 0;
        for (Line line : lines) {
            add(text, line);
            count++;
            if (text.length() >= FULL || line.position() == before.length() + lines.size()) {
                rows.add(new Object[] {poll, before.chain(), count, line.position(), seal, line.seal(), text.toString()
                });
                text.setLength(0);
                seal = line.seal();
                count = 0;
            }
        }
        dialect.insert(connection, TABLE, rows);
    }

    /** The lines behind a position, at most so many. */
    static List<Line> read(Connection connection, Dialect dialect, UUID poll, int chain, long after, int limit)
            throws SQLException {
        List<Line> found = new ArrayList<>();
        long last = after;
        boolean isMore = true;
        while (isMore && found.size() < limit) {
            List<Line> page = page(connection, dialect, poll, chain, last, Math.min(PAGE, limit - found.size()));
            for (Line line : page) {
                if (line.position() > after && found.size() < limit) {
                    found.add(line);
                }
                last = line.position();
            }
            isMore = !page.isEmpty();
        }
        return found;
    }

    /** All lines of the blocks that begin with the one in which the line behind the position stands. */
    static List<Line> page(Connection connection, Dialect dialect, UUID poll, int chain, long after, int blocks)
            throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(FROM)) {
            select.setObject(1, dialect.parameter(poll));
            select.setInt(2, chain);
            select.setLong(3, after);
            select.setInt(4, blocks);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long first = row.getLong("last_place") - row.getInt("line_count");
                    Chain sealed = new Chain(poll, chain, first, row.getString("seal_before"));
                    add(lines, sealed, row.getString("lines"));
                }
            }
        }
        return lines;
    }

    private static void add(List<Line> lines, Chain chain, String text) {
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            int blank = text.indexOf(' ', start + SALT);
            String salt = text.substring(start, start + SALT);
            String replaces = text.substring(start + SALT, blank);
            String body = text.substring(blank + 1, end);
            String seal = chain.add(salt, replaces, body);
            lines.add(new Line(chain.length(), salt, replaces, body, seal));
            start = end + 1;
        }
    }
}

package feedback.pos.jdbc;

import feedback.pos.store.BallotBatch;
import feedback.pos.store.BallotBatch.Decision;
import feedback.pos.store.BallotBatch.Row;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Terms;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a batch of ballots into a box by one journey to a PostgreSQL server: all statements go there together, and the server
 * keeps all of them or none, because they are sent before the end of one message. In the belief that all voters are new and
 * that nobody else has written to the chain since this storage did; where that is wrong the server says so, and what has to be
 * asked first is done by {@link BallotWriter}. For polls without quotas, in which ballots are not replaced.
 */
final class BallotsAtOnce {
    /** A division by zero: the head was not as this storage left it, or the box is closed. */
    private static final String NOT_AS_SEEN = "22012";

    private static final String MOVE =
            "WITH moved AS (UPDATE pos_ballot_head SET line_count = ?, seal = ? WHERE poll = ?"
                    + " AND chain = ? AND line_count = ? AND seal = ? AND is_open RETURNING chain) SELECT 1 / COUNT(*) FROM moved";
    private static final String VOTERS =
            "; INSERT INTO pos_ballot_voter (poll, voter, cast_at, channel, device, network,"
                    + " agent, protocol, person, link) SELECT ?, u.* FROM unnest(?::uuid[], ?::int8[], ?::text[], ?::text[],"
                    + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) AS u";
    private static final String BLOCK =
            "; INSERT INTO pos_ballot_block (poll, chain, line_count, last_place, seal_before,"
                    + " seal_after, lines) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String COUNT = "; " + PostgresDialect.ADD;
    private static final String TEXTS = "; INSERT INTO pos_ballot_text (poll, chain, place, question, judgement, body)"
            + " SELECT ?, ?, u.place, u.question, 'PENDING', u.body"
            + " FROM unnest(?::int8[], ?::text[], ?::text[]) AS u(place, question, body)";

    /** More polls than that are not voted in at once. */
    private static final int MOST_HEADS = 1_000;

    private final Database database;

    /** As this storage left them, by poll and chain. */
    private final Map<Place, Head> heads = new ConcurrentHashMap<>();

    private record Place(UUID poll, int chain) {}

    BallotsAtOnce(Database database) {
        this.database = database;
    }

    /** Remembers how a head was left. */
    void left(UUID poll, Head head) {
        if (heads.size() >= MOST_HEADS) {
            heads.clear();
        }
        heads.put(new Place(poll, head.chain()), head);
    }

    /** What became of the ballots, or null if it must be asked first. */
    @Nullable
    List<Outcome> cast(Terms terms, List<Ballot> ballots, int chain) {
        // Taken out: it is only put back when this has succeeded
        Head head = terms.revoting() || !terms.quotas().isEmpty() ? null : heads.remove(new Place(terms.poll(), chain));
        if (head == null) {
            return null;
        }
        Decision decision = BallotBatch.of(terms, ballots, new AllNew(), head);
        String lines = BallotBlock.text(decision.lines());
        if (lines.length() > BallotBlock.FULL) {
            return null;
        }
        try {
            database.atOnce(handle -> write(handle.getConnection(), terms.poll(), head, decision, lines));
        } catch (RuntimeException e) {
            if (isLost(e)) {
                return null;
            }
            throw e;
        }
        left(terms.poll(), decision.head());
        return decision.outcomes();
    }

    private boolean isLost(RuntimeException failure) {
        @Nullable SQLException sql = Dialect.sqlIn(failure);
        return database.dialect().isLostRace(failure)
                || database.dialect().isDeadlock(failure)
                || (sql != null && NOT_AS_SEEN.equals(sql.getSQLState()));
    }

    /** A box of which is believed that nobody of them has voted. */
    private static final class AllNew implements BallotBatch.Box {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public @Nullable Row row(UUID key) {
            return null;
        }

        @Override
        public Line line(int chain, long position) {
            throw new IllegalStateException("nobody has voted");
        }

        @Override
        public long used(String quota) {
            throw new IllegalStateException("there are no quotas");
        }
    }

    private static boolean write(Connection connection, UUID poll, Head before, Decision decision, String lines)
            throws SQLException {
        boolean hasTexts = !decision.texts().isEmpty();
        String sql = MOVE + VOTERS + BLOCK + COUNT + (hasTexts ? TEXTS : "");
        Head head = decision.head();
        try (PreparedStatement all = connection.prepareStatement(sql)) {
            Values values = new Values(connection, all);
            values.add(head.length()).add(head.seal()).add(poll).add(head.chain());
            values.add(before.length()).add(before.seal());
            List<Row> rows = decision.added();
            values.add(poll).all("uuid", rows, each -> each.voter().key());
            values.all("int8", rows, each -> Columns.micros(each.voter().trail().at()));
            values.all("text", rows, each -> each.voter().trail().channel());
            values.all("text", rows, each -> each.voter().trail().device());
            values.all("text", rows, each -> each.voter().trail().network());
            values.all("text", rows, each -> each.voter().trail().agent());
            values.all("text", rows, each -> each.voter().trail().protocol());
            values.all("text", rows, each -> each.voter().trail().person());
            values.all("text", rows, Row::link);
            values.add(poll).add(head.chain()).add(decision.lines().size()).add(head.length());
            values.add(before.seal()).add(head.seal()).add(lines);
            List<String> names = new ArrayList<>(decision.counters().keySet());
            values.add(poll).add(head.chain()).all("text", names, each -> each);
            values.all("int8", names, each -> decision.counters().get(each));
            if (hasTexts) {
                values.add(poll).add(head.chain());
                values.all("int8", decision.texts(), each -> each.position());
                values.all("text", decision.texts(), each -> each.question());
                values.all("text", decision.texts(), each -> JdbcBallots.withoutNul(each.body()));
            }
            return all.execute();
        }
    }

    /** The places of a statement, one after the other. */
    private static final class Values {
        private final Connection connection;
        private final PreparedStatement statement;
        private int place;

        Values(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        Values add(Object value) throws SQLException {
            statement.setObject(++place, value);
            return this;
        }

        <T> void all(String type, List<T> rows, Function<T, @Nullable Object> value) throws SQLException {
            Array array =
                    connection.createArrayOf(type, rows.stream().map(value).toArray());
            statement.setArray(++place, array);
        }
    }
}

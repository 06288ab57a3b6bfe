package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import feedback.pos.store.BallotBatch;
import feedback.pos.store.BallotBatch.Decision;
import feedback.pos.store.BallotBatch.Row;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a batch of ballots into one box, within a transaction. Takes locks in one order: head of the chain, quotas, those rows of
 * voters that have the links, new rows of voters, each by their keys; so two writers do not wait for each other, and if they
 * do after all, one of them loses and tries again.
 */
final class BallotWriter {
    private static final Table TEXT = new Table(
            "pos_ballot_text",
            List.of(
                    new Column("poll", Kind.ID),
                    new Column("chain", Kind.INT),
                    new Column("place", Kind.LONG),
                    new Column("question", Kind.TEXT),
                    new Column("judgement", Kind.TEXT),
                    new Column("body", Kind.TEXT)));
    private static final Table QUOTA = new Table(
            "pos_ballot_quota",
            List.of(new Column("poll", Kind.ID), new Column("used", Kind.LONG), new Column("name", Kind.TEXT)));
    private static final String HEAD =
            "SELECT line_count, seal, is_open FROM pos_ballot_head WHERE poll = ? AND chain = ?";
    private static final String MOVE = "UPDATE pos_ballot_head SET line_count = ?, seal = ?"
            + " WHERE poll = ? AND chain = ? AND line_count = ? AND is_open = TRUE";
    private static final String USED = "SELECT name, used FROM pos_ballot_quota WHERE poll = ? ORDER BY poll, name";
    private static final String USE = "UPDATE pos_ballot_quota SET used = ? WHERE poll = ? AND name = ? AND used = ?";
    private static final String GONE = "DELETE FROM pos_ballot_text WHERE poll = ? AND question = ? AND chain = ?"
            + " AND place = ? AND judgement IN ('PENDING', 'SHOWN', 'HIDDEN', 'ERASED')";

    private final Connection connection;
    private final Dialect dialect;
    private final Terms terms;
    private final int chain;
    private final BallotsAtOnce atOnce;

    BallotWriter(Connection connection, Dialect dialect, Terms terms, int chain, BallotsAtOnce atOnce) {
        this.connection = connection;
        this.dialect = dialect;
        this.terms = terms;
        this.chain = chain;
        this.atOnce = atOnce;
    }

    /**
     * Decides and writes.
     *
     * @throws CommitTogether.LostRace if somebody else came in between: then the transaction must be rolled back
     */
    List<Outcome> write(List<Ballot> ballots) throws SQLException {
        Seen seen = head();
        if (seen == null) {
            return ballots.stream().map(any -> (Outcome) new Outcome.Closed()).toList();
        }
        if (!terms.quotas().isEmpty() && seen.open) {
            quotas(seen);
        }
        ask(ballots, seen);
        Decision decision = BallotBatch.of(terms, ballots, seen, seen.head);
        if (!decision.lines().isEmpty()) {
            write(decision, seen);
        }
        atOnce.left(terms.poll(), decision.head());
        return decision.outcomes();
    }

    /** The box as this transaction sees it. */
    private final class Seen implements BallotBatch.Box {
        final Head head;
        final boolean open;
        final Map<UUID, Row> rows = new HashMap<>();
        final Map<String, Long> used = new HashMap<>();
        final Map<String, Line> lines = new HashMap<>();

        Seen(Head head, boolean open) {
            this.head = head;
            this.open = open;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public @Nullable Row row(UUID key) {
            return rows.get(key);
        }

        @Override
        public Line line(int number, long position) {
            String place = number + "/" + position;
            if (!lines.containsKey(place)) {
                try {
                    // All of its block: others of the batch may be in it
                    BallotBlock.page(connection, dialect, terms.poll(), number, position - 1, 1)
                            .forEach(each -> lines.put(number + "/" + each.position(), each));
                } catch (SQLException e) {
                    throw new SqlFailure(e);
                }
            }
            return Objects.requireNonNull(lines.get(place), () -> "the base is damaged: no line " + place);
        }

        @Override
        public long used(String quota) {
            return used.getOrDefault(quota, 0L);
        }
    }

    private @Nullable Seen head() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD + dialect.forUpdate())) {
            select.setObject(1, dialect.parameter(terms.poll()));
            select.setInt(2, chain);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Seen(new Head(chain, row.getLong(1), row.getString(2)), row.getBoolean(3))
                        : null;
            }
        }
    }

    private void quotas(Seen seen) throws SQLException {
        readQuotas(seen);
        List<@Nullable Object[]> missing = new ArrayList<>();
        for (String name : new TreeSet<>(terms.quotas().keySet())) {
            if (!seen.used.containsKey(name)) {
                missing.add(new Object[] {terms.poll(), 0L, name});
            }
        }
        if (!missing.isEmpty()) {
            dialect.insertMissing(connection, QUOTA, missing);
            readQuotas(seen);
        }
    }

    private void readQuotas(Seen seen) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(USED + dialect.forUpdate())) {
            select.setObject(1, dialect.parameter(terms.poll()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    seen.used.put(row.getString(1), row.getLong(2));
                }
            }
        }
    }

    private void ask(List<Ballot> ballots, Seen seen) throws SQLException {
        Set<UUID> keys = new HashSet<>();
        ballots.forEach(each -> keys.addAll(each.voters()));
        ask(keys, seen, "");
        if (terms.revoting()) {
            Set<UUID> groups = new HashSet<>();
            seen.rows.values().stream().map(Row::group).filter(Objects::nonNull).forEach(groups::add);
            // Whoever has this row has the whole group
            ask(groups, seen, dialect.forUpdate());
        }
    }

    private void ask(Collection<UUID> keys, Seen seen, String locking) throws SQLException {
        if (!keys.isEmpty()) {
            dialect.eachOf(
                    connection,
                    BallotRows.SELECT + "? AND voter",
                    " ORDER BY voter" + locking,
                    terms.poll(),
                    keys,
                    row -> {
                        Row read = BallotRows.row(row, dialect);
                        seen.rows.put(read.voter().key(), read);
                    });
        }
    }

    private void write(Decision decision, Seen seen) throws SQLException {
        UUID poll = terms.poll();
        must(BallotRows.insert(connection, dialect, poll, decision.added())
                == decision.added().size());
        if (!decision.changed().isEmpty()) {
            List<BallotRows.Changed> changes = decision.changed().stream()
                    .map(each -> new BallotRows.Changed(
                            each,
                            Objects.requireNonNull(seen.row(each.voter().key())).link()))
                    .toList();
            must(BallotRows.update(connection, dialect, poll, changes) == changes.size());
        }
        BallotBlock.write(connection, dialect, poll, seen.head, decision.lines());
        move(decision.head(), seen.head);
        if (!decision.counters().isEmpty()) {
            dialect.add(connection, poll, chain, decision.counters());
        }
        use(decision.quotas(), seen);
        if (!decision.gone().isEmpty()) {
            takeOut(decision.gone());
        }
        if (!decision.texts().isEmpty()) {
            dialect.insert(
                    connection, TEXT, decision.texts().stream().map(this::row).toList());
        }
    }

    private static void must(boolean isAsSeen) {
        if (!isAsSeen) {
            throw new CommitTogether.LostRace();
        }
    }

    private void move(Head after, Head before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, after.length());
            update.setString(2, after.seal());
            update.setObject(3, dialect.parameter(terms.poll()));
            update.setInt(4, chain);
            update.setLong(5, before.length());
            must(update.executeUpdate() == 1);
        }
    }

    private void use(Map<String, Long> more, Seen seen) throws SQLException {
        for (Map.Entry<String, Long> each : more.entrySet()) {
            try (PreparedStatement update = connection.prepareStatement(USE)) {
                update.setLong(1, seen.used(each.getKey()) + each.getValue());
                update.setObject(2, dialect.parameter(terms.poll()));
                update.setString(3, each.getKey());
                update.setLong(4, seen.used(each.getKey()));
                must(update.executeUpdate() == 1);
            }
        }
    }

    private void takeOut(List<BallotBatch.Gone> gone) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(GONE)) {
            for (BallotBatch.Gone each : gone) {
                for (String question : each.questions()) {
                    delete.setObject(1, dialect.parameter(terms.poll()));
                    delete.setString(2, question);
                    delete.setInt(3, each.chain());
                    delete.setLong(4, each.position());
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
    }

    private @Nullable Object[] row(Text text) {
        return new Object[] {
            terms.poll(),
            text.chain(),
            text.position(),
            text.question(),
            text.judgement().name(),
            JdbcBallots.withoutNul(text.body())
        };
    }
}

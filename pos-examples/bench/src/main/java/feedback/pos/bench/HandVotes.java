package feedback.pos.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Votes by plain JDBC: the tables, keys and bytes of POS, and nothing thought about. A connection for each writer, which writes a
 * chain of its own.
 */
final class HandVotes implements AutoCloseable {
    private static final String SEAL = "s".repeat(43);

    private final List<Connection> connections = new ArrayList<>();
    private final long[] lengths;
    private final RowWriter rows;
    private final Table voter;
    private final Table block;
    private final Table head;
    private final Table counter;
    private final UUID poll = UUID.randomUUID();

    HandVotes(Base base, int writers) throws SQLException {
        base.makeTables();
        lengths = new long[writers];
        for (int i = 0; i < writers; i++) {
            Connection connection = base.source().getConnection();
            connection.setAutoCommit(false);
            connections.add(connection);
        }
        Connection first = connections.get(0);
        rows = RowWriter.of(first);
        voter = Table.of(first, "pos_ballot_voter");
        block = Table.of(first, "pos_ballot_block");
        head = Table.of(first, "pos_ballot_head");
        counter = Table.of(first, "pos_ballot_counter");
        List<List<@Nullable Object>> heads = new ArrayList<>();
        List<List<@Nullable Object>> counters = new ArrayList<>();
        for (int chain = 0; chain < writers; chain++) {
            heads.add(row(head, Map.of("poll", poll, "chain", chain, "line_count", 0L, "seal", "", "is_open", true)));
            for (String option : VotesBenchmark.OPTIONS) {
                counters.add(row(counter, Map.of("poll", poll, "chain", chain, "name", option, "amount", 0L)));
            }
        }
        rows.insert(first, head, heads);
        rows.insert(first, counter, counters);
        first.commit();
    }

    private static List<@Nullable Object> row(Table table, Map<String, Object> values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Table.Column column : table.columns()) {
            Object value = values.get(column.name());
            row.add(value instanceof UUID id ? column.id(id) : value);
        }
        return row;
    }

    /** The row of somebody who has voted, with as many bytes as POS writes. */
    private List<@Nullable Object> voter(UUID key) {
        return row(
                voter,
                Map.of(
                        "poll",
                        poll,
                        "voter",
                        key,
                        "cast_at",
                        VotesBenchmark.AT.toEpochMilli() * 1_000,
                        "channel",
                        VotesBenchmark.CHANNEL,
                        "device",
                        VotesBenchmark.HASH,
                        "network",
                        VotesBenchmark.HASH,
                        "link",
                        "l".repeat(23)));
    }

    private List<@Nullable Object> block(int chain, long last, int lines) {
        String text = ("s".repeat(16) + " " + VotesBenchmark.body(chain) + "\n").repeat(lines);
        return row(
                block,
                Map.of(
                        "poll",
                        poll,
                        "chain",
                        chain,
                        "line_count",
                        lines,
                        "last_place",
                        last,
                        "seal_before",
                        SEAL,
                        "seal_after",
                        SEAL,
                        "lines",
                        text));
    }

    /** So many in one transaction, as a writer would that has a list of them: all it does is what POS must do too. */
    void write(int writer, int ballots) throws SQLException {
        Connection connection = connections.get(writer);
        add(connection, writer, ballots, ThreadLocalRandom.current().nextLong());
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE pos_ballot_head SET line_count = ?, seal = ? WHERE poll = ? AND chain = ?")) {
            update.setLong(1, lengths[writer]);
            update.setString(2, SEAL);
            update.setObject(3, head.column("poll").id(poll));
            update.setInt(4, writer);
            update.executeUpdate();
        }
        count(connection, writer, VotesBenchmark.OPTIONS, Math.max(1, ballots / VotesBenchmark.OPTIONS.size()));
        connection.commit();
    }

    /** One ballot in a transaction of its own. */
    void alone(int writer) throws SQLException {
        Connection connection = connections.get(writer);
        add(connection, writer, 1, ThreadLocalRandom.current().nextLong());
        connection.commit();
    }

    /** The same, and counts it in a row that all of them share. */
    void aloneWithCounter(int writer) throws SQLException {
        Connection connection = connections.get(writer);
        add(connection, writer, 1, ThreadLocalRandom.current().nextLong());
        count(connection, 0, VotesBenchmark.OPTIONS.subList(0, 1), 1);
        connection.commit();
    }

    private void add(Connection connection, int writer, int ballots, long from) throws SQLException {
        List<List<@Nullable Object>> voters = new ArrayList<>();
        for (int i = 0; i < ballots; i++) {
            voters.add(voter(new UUID(
                    from + i * 0x9E3779B97F4A7C15L, ThreadLocalRandom.current().nextLong())));
        }
        lengths[writer] += ballots;
        rows.insert(connection, voter, voters);
        rows.insert(connection, block, Collections.singletonList(block(writer, lengths[writer], ballots)));
    }

    private void count(Connection connection, int chain, List<String> names, long amount) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE pos_ballot_counter SET amount = amount + ? WHERE poll = ? AND chain = ? AND name = ?")) {
            for (String name : names) {
                update.setLong(1, amount);
                update.setObject(2, counter.column("poll").id(poll));
                update.setInt(3, chain);
                update.setString(4, name);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** The counters of a poll, as plain as it can be asked. */
    Map<String, Long> counts(UUID asked) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (PreparedStatement select =
                connections.get(0).prepareStatement("SELECT name, amount FROM pos_ballot_counter WHERE poll = ?")) {
            select.setObject(1, counter.column("poll").id(asked));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.merge(row.getString(1), row.getLong(2), Long::sum);
                }
            }
        }
        connections.get(0).commit();
        return counts;
    }

    /** Fills the poll with so many ballots, quickly: voters, lines and counters. */
    UUID fill(int ballots) throws SQLException {
        int step = 10_000;
        for (int done = 0; done < ballots; done += step) {
            int writer = done / step % connections.size();
            Connection connection = connections.get(writer);
            int some = Math.min(step, ballots - done);
            List<List<@Nullable Object>> voters = new ArrayList<>();
            for (int i = 0; i < some; i++) {
                voters.add(voter(new UUID(done + i, 0)));
            }
            lengths[writer] += some;
            rows.insert(connection, voter, voters);
            rows.insert(connection, block, Collections.singletonList(block(writer, lengths[writer], some)));
            count(connection, writer, VotesBenchmark.OPTIONS, 1 + some / VotesBenchmark.OPTIONS.size());
            connection.commit();
        }
        return poll;
    }

    @Override
    public void close() throws SQLException {
        for (Connection each : connections) {
            each.close();
        }
    }
}

package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.GroupCommit;
import feedback.pos.store.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Ballot boxes in tables. Those who cast at the same time share one transaction. Each storage writes chains of its own as a rule,
 * drawn when it is opened; where two have drawn the same one they follow each other by the row of its head.
 */
final class JdbcBallots implements BallotBox {
    /** How often a batch is tried that others come in between. */
    private static final int TRIES = 10;

    /** So many rows are changed in one step where all of a poll are. */
    private static final int SLICE = 10_000;

    private static final Table HEAD = new Table(
            "pos_ballot_head",
            List.of(
                    new Column("poll", Kind.ID),
                    new Column("chain", Kind.INT),
                    new Column("line_count", Kind.LONG),
                    new Column("is_open", Kind.FLAG),
                    new Column("seal", Kind.TEXT)));

    private final Database database;
    private final Dialect dialect;
    private final GroupCommit<Casting> together;
    private final BallotsAtOnce atOnce;

    /** Those that no writer of this storage has in hand. */
    private final BlockingQueue<Integer> chains = new LinkedBlockingQueue<>();

    /** Whether the last voters were all new: then the next ones are believed to be. */
    private volatile boolean trusting;

    /** A ballot that waits, and what became of it. */
    private static final class Casting {
        final Terms terms;
        final Ballot ballot;

        @Nullable
        Outcome outcome;

        Casting(Terms terms, Ballot ballot) {
            this.terms = terms;
            this.ballot = ballot;
        }
    }

    JdbcBallots(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.atOnce = new BallotsAtOnce(database);
        this.together = new GroupCommit<>(dialect.writers(), this::castTogether);
        int first = ThreadLocalRandom.current().nextInt(CHAINS);
        IntStream.range(0, dialect.writers()).forEach(n -> chains.add((first + n) % CHAINS));
        this.trusting = !dialect.isEmbedded();
    }

    @Override
    public void open(UUID poll) {
        List<@Nullable Object[]> heads = IntStream.range(0, CHAINS)
                .mapToObj(chain -> new @Nullable Object[] {poll, chain, 0L, true, ""})
                .toList();
        retrying(() -> database.write(handle -> {
            boolean isNew = handle.createQuery("SELECT COUNT(*) FROM pos_ballot_head WHERE poll = :poll")
                            .bind("poll", dialect.parameter(poll))
                            .mapTo(Integer.class)
                            .one()
                    == 0;
            return isNew ? dialect.insertMissing(handle.getConnection(), HEAD, heads) : 0;
        }));
    }

    /** Whoever casts has a head in hand until it is written, and finds it closed afterwards. */
    @Override
    public void close(UUID poll) {
        retrying(() -> database.write(handle -> handle.createUpdate(
                        "UPDATE pos_ballot_head SET is_open = FALSE WHERE poll = :poll AND is_open = TRUE")
                .bind("poll", dialect.parameter(poll))
                .execute()));
    }

    @Override
    public boolean isOpen(UUID poll) {
        return database.read(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM pos_ballot_head WHERE poll = :poll AND is_open = TRUE")
                        .bind("poll", dialect.parameter(poll))
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    @Override
    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
        if (ballots.isEmpty()) {
            return List.of();
        }
        List<Casting> castings =
                ballots.stream().map(each -> new Casting(terms, each)).toList();
        together.commit(castings);
        return castings.stream()
                .map(each -> Objects.requireNonNull(each.outcome))
                .toList();
    }

    /** Nobody is a loser here: each one is told what became of it. */
    private List<Casting> castTogether(List<Casting> castings) {
        Map<UUID, List<Casting>> boxes = new TreeMap<>(Position::compare);
        castings.forEach(each -> boxes.computeIfAbsent(each.terms.poll(), any -> new ArrayList<>())
                .add(each));
        Integer chain = chains.remove();
        try {
            castTogether(boxes, chain);
        } finally {
            chains.add(chain);
        }
        return List.of();
    }

    private void castTogether(Map<UUID, List<Casting>> boxes, int chain) {
        Map<UUID, List<Outcome>> outcomes = trusting && boxes.size() == 1 ? castAtOnce(boxes, chain) : Map.of();
        if (outcomes.isEmpty()) {
            outcomes = retrying(() -> database.write(handle -> cast(boxes, chain, handle)));
        }
        for (Map.Entry<UUID, List<Casting>> box : boxes.entrySet()) {
            List<Outcome> each = Objects.requireNonNull(outcomes.get(box.getKey()));
            for (int i = 0; i < each.size(); i++) {
                box.getValue().get(i).outcome = each.get(i);
            }
        }
        trusting = !dialect.isEmbedded()
                && outcomes.values().stream().flatMap(List::stream).allMatch(JdbcBallots::isNew);
    }

    private Map<UUID, List<Outcome>> castAtOnce(Map<UUID, List<Casting>> boxes, int chain) {
        Map.Entry<UUID, List<Casting>> box = boxes.entrySet().iterator().next();
        List<Outcome> outcomes = atOnce.cast(box.getValue().get(0).terms, ballots(box.getValue()), chain);
        return outcomes == null ? Map.of() : Map.of(box.getKey(), outcomes);
    }

    private static List<Ballot> ballots(List<Casting> castings) {
        return castings.stream().map(each -> each.ballot).toList();
    }

    private static boolean isNew(Outcome outcome) {
        return outcome instanceof Outcome.Taken taken && !taken.again();
    }

    private Map<UUID, List<Outcome>> cast(Map<UUID, List<Casting>> boxes, int chain, Handle handle)
            throws SQLException {
        Map<UUID, List<Outcome>> outcomes = new TreeMap<>(Position::compare);
        for (Map.Entry<UUID, List<Casting>> box : boxes.entrySet()) {
            Terms terms = box.getValue().get(0).terms;
            outcomes.put(
                    box.getKey(),
                    new BallotWriter(handle.getConnection(), dialect, terms, chain, atOnce)
                            .write(ballots(box.getValue())));
        }
        return outcomes;
    }

    /** Again, where somebody else came in between. */
    private <T> T retrying(Supplier<T> step) {
        for (int tries = 1; ; tries++) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                boolean isLost = e instanceof CommitTogether.LostRace || dialect.isLostRace(e) || dialect.isDeadlock(e);
                if (!isLost) {
                    throw e;
                }
                if (tries == TRIES) {
                    throw Refusal.of(Reason.UNAVAILABLE, "storage.busy");
                }
            }
        }
    }

    @Override
    public List<Head> heads(UUID poll) {
        return database.read(handle -> handle.createQuery("SELECT chain, line_count, seal FROM pos_ballot_head"
                        + " WHERE poll = :poll AND line_count > 0 ORDER BY chain")
                .bind("poll", dialect.parameter(poll))
                .map((row, context) -> new Head(row.getInt("chain"), row.getLong("line_count"), row.getString("seal")))
                .list());
    }

    @Override
    public Map<String, Long> counts(UUID poll) {
        return amounts(
                "SELECT name, SUM(amount) AS amount FROM pos_ballot_counter WHERE poll = :poll GROUP BY name", poll);
    }

    @Override
    public Map<String, Long> quotas(UUID poll) {
        return amounts("SELECT name, used AS amount FROM pos_ballot_quota WHERE poll = :poll", poll);
    }

    private Map<String, Long> amounts(String sql, UUID poll) {
        return database.read(handle -> {
            Map<String, Long> amounts = new TreeMap<>();
            handle.createQuery(sql)
                    .bind("poll", dialect.parameter(poll))
                    .map((row, context) -> amounts.put(row.getString("name"), row.getLong("amount")))
                    .list();
            amounts.values().removeIf(each -> each == 0);
            return amounts;
        });
    }

    @Override
    public List<Line> lines(UUID poll, int chain, long after, int limit) {
        return database.read(handle -> BallotBlock.read(handle.getConnection(), dialect, poll, chain, after, limit));
    }

    @Override
    public List<Voter> voters(UUID poll, @Nullable UUID after, int limit) {
        return database.read(handle -> {
            Query query = handle.createQuery(BallotRows.SELECT + ":poll" + (after == null ? "" : " AND voter > :after")
                            + " ORDER BY poll, voter LIMIT :limit")
                    .bind("poll", dialect.parameter(poll))
                    .bind("limit", limit);
            if (after != null) {
                query.bind("after", dialect.parameter(after));
            }
            return query.map((row, context) -> BallotRows.voter(row, dialect)).list();
        });
    }

    @Override
    public Optional<Voter> voter(UUID poll, UUID key) {
        return database.read(handle -> handle.createQuery(BallotRows.SELECT + ":poll AND voter = :key")
                .bind("poll", dialect.parameter(poll))
                .bind("key", dialect.parameter(key))
                .map((row, context) -> BallotRows.voter(row, dialect))
                .findOne());
    }

    @Override
    public List<Text> texts(UUID poll, String question, Judgement judgement, @Nullable Text after, int limit) {
        if (question.indexOf('\0') >= 0) {
            return List.of();
        }
        String behind = after == null ? "" : " AND " + dialect.isBehind("chain", ":chain", "place", ":place");
        return database.read(handle -> {
            Query query = handle.createQuery("SELECT chain, place, body FROM pos_ballot_text WHERE poll = :poll"
                            + " AND question = :question AND judgement = :judgement" + behind
                            + " ORDER BY poll, question, judgement, chain, place LIMIT :limit")
                    .bind("poll", dialect.parameter(poll))
                    .bind("question", question)
                    .bind("judgement", judgement.name())
                    .bind("limit", limit);
            if (after != null) {
                query.bind("chain", after.chain()).bind("place", after.position());
            }
            return query.map((row, context) -> new Text(
                            row.getInt("chain"),
                            row.getLong("place"),
                            question,
                            judgement,
                            withNul(row.getString("body"))))
                    .list();
        });
    }

    @Override
    public boolean judge(UUID poll, int chain, long position, String question, Judgement judgement) {
        if (question.indexOf('\0') >= 0) {
            return false;
        }
        String erased = judgement == Judgement.ERASED ? ", body = ''" : "";
        return database.write(handle -> handle.createUpdate("UPDATE pos_ballot_text SET judgement = :judgement" + erased
                                + " WHERE poll = :poll AND question = :question AND chain = :chain AND place = :place"
                                + " AND judgement IN ('PENDING', 'SHOWN', 'HIDDEN')")
                        .bind("judgement", judgement.name())
                        .bind("poll", dialect.parameter(poll))
                        .bind("question", question)
                        .bind("chain", chain)
                        .bind("place", position)
                        .execute())
                > 0;
    }

    @Override
    public void unlink(UUID poll) {
        UUID after = new UUID(0, 0);
        UUID end;
        do {
            UUID first = after;
            end = database.read(handle -> endOfSlice(handle, poll, first)).orElse(null);
            UUID last = end == null ? new UUID(-1, -1) : end;
            retrying(() -> database.write(handle -> handle.createUpdate(
                            "UPDATE pos_ballot_voter SET link = NULL, voter_group = NULL WHERE poll = :poll"
                                    + " AND voter >= :first AND voter <= :last"
                                    + " AND (link IS NOT NULL OR voter_group IS NOT NULL)")
                    .bind("poll", dialect.parameter(poll))
                    .bind("first", dialect.parameter(first))
                    .bind("last", dialect.parameter(last))
                    .execute()));
            after = last;
        } while (end != null);
    }

    private Optional<UUID> endOfSlice(Handle handle, UUID poll, UUID first) {
        return handle.createQuery("SELECT voter FROM pos_ballot_voter WHERE poll = :poll AND voter >= :first"
                        + " ORDER BY poll, voter LIMIT 1 OFFSET " + SLICE)
                .bind("poll", dialect.parameter(poll))
                .bind("first", dialect.parameter(first))
                .map((row, context) -> dialect.id(row, "voter"))
                .findOne();
    }

    @Override
    public int forget(String person) {
        return person.indexOf('\0') >= 0
                ? 0
                : retrying(() -> database.write(handle -> handle.createUpdate(
                                "UPDATE pos_ballot_voter SET person = NULL WHERE person = :person")
                        .bind("person", person)
                        .execute()));
    }

    /** PostgreSQL keeps every character but one. */
    static String withoutNul(String text) {
        return text.indexOf('\\') < 0 && text.indexOf('\0') < 0
                ? text
                : text.replace("\\", "\\\\").replace("\0", "\\0");
    }

    private static String withNul(String column) {
        if (column.indexOf('\\') < 0) {
            return column;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < column.length(); i++) {
            char c = column.charAt(i);
            text.append(c != '\\' ? c : column.charAt(++i) == '0' ? '\0' : '\\');
        }
        return text.toString();
    }
}

package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Submission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** How many due messages a second the sweep handles, among many that are open and not due. */
final class SweepBenchmark implements Benchmark {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final int OPEN = 20_000;
    private static final int FILLERS = 64;
    private static final int PAGE = 500;
    private static final int ROUNDS = Rounds.WARM_UP + Rounds.MEASURED;
    private static final String OURS = "the sweep";
    private static final String TOGETHER =
            "hand-written JDBC: find, read, write the same rows, " + PAGE + " messages a commit";
    private static final String ALONE = "hand-written JDBC: the same, each message for itself";
    private static final String TIMERS = FlowablePeer.NAME + " timer jobs, " + FlowablePeer.THREADS + " threads";

    /** The engine takes its time. */
    private static final int MOST_TIMERS = 300;

    @Override
    public String about() {
        return "due messages handled (warned of) by the sweep among --size open ones, beside plain JDBC and a workflow engine";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int open = plan.sizeOr(OPEN);
        try (Bases bases = Bases.of(plan)) {
            return run(plan, open, bases);
        }
    }

    private static Result run(Plan plan, int open, Bases bases) throws Exception {
        int due = Math.max(10, open / 20);
        int timers = Math.min(due, MOST_TIMERS);
        Setting setting = Setting.of(plan, bases)
                .with("open", open)
                .with("dueEachRound", due)
                .with("timersEachRound", timers + ", and none beside them that are not due")
                .with("seconds", "as long as the rounds take");
        HandClock clock = new HandClock(MONDAY);
        Base ours = bases.fresh("pos");
        try (Town town = Town.on(ours, clock);
                HandWritten alone = HandWritten.on(bases.fresh("alone"));
                HandWritten together = HandWritten.on(bases.fresh("together"));
                FlowablePeer engine = FlowablePeer.on(bases.fresh("engine"))) {
            fill(town, clock, open, due);
            Warning warning = warning(town, ours, clock);
            fill(alone, warning, open, due);
            fill(together, warning, open, due);
            AtomicInteger round = new AtomicInteger();
            Map<String, Double> medians = new Rounds()
                    .add(OURS, () -> {
                        clock.set(sweeping(round.getAndIncrement()));
                        return perSecond(due, () -> woken(town.pos()));
                    })
                    .add(ALONE, () -> perSecond(due, () -> sweep(alone, warning, round.get(), 1)))
                    .add(TOGETHER, () -> perSecond(due, () -> sweep(together, warning, round.get(), PAGE)))
                    .add(TIMERS, () -> {
                        Clients.times(
                                FlowablePeer.THREADS,
                                timers,
                                client -> engine.startWaiting(town.letter().text()));
                        return perSecond(timers, () -> engine.handle(timers));
                    })
                    .run();
            return new Result(
                    "sweep",
                    Measure.of(
                            OURS,
                            medians.getOrDefault(OURS, 0.0),
                            "messages/s",
                            new Peer(TOGETHER, medians.getOrDefault(TOGETHER, 0.0)),
                            new Peer(ALONE, medians.getOrDefault(ALONE, 0.0)),
                            new Peer(TIMERS, medians.getOrDefault(TIMERS, 0.0))),
                    List.of(),
                    setting.facts());
        }
    }

    private interface Sweep {
        int handled() throws Exception;
    }

    private static double perSecond(int due, Sweep sweep) throws Exception {
        long began = System.nanoTime();
        int handled = sweep.handled();
        long took = System.nanoTime() - began;
        if (handled != due) {
            throw new IllegalStateException(handled + " messages were due and not " + due);
        }
        return handled * 1e9 / took;
    }

    private static int woken(Pos pos) {
        return pos.sweep().woken();
    }

    /** When the messages of a round were sent: one batch every three days, so that each sweep finds one batch late. */
    private static Instant sent(int round) {
        return MONDAY.plus(Duration.ofDays(3L * round));
    }

    private static Instant sweeping(int round) {
        return sent(round + 1).minusSeconds(1);
    }

    private static void fill(Town town, HandClock clock, int open, int due) throws Exception {
        // Without a fast track nothing but the first stage's warning comes due within the rounds
        String topic = Town.region().catalog().topics().stream()
                .filter(each -> !each.fastTrack() && each.term() == null && each.retired() == null)
                .map(Topic::code)
                .findFirst()
                .orElseThrow();
        for (int round = 0; round < ROUNDS; round++) {
            clock.set(sent(round));
            submit(town, topic, due);
        }
        clock.set(sent(ROUNDS + 30));
        submit(town, topic, open);
        // For the lines of the peers: due before anything else
        clock.set(sent(-2));
        submit(town, topic, 1);
    }

    private static void submit(Town town, String topic, int count) throws Exception {
        Clients.times(FILLERS, count, client -> {
            Submission letter = town.letter().withTopic(topic);
            town.pos().messages().submit(letter);
        });
    }

    /** What sending a message and warning of it write. */
    private record Warning(Lines sent, Lines warned, int expected) {}

    private static Warning warning(Town town, Base base, HandClock clock) throws Exception {
        clock.set(sweeping(-2));
        try (Connection look = base.source().getConnection()) {
            UUID id = due(look, micros(clock.instant())).get(0);
            Lines sent = Lines.read(look, id, 0);
            int version = town.pos().messages().find(id).orElseThrow().version();
            if (woken(town.pos()) != 1) {
                throw new IllegalStateException("one message should have been due");
            }
            return new Warning(sent, Lines.read(look, id, version), version);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static void fill(HandWritten peer, Warning warning, int open, int due) throws SQLException {
        List<Act> acts = new ArrayList<>();
        int all = open + ROUNDS * due;
        for (int i = 0; i < all; i++) {
            long wakeAt = i < open ? Long.MAX_VALUE : 1 + (i - open) / due;
            acts.add(new Act(peer.newId(), warning.sent(), 0, wakeAt));
            if (acts.size() == PAGE || i == all - 1) {
                peer.write(acts);
                acts.clear();
            }
        }
    }

    private static int sweep(HandWritten peer, Warning warning, int round, int together) throws SQLException {
        int handled = 0;
        List<UUID> page;
        do {
            page = due(peer.connection(), round);
            for (int from = 0; from < page.size(); from += together) {
                List<UUID> part = page.subList(from, Math.min(page.size(), from + together));
                if (Stored.read(peer.connection(), peer.idColumn(), part).size() != part.size()) {
                    throw new SQLException("a message is gone");
                }
                List<Act> acts = new ArrayList<>();
                for (UUID id : part) {
                    acts.add(new Act(id, warning.warned(), warning.expected(), Long.MAX_VALUE));
                }
                peer.write(acts);
            }
            handled += page.size();
        } while (page.size() == PAGE);
        // The last question may have found nothing and left its transaction open
        peer.connection().commit();
        return handled;
    }

    private static List<UUID> due(Connection connection, long now) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id FROM pos_message WHERE wake_at <= ? ORDER BY wake_at, id LIMIT " + PAGE)) {
            query.setLong(1, now);
            try (ResultSet result = query.executeQuery()) {
                List<UUID> ids = new ArrayList<>();
                while (result.next()) {
                    ids.add(Ids.of(result.getObject(1)));
                }
                return ids;
            }
        }
    }
}

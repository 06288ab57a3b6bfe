package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Policy.ChainStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How many due messages a second the sweep handles, among many that are open and not due. */
final class SweepBenchmark implements Benchmark {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final int OPEN = 20_000;
    private static final int PAGE = 500;
    private static final int ROUNDS = Rounds.WARM_UP + Rounds.MEASURED;

    /** The first of the steps before and after the due date that bring work to every round but the first. */
    private static final int FIRST_STEP = -3;

    private static final String OURS = "the sweep";
    private static final String TOGETHER =
            "hand-written JDBC: find, read, write the same rows, " + PAGE + " messages a commit";
    private static final String ALONE = "hand-written JDBC: the same, each message for itself";
    private static final String TIMERS = FlowablePeer.NAME + " timer jobs, " + FlowablePeer.THREADS + " threads";

    /** Peers need not show how they do with many: more would only take longer. */
    private static final int MOST_TOGETHER = 10_000;

    private static final int MOST_ALONE = 1_000;

    /** The engine takes its time. */
    private static final int MOST_TIMERS = 300;

    @Override
    public String about() {
        return "due messages handled by the sweep among --size open ones, beside the same among few, plain JDBC and a"
                + " workflow engine";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        try (Bases bases = Bases.of(plan)) {
            return run(plan, Math.max(10, plan.sizeOr(OPEN)), bases);
        }
    }

    private static Result run(Plan plan, int open, Bases bases) throws Exception {
        int due = open / 10;
        int timers = Math.min(due, MOST_TIMERS);
        Setting setting = Setting.of(plan, bases)
                .with("open", open)
                .with("dueEachRound", due + ", the same messages, each round by the next step of their chain")
                .with("sweepThreads", bases.sweepers())
                .with("openBesideJdbc", due + " not due, and for each round as many due as are handled")
                .with(
                        "jdbcEachRound",
                        Math.min(due, MOST_TOGETHER) + " together, " + Math.min(due, MOST_ALONE) + " alone")
                .with("timersEachRound", timers + ", and none beside them that are not due")
                .with("seconds", "as long as the rounds take");
        HandClock clock = new HandClock(MONDAY);
        Base base = bases.fresh("pos");
        Base emptier = bases.fresh("emptier");
        Peerage peers = new Peerage(due);
        try (Town town = Town.on(base, clock);
                Town empty = Town.on(emptier, clock);
                HandWritten alone = HandWritten.on(bases.fresh("alone"));
                HandWritten together = HandWritten.on(bases.fresh("together"));
                FlowablePeer engine = FlowablePeer.on(bases.fresh("engine"))) {
            long began = System.nanoTime();
            Warning warning = warning(town, base, clock);
            List<Instant> moments = fill(town, clock, due, open - due);
            fill(empty, clock, due, 0);
            peers.fill(together, warning, MOST_TOGETHER);
            peers.fill(alone, warning, MOST_ALONE);
            setting.with("secondsToFill", (System.nanoTime() - began) / 1_000_000_000);
            base.catchUp();
            emptier.catchUp();
            AtomicInteger round = new AtomicInteger();
            String crowded = String.format(Locale.ROOT, "time per due message, %,d due among %,d open", due, open);
            String few = String.format(Locale.ROOT, "the same %,d due among %,d open", due, due);
            Map<String, Double> medians = new Rounds()
                    .add(crowded, () -> {
                        clock.set(moments.get(round.getAndIncrement()));
                        return perSecond(due, () -> woken(town.pos(), bases.sweepers()));
                    })
                    .add(few, () -> perSecond(due, () -> woken(empty.pos(), bases.sweepers())))
                    .add(ALONE, () -> peers.perSecond(alone, warning, round.get(), MOST_ALONE, 1))
                    .add(TOGETHER, () -> peers.perSecond(together, warning, round.get(), MOST_TOGETHER, PAGE))
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
                            medians.getOrDefault(crowded, 0.0),
                            "messages/s",
                            new Peer(TOGETHER, medians.getOrDefault(TOGETHER, 0.0)),
                            new Peer(ALONE, medians.getOrDefault(ALONE, 0.0)),
                            new Peer(TIMERS, medians.getOrDefault(TIMERS, 0.0))),
                    List.of(Measure.of(
                            crowded,
                            1e6 / medians.getOrDefault(crowded, 0.0),
                            "µs",
                            new Peer(few, 1e6 / medians.getOrDefault(few, 0.0)))),
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

    private static int woken(Pos pos, int threads) throws Exception {
        AtomicInteger woken = new AtomicInteger();
        Clients.times(threads, threads, client -> woken.addAndGet(pos.sweep().woken()));
        return woken.get();
    }

    /**
     * Sends those that will be due and those that will not, and gives back the moments at which the former are: once because
     * their stage is late, and then once for each step of a chain that is made longer for that, so that every round meets the
     * same messages.
     */
    private static List<Instant> fill(Town town, HandClock clock, int due, int others) throws Exception {
        // Without a fast track nothing but the first stage's warning comes due before the chain
        String topic = Town.region().catalog().topics().stream()
                .filter(each -> !each.fastTrack() && each.term() == null && each.retired() == null)
                .map(Topic::code)
                .findFirst()
                .orElseThrow();
        Pos pos = town.pos();
        pos.adopt(pos.regulation().with(withSteps(pos.regulation().policy())));
        clock.set(MONDAY);
        town.send(topic, due);
        UUID any = pos.storage()
                .messages()
                .due(MONDAY.plus(Duration.ofDays(3)), null, 1)
                .get(0)
                .message();
        Instant legal =
                pos.messages().find(any).map(Message::deadline).orElseThrow().due();
        clock.set(MONDAY.plus(Duration.ofDays(90)));
        town.send(topic, others);
        List<Instant> moments = new ArrayList<>();
        moments.add(MONDAY.plus(Duration.ofDays(3)));
        for (ChainStep step : pos.regulation().policy().chain()) {
            moments.add(legal.plus(Duration.ofDays(step.days())).plus(Duration.ofHours(12)));
        }
        return moments;
    }

    private static Policy withSteps(Policy policy) {
        return policy.edit()
                .chain(IntStream.range(0, ROUNDS - 1)
                        .mapToObj(n -> new ChainStep(FIRST_STEP + n, Role.HEAD, ChainStep.Place.HOLDER))
                        .toList())
                .done();
    }

    /** What sending a message and warning of it write. */
    private record Warning(Lines sent, Lines warned, int expected) {}

    /** Of one message, long before the others. */
    private static Warning warning(Town town, Base base, HandClock clock) throws Exception {
        clock.set(MONDAY.minus(Duration.ofDays(28)));
        Submission letter = town.letter();
        UUID id = town.pos().messages().submit(letter).id();
        clock.set(MONDAY.minus(Duration.ofDays(25)));
        try (Connection look = base.source().getConnection()) {
            Lines sent = Lines.read(look, id, 0);
            int version = town.pos().messages().find(id).orElseThrow().version();
            if (woken(town.pos(), 1) != 1) {
                throw new IllegalStateException("one message should have been due");
            }
            Lines warned = Lines.read(look, id, version);
            // So that it is never due again
            town.pos().messages().withdraw(id, null, Actor.citizen(letter.applicant()));
            return new Warning(sent, warned, version);
        }
    }

    /** The hand-written peers: their messages are due in a round by a number in place of an instant. */
    private record Peerage(int open) {

        void fill(HandWritten peer, Warning warning, int most) throws SQLException {
            int due = Math.min(open, most);
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

        double perSecond(HandWritten peer, Warning warning, int round, int most, int together) throws Exception {
            return SweepBenchmark.perSecond(Math.min(open, most), () -> sweep(peer, warning, round, together));
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
}

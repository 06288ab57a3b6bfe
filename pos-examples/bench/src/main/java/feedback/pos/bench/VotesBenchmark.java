package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * How many votes a second one poll takes, each durable before it is acknowledged, and how long its live result takes when it has
 * very many.
 */
final class VotesBenchmark implements Benchmark {
    static final List<String> OPTIONS =
            IntStream.range(0, 32).mapToObj(n -> "option " + n).toList();
    static final String CHANNEL = "portal";
    static final String HASH = "h".repeat(22);
    static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    private static final int CLIENTS = 64;
    private static final int BATCH = 1_000;
    private static final int CONNECTIONS = 32;
    private static final int READS = 500;
    private static final String CAST = "ballots cast, one a call, in process";
    private static final String POLL = "votes in a poll, with its rules and hashes, in process";
    private static final String HTTP = "votes in a poll, through HTTP";
    private static final String LIMIT = "hand-written JDBC, the same bytes under a unique key, batches of 1,000";
    private static final String ALONE = "hand-written JDBC, one by one, 32 connections";
    private static final String HOT =
            "hand-written JDBC, one by one, 32 connections, one counter row in the transaction";
    private static final String RESULT = "live result, ";
    private static final String BY_HAND = "hand-written JDBC, the counters read and added up, ";

    @Override
    public String about() {
        return "ballots cast in one poll by 64 clients, beside batches by plain JDBC; the live result of one with --size ballots";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        try (Bases bases = Bases.of(plan)) {
            return run(plan, bases);
        }
    }

    private static Result run(Plan plan, Bases bases) throws Exception {
        int size = plan.sizeOr(200_000);
        Setting setting = Setting.of(plan, bases).with("clients", CLIENTS).with("ballotsOfLiveResult", size);
        Base crowded = bases.fresh("alone");
        Base large = bases.fresh("large");
        int writers = bases.writers();
        List<Measure> also = new ArrayList<>();
        Map<String, Double> medians;
        try (Storage storage = bases.fresh("pos").storage();
                OpenVote vote = new OpenVote(bases.fresh("polls"), CLIENTS);
                HandVotes batches = new HandVotes(bases.fresh("batches"), writers);
                HandVotes alone = new HandVotes(crowded, CONNECTIONS)) {
            crowded.expectManyWriters();
            BallotBox box = storage.ballots();
            Terms terms = terms();
            box.open(terms.poll());
            Duration round = plan.round(6);
            medians = new Rounds()
                    .add(CAST, () -> Clients.perSecond(CLIENTS, round, client -> cast(box, terms)))
                    .add(LIMIT, () -> BATCH * Clients.perSecond(writers, round, client -> batches.write(client, BATCH)))
                    .add(POLL, () -> Clients.perSecond(CLIENTS, round, client -> vote.cast()))
                    .add(HTTP, () -> Clients.perSecond(CLIENTS, round, vote::post))
                    .add(ALONE, () -> Clients.perSecond(CONNECTIONS, round, alone::alone))
                    .add(HOT, () -> Clients.perSecond(CONNECTIONS, round, alone::aloneWithCounter))
                    .run();
        }
        also.add(poll(POLL, medians));
        also.add(poll(HTTP, medians));
        UUID poll;
        double[] byHand;
        try (HandVotes filling = new HandVotes(large, writers)) {
            UUID filled = filling.fill(size);
            large.catchUp();
            byHand = millis(() -> filling.counts(filled));
            poll = filled;
        }
        try (Storage storage = large.storage()) {
            double[] ours = millis(() -> storage.ballots().counts(poll));
            also.add(live("median", ours, byHand, 0.5));
            also.add(live("99th percentile", ours, byHand, 0.99));
        }
        return new Result(
                "votes",
                Measure.of(
                        CAST,
                        of(CAST, medians),
                        "ballots/s",
                        peer(LIMIT, medians),
                        peer(ALONE, medians),
                        peer(HOT, medians)),
                also,
                setting.facts());
    }

    private static Measure poll(String what, Map<String, Double> medians) {
        return Measure.of(what, of(what, medians), "ballots/s", peer(LIMIT, medians), peer(ALONE, medians));
    }

    private static double of(String what, Map<String, Double> medians) {
        return medians.getOrDefault(what, 0.0);
    }

    private static Peer peer(String what, Map<String, Double> medians) {
        return new Peer(what, of(what, medians));
    }

    private static Measure live(String which, double[] ours, double[] byHand, double part) {
        return Measure.of(
                RESULT + which,
                Rounds.quantile(ours, part),
                "ms",
                new Peer(BY_HAND + which, Rounds.quantile(byHand, part)));
    }

    /** What is read. */
    private interface Read {
        Map<String, Long> now() throws Exception;
    }

    private static double[] millis(Read read) throws Exception {
        double[] millis = new double[READS];
        for (int i = -READS / 5; i < READS; i++) {
            long began = System.nanoTime();
            if (read.now().isEmpty()) {
                throw new IllegalStateException("there is no result");
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        return millis;
    }

    static Terms terms() {
        return new Terms(
                UUID.randomUUID(), false, Map.of(), body -> Map.of(body.substring(13, body.indexOf(']') - 1), 1L));
    }

    static String body(int choice) {
        return "{\"choices\":[\"" + OPTIONS.get(Math.floorMod(choice, OPTIONS.size())) + "\"]}";
    }

    private static void cast(BallotBox box, Terms terms) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Ballot ballot = new Ballot(
                List.of(new UUID(random.nextLong(), random.nextLong())),
                String.format(Locale.ROOT, "%016x", random.nextLong()),
                body(random.nextInt(OPTIONS.size())),
                Map.of(),
                List.of(),
                Long.toHexString(random.nextLong()),
                new Trail(AT, CHANNEL, HASH, HASH, null, null, null));
        if (!(box.cast(terms, List.of(ballot)).get(0) instanceof Outcome.Taken)) {
            throw new IllegalStateException("not taken");
        }
    }
}

package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How long an official waits for a page of the desk, among many messages. */
final class WorklistBenchmark implements Benchmark {
    private static final int MESSAGES = 20_000;
    private static final int FILLERS = 64;
    private static final int PAGE = 50;
    private static final String LIMIT = "reading the same rows by their ids with plain JDBC, one query";

    @Override
    public String about() {
        return "a page of the desk among --size messages, median and 99th percentile";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int size = plan.sizeOr(MESSAGES);
        try (Bases bases = Bases.of(plan)) {
            return run(plan, size, bases);
        }
    }

    private static Result run(Plan plan, int size, Bases bases) throws Exception {
        Setting setting = Setting.of(plan, bases).with("messages", size).with("page", PAGE);
        Base base = bases.fresh("pos");
        try (Town town = Town.on(base, InstantSource.system())) {
            Clients.times(FILLERS, size, client -> {
                Message message = town.pos().messages().submit(town.letter());
                // Most of what is in a base is over; here two thirds have left the moderators
                if (message.number().hashCode() % 3 != 0) {
                    town.pos().messages().accept(message.id(), null, null, Town.OFFICIAL);
                }
            });
            try (Connection look = base.source().getConnection()) {
                return measured(plan, town, look, setting);
            }
        }
    }

    private static Result measured(Plan plan, Town town, Connection look, Setting setting) throws Exception {
        Table.Column idColumn = Table.of(look, "pos_message").column("id");
        Map<String, Filter> pages = pages(town);
        Duration round = plan.round(2 * pages.size());
        Rounds rounds = new Rounds();
        Map<String, List<Double>> slowest = new LinkedHashMap<>();
        pages.forEach((what, filter) -> {
            List<UUID> ids = town.pos().messages().list(filter, null, PAGE).stream()
                    .map(Message::id)
                    .toList();
            setting.with("found: " + what, ids.size());
            rounds.add(what, () -> {
                double[] times = times(round, () -> town.pos().messages().list(filter, null, PAGE));
                slowest.computeIfAbsent(what, any -> new ArrayList<>()).add(Rounds.quantile(times, 0.99));
                return Rounds.quantile(times, 0.5);
            });
            rounds.add(LIMIT + what, () -> Rounds.quantile(times(round, () -> Stored.read(look, idColumn, ids)), 0.5));
        });
        Map<String, Double> medians = rounds.run();
        List<Measure> measures = new ArrayList<>();
        pages.keySet().forEach(what -> {
            Peer limit = new Peer(LIMIT, medians.getOrDefault(LIMIT + what, 0.0));
            measures.add(Measure.of(what + ", median", medians.getOrDefault(what, 0.0), "ms", limit));
            double[] late = slowest.getOrDefault(what, List.of()).stream()
                    .skip(Rounds.WARM_UP)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            measures.add(Measure.of(what + ", 99th percentile", Rounds.quantile(late, 0.5), "ms"));
        });
        return new Result("worklist", measures.get(0), measures.subList(1, measures.size()), setting.facts());
    }

    private static Map<String, Filter> pages(Town town) {
        Filter all = Filter.all(town.pos().now());
        Filter desk = all.withStages(Set.of(Stage.MODERATION));
        Map<String, Filter> pages = new LinkedHashMap<>();
        pages.put("what waits for the moderators of the town", desk.withWithin(Set.of("kursk")));
        pages.put("what waits for the moderators of the region", desk.withWithin(Set.of("region")));
        pages.put("what one citizen sent", all.withApplicant("citizen-1"));
        pages.put("what mentions a street", all.withWithin(Set.of("region")).withText("Гагарина"));
        pages.put("what is answered (nothing is)", desk.withStages(Set.of(Stage.ANSWERED)));
        return pages;
    }

    private interface Look {
        Object once() throws Exception;
    }

    private static double[] times(Duration round, Look look) throws Exception {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + round.toNanos();
        long now = System.nanoTime();
        do {
            long began = now;
            look.once();
            now = System.nanoTime();
            times.add((now - began) / 1e6);
        } while (now < end);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

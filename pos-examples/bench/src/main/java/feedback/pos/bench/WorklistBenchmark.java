package feedback.pos.bench;

import feedback.pos.bench.Pages.Page;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How long somebody waits for a page of messages, among many and among a tenth of them. */
final class WorklistBenchmark implements Benchmark {
    private static final int MESSAGES = 20_000;
    private static final int TENTH = 10;
    private static final String LIMIT = "reading the same rows by their ids with plain JDBC, one query";
    private static final String BY_HAND = "the same page by SQL written by hand";
    private static final String SMALLER = "ours among a tenth of the messages";

    @Override
    public String about() {
        return "pages of the desk, of a citizen, deep ones and searches among --size messages and a tenth of them, median and 99th percentile";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int size = plan.sizeOr(MESSAGES);
        try (Bases bases = Bases.of(plan)) {
            Setting setting = Setting.of(plan, bases).with("messages", size).with("page", Pages.SIZE);
            Base small = bases.fresh("small");
            Base large = bases.fresh("large");
            try (Filled few = Filled.with(Math.max(1, size / TENTH), small);
                    Filled many = Filled.with(size, large);
                    Connection look = large.source().getConnection()) {
                return measured(plan, few, many, look, setting);
            }
        }
    }

    private static Result measured(Plan plan, Filled few, Filled many, Connection look, Setting setting)
            throws Exception {
        Table.Column idColumn = Table.of(look, "pos_message").column("id");
        Map<String, Page> among = Pages.of(many);
        Map<String, Page> amongFew = Pages.of(few);
        Duration round = plan.round(4 * among.size());
        Rounds rounds = new Rounds();
        Map<String, List<Double>> slowest = new LinkedHashMap<>();
        among.forEach((what, page) -> {
            List<UUID> ids = page.read().stream().map(Message::id).toList();
            setting.with("found: " + what, ids.size());
            rounds.add(what, () -> {
                double[] times = Times.of(round, page::read);
                slowest.computeIfAbsent(what, any -> new ArrayList<>()).add(Rounds.quantile(times, 0.99));
                return Rounds.quantile(times, 0.5);
            });
            rounds.add(
                    SMALLER + what,
                    () -> Rounds.quantile(Times.of(round, amongFew.getOrDefault(what, page)::read), 0.5));
            rounds.add(BY_HAND + what, () -> Rounds.quantile(Times.of(round, () -> byHand(look, page)), 0.5));
            rounds.add(
                    LIMIT + what, () -> Rounds.quantile(Times.of(round, () -> Stored.read(look, idColumn, ids)), 0.5));
        });
        Map<String, Double> medians = rounds.run();
        List<Measure> measures = new ArrayList<>();
        among.keySet().forEach(what -> {
            measures.add(Measure.of(
                    what + ", median",
                    medians.getOrDefault(what, 0.0),
                    "ms",
                    peer(LIMIT, what, medians),
                    peer(BY_HAND, what, medians),
                    peer(SMALLER, what, medians)));
            double[] late = slowest.getOrDefault(what, List.of()).stream()
                    .skip(Rounds.WARM_UP)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            measures.add(Measure.of(what + ", 99th percentile", Rounds.quantile(late, 0.5), "ms"));
        });
        return new Result("worklist", measures.get(0), measures.subList(1, measures.size()), setting.facts());
    }

    private static Peer peer(String name, String what, Map<String, Double> medians) {
        return new Peer(name, medians.getOrDefault(name + what, 0.0));
    }

    private static int byHand(Connection connection, Page page) throws SQLException {
        int length = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Pages.sql(page))) {
            while (rows.next()) {
                length += rows.getString(1).length() + rows.getString(2).length();
            }
        }
        return length;
    }
}

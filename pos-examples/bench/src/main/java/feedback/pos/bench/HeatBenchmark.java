package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.bench.Views.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long figures and a heat map take among many messages, beside counting them from the messages as people do today. */
final class HeatBenchmark implements Benchmark {
    private static final int MESSAGES = 20_000;
    private static final String COUNTED = "the same counted from the messages by SQL, GROUP BY";
    private static final String HTTP = ", through HTTP";

    @Override
    public String about() {
        return "heat map and figures over --size messages, in process and through HTTP, beside counting by SQL";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int size = plan.sizeOr(MESSAGES);
        try (Bases bases = Bases.of(plan)) {
            Setting setting = Setting.of(plan, bases).with("messages", size);
            Base base = bases.fresh("pos");
            try (Filled filled = Filled.with(size, base);
                    WebServer server = WebServer.over(filled.pos(), 1);
                    HttpClients http = new HttpClients(server.address(), 1);
                    Connection look = base.source().getConnection()) {
                return measured(plan, filled, http, look, setting);
            }
        }
    }

    private static Result measured(Plan plan, Filled filled, HttpClients http, Connection look, Setting setting)
            throws Exception {
        Map<String, View> views = Views.of(filled);
        Map<String, Times.Look> ours = new LinkedHashMap<>();
        views.forEach((what, view) -> ours.put(what, view.look()));
        Calls.over(http, filled).forEach((what, call) -> ours.put(what + HTTP, call));
        Duration round = plan.round(ours.size() + views.size());
        Rounds rounds = new Rounds();
        ours.forEach((what, one) -> rounds.add(what, () -> Rounds.quantile(Times.of(round, one), 0.5)));
        views.forEach((what, view) -> rounds.add(
                COUNTED + what, () -> Rounds.quantile(Times.of(round, () -> counted(look, view.sql())), 0.5)));
        Map<String, Double> medians = rounds.run();
        List<Measure> measures = new ArrayList<>();
        ours.keySet().forEach(what -> {
            Double counted = medians.get(COUNTED + what);
            double mine = medians.getOrDefault(what, 0.0);
            measures.add(
                    counted == null
                            ? Measure.of(what + ", median", mine, "ms")
                            : Measure.of(what + ", median", mine, "ms", new Peer(COUNTED, counted)));
        });
        return new Result("heat", measures.get(0), measures.subList(1, measures.size()), setting.facts());
    }

    private static int counted(Connection connection, String sql) throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows++;
            }
        }
        return rows;
    }
}

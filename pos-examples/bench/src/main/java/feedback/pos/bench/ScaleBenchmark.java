package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.jdbc.JdbcStorage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether what people wait for takes as long among very many messages as among 100,000: pages, figures, maps and calls of the
 * server, while messages come in. Two bases of generated messages, measured in turns.
 */
final class ScaleBenchmark implements Benchmark {
    private static final int MESSAGES = 200_000;
    private static final int FEW = 100_000;
    private static final int TENTH = 10;
    private static final int A_SECOND = 25;
    private static final String HTTP = ", through HTTP";

    @Override
    public String about() {
        return "pages, figures, maps and calls among --size messages beside the same among 100,000 (at most a tenth), while 25 a second come in";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int size = plan.sizeOr(MESSAGES);
        int fewer = Math.max(1, Math.min(FEW, size / TENTH));
        if (plan.explained() && plan.kind() != Bases.Kind.POSTGRESQL) {
            throw new IllegalArgumentException("--plans needs --db postgresql");
        }
        try (Bases bases = Bases.of(plan)) {
            Setting setting = Setting.of(plan, bases)
                    .with("messages", size)
                    .with("beside", fewer)
                    .with("comeInASecond", A_SECOND);
            Base small = bases.fresh("small");
            Base large = bases.fresh("large");
            try (Side few = Side.of(Filled.with(fewer, small));
                    Side many = Side.of(Filled.with(size, large))) {
                setting.with("secondsToFill", Math.round(many.filled.seconds()));
                if (plan.explained()) {
                    explain(many, large);
                }
                return measured(plan, few, many, setting);
            }
        }
    }

    /** A base with everything that is looked at in it. */
    private record Side(Filled filled, WebServer server, HttpClients http, Map<String, Times.Look> looks)
            implements AutoCloseable {
        static Side of(Filled filled) throws Exception {
            WebServer server = WebServer.over(filled.pos(), 2);
            HttpClients http = new HttpClients(server.address(), 1);
            Map<String, Times.Look> looks = ScaleBenchmark.looks(filled);
            Calls.over(http, filled).forEach((what, call) -> looks.put(what + HTTP, call));
            return new Side(filled, server, http, looks);
        }

        @Override
        public void close() throws IOException {
            http.close();
            server.close();
            filled.close();
        }
    }

    private static Map<String, Times.Look> looks(Filled filled) {
        Map<String, Times.Look> looks = new LinkedHashMap<>();
        Pages.of(filled).forEach((what, page) -> looks.put(what, page::read));
        Views.of(filled).forEach((what, view) -> looks.put(what, view.look()));
        return looks;
    }

    private static Result measured(Plan plan, Side few, Side many, Setting setting) throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Duration round = plan.round(2 * many.looks.size());
        double[] sent;
        try (Incoming coming = new Incoming(A_SECOND)) {
            for (int n = 0; n < Rounds.WARM_UP + Rounds.MEASURED; n++) {
                for (Map.Entry<String, Times.Look> look : many.looks.entrySet()) {
                    for (boolean isLarge : new boolean[] {false, true}) {
                        Side side = isLarge ? many : few;
                        coming.into(side.filled.pos());
                        double[] one = Times.of(round, side.looks.getOrDefault(look.getKey(), look.getValue()));
                        if (n >= Rounds.WARM_UP) {
                            List<Double> all =
                                    times.computeIfAbsent(key(isLarge, look.getKey()), any -> new ArrayList<>());
                            for (double each : one) {
                                all.add(each);
                            }
                        }
                    }
                }
            }
            sent = coming.times();
        }
        List<Measure> measures = new ArrayList<>();
        String beside = "the same among " + few.filled.messages();
        for (String what : many.looks.keySet()) {
            double[] large = array(times, key(true, what));
            double[] small = array(times, key(false, what));
            setting.with("measured: " + what, large.length);
            for (double part : new double[] {0.5, 0.99}) {
                measures.add(Measure.of(
                        what + (part == 0.5 ? ", median" : ", 99th percentile"),
                        Rounds.quantile(large, part),
                        "ms",
                        new Peer(beside, Rounds.quantile(small, part))));
            }
        }
        if (sent.length > 0) {
            measures.add(Measure.of("what comes in meanwhile, median", Rounds.quantile(sent, 0.5), "ms"));
            measures.add(Measure.of("what comes in meanwhile, 99th percentile", Rounds.quantile(sent, 0.99), "ms"));
        }
        return new Result("scale", measures.get(0), measures.subList(1, measures.size()), setting.facts());
    }

    private static String key(boolean isLarge, String what) {
        return (isLarge ? "large " : "small ") + what;
    }

    private static double[] array(Map<String, List<Double>> times, String key) {
        return times.getOrDefault(key, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Looks at everything once through connections that ask the database how it goes about it. */
    private static void explain(Side side, Base base) throws Exception {
        PrintStream out = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try (Filled explained = side.filled.over(JdbcStorage.on(new Explaining(base.source(), out).source()))) {
            for (Map.Entry<String, Times.Look> look : looks(explained).entrySet()) {
                out.println();
                out.println("== " + look.getKey());
                look.getValue().once();
            }
        }
    }
}

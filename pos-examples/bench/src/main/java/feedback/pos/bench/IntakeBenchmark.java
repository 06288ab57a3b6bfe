package feedback.pos.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How many messages a second are taken in, each one durable before it is acknowledged. */
final class IntakeBenchmark implements Benchmark {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CLIENTS = 64;
    private static final String GIVEN = "in process, topic given";
    private static final String DETECTED = "in process, topic detected";
    private static final String HTTP = "through HTTP, topic given";
    private static final String ALONE = "hand-written JDBC, the same rows, each client commits for itself";

    @Override
    public String about() {
        return "messages taken in, by 64 clients in process and through HTTP, beside the same rows by plain JDBC";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        try (Bases bases = Bases.of(plan)) {
            return run(plan, bases);
        }
    }

    private static Result run(Plan plan, Bases bases) throws Exception {
        Setting setting = Setting.of(plan, bases).with("clients", CLIENTS);
        String limit = HandWritten.named(bases.writers());
        Base ours = bases.fresh("pos");
        Base crowded = bases.fresh("alone");
        try (Town town = Town.detecting(ours);
                WebServer server = WebServer.over(town.pos(), CLIENTS);
                HttpClients http = new HttpClients(server.address(), CLIENTS);
                HandWritten together = HandWritten.on(bases.fresh("together")).startWriters(bases.writers());
                HandWritten alone = HandWritten.on(crowded)) {
            crowded.expectManyWriters();
            List<Lines> written = written(town, ours);
            setting.with(
                    "bytesEach",
                    Math.round(
                            written.stream().mapToLong(Lines::bytes).average().orElse(0)));
            AtomicInteger next = new AtomicInteger();
            Duration round = plan.round(5);
            Map<String, Double> medians = new Rounds()
                    .add(GIVEN, () -> Clients.perSecond(CLIENTS, round, client -> submit(town, town.letter())))
                    .add(
                            limit,
                            () -> Clients.perSecond(
                                    CLIENTS,
                                    round,
                                    client -> together.together(Act.of(together.newId(), any(written, next), 0))))
                    .add(
                            DETECTED,
                            () -> Clients.perSecond(CLIENTS, round, client -> submit(town, town.letterWithoutTopic())))
                    .add(
                            ALONE,
                            () -> Clients.perSecond(
                                    CLIENTS,
                                    round,
                                    client -> alone.alone(client, Act.of(alone.newId(), any(written, next), 0))))
                    .add(HTTP, () -> Clients.perSecond(CLIENTS, round, client -> post(http, client, town.letter())))
                    .run();
            return new Result(
                    "intake",
                    measure(GIVEN, limit, medians),
                    List.of(measure(DETECTED, limit, medians), measure(HTTP, limit, medians)),
                    setting.facts());
        }
    }

    private static Measure measure(String what, String limit, Map<String, Double> medians) {
        return Measure.of(
                what,
                medians.getOrDefault(what, 0.0),
                "messages/s",
                new Peer(limit, medians.getOrDefault(limit, 0.0)),
                new Peer(ALONE, medians.getOrDefault(ALONE, 0.0)));
    }

    /** What POS writes for some messages. */
    private static List<Lines> written(Town town, Base base) throws Exception {
        List<Lines> written = new ArrayList<>();
        try (Connection look = base.source().getConnection()) {
            for (int i = 0; i < CLIENTS; i++) {
                Message message = town.pos().messages().submit(town.letter());
                written.add(Lines.read(look, message.id(), 0));
            }
        }
        return written;
    }

    private static Lines any(List<Lines> written, AtomicInteger next) {
        return written.get(Math.floorMod(next.getAndIncrement(), written.size()));
    }

    private static void submit(Town town, Submission letter) {
        town.pos().messages().submit(letter);
    }

    private static void post(HttpClients http, int client, Submission letter) throws Exception {
        String body = JSON.writeValueAsString(Map.of(
                "text", letter.text(),
                "territory", letter.territory().oktmo(),
                "topic", String.valueOf(letter.topic())));
        http.post(client, "/api/v1/messages", "demo-" + letter.applicant(), body);
    }
}

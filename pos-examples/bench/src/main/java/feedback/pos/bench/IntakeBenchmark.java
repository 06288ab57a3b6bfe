package feedback.pos.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import java.nio.file.Path;
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
    private static final String TOGETHER = "hand-written JDBC, the same rows, one writer commits for all who wait";
    private static final String ALONE = "hand-written JDBC, the same rows, each client commits for itself";

    @Override
    public String about() {
        return "messages taken in, by 64 clients in process and through HTTP, beside the same rows by plain JDBC";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        Setting setting = Setting.withBase(plan).with("clients", CLIENTS);
        Path ours = plan.folder().resolve("pos");
        try (Town town = Town.detecting(ours);
                WebServer server = WebServer.over(town.pos(), CLIENTS);
                HttpClients http = new HttpClients(server.address(), CLIENTS);
                HandWritten together =
                        HandWritten.in(plan.folder().resolve("together")).startWriter();
                HandWritten alone = HandWritten.in(plan.folder().resolve("alone"))) {
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
                            TOGETHER,
                            () -> Clients.perSecond(
                                    CLIENTS,
                                    round,
                                    client -> together.together(
                                            HandWritten.Act.of(together.newId(), any(written, next), 0))))
                    .add(
                            DETECTED,
                            () -> Clients.perSecond(CLIENTS, round, client -> submit(town, town.letterWithoutTopic())))
                    .add(
                            ALONE,
                            () -> Clients.perSecond(
                                    CLIENTS,
                                    round,
                                    client -> alone.alone(HandWritten.Act.of(alone.newId(), any(written, next), 0))))
                    .add(HTTP, () -> Clients.perSecond(CLIENTS, round, client -> post(http, client, town.letter())))
                    .run();
            return new Result(
                    "intake",
                    measure(GIVEN, medians),
                    List.of(measure(DETECTED, medians), measure(HTTP, medians)),
                    setting.facts());
        }
    }

    private static Measure measure(String what, Map<String, Double> medians) {
        return Measure.of(
                what,
                medians.getOrDefault(what, 0.0),
                "messages/s",
                new Peer(TOGETHER, medians.getOrDefault(TOGETHER, 0.0)),
                new Peer(ALONE, medians.getOrDefault(ALONE, 0.0)));
    }

    /** What POS writes for some messages. */
    private static List<Lines> written(Town town, Path folder) throws Exception {
        List<Lines> written = new ArrayList<>();
        try (Connection look = HandWritten.look(folder)) {
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

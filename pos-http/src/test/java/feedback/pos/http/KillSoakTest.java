package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.RegionFiles;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import feedback.pos.testkit.FiguresCheck;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server in a process of its own on a PostgreSQL of its own; now the one, now the other is killed as by {@code kill -9}
 * in the middle of whole lives, and whoever got no answer asks again. 5 kills, or as many as {@code -Dpos.soak.kills} says.
 */
class KillSoakTest {
    private static final int KILLS = Integer.getInteger("pos.soak.kills", 5);
    private static final long SEED = Long.getLong("pos.soak.seed", 20261125L);
    private static final int CLIENTS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Who does what from the submission to the rating. */
    private static final List<List<String>> LIFE = List.of(
            List.of("moderator", "moderate", "{\"decision\":\"accept\",\"topic\":\"roads\"}"),
            List.of("coordinator", "assign", "{}"),
            List.of("executor", "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Яма заделана\"}"),
            List.of("head", "approve", "{}"),
            List.of("citizen-1", "rate", "{\"stars\":5}"));

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Random random = new Random(SEED);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final Semaphore fresh = new Semaphore(0);

    /** Of each key the id that was acknowledged, and of each id the newest version that was. */
    private final Map<String, UUID> ids = new ConcurrentHashMap<>();

    private final Map<UUID, Integer> versions = new ConcurrentHashMap<>();

    private volatile @Nullable ServerProcess server;

    @TempDir
    Path folder;

    @Test
    void whatever_is_killed_what_was_acknowledged_is_there_once_and_whole() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (KillablePostgres database = new KillablePostgres(folder)) {
            String url = database.url();
            server = start(url);
            List<Future<?>> lives = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int who = client;
                lives.add(clients.submit(() -> live(who)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                awaitAnswers(20 + random.nextInt(150), lives);
                if (random.nextInt(3) == 0) {
                    database.kill();
                    database.startAgain();
                } else {
                    running().process().destroyForcibly().waitFor();
                    server = start(url);
                }
            }
            awaitAnswers(100, lives);
            over.set(true);
            for (Future<?> life : lives) {
                life.get();
            }
            running().close();
            check(url);
        } finally {
            over.set(true);
            clients.shutdownNow();
            ServerProcess last = server;
            if (last != null) {
                last.close();
            }
        }
    }

    /** Until so many more acts were acknowledged: the moment of a kill depends on nothing else. */
    private void awaitAnswers(int more, List<Future<?>> lives) throws Exception {
        fresh.drainPermits();
        if (!fresh.tryAcquire(more, 120, TimeUnit.SECONDS)) {
            for (Future<?> life : lives) {
                if (life.isDone()) {
                    life.get();
                }
            }
            throw new AssertionError("nothing is answered any more; see the log in " + folder);
        }
    }

    private ServerProcess running() {
        ServerProcess now = server;
        assertThat(now).isNotNull();
        return now;
    }

    private @Nullable Void live(int client) throws InterruptedException {
        for (int n = 0; !over.get(); n++) {
            String key = "soak-" + client + "-" + n;
            JsonNode message = submit(key);
            if (message == null) {
                return null;
            }
            UUID id = UUID.fromString(message.get("id").asText());
            assertThat(ids.putIfAbsent(key, id)).isNull();
            note(id, message);
            for (List<String> step : LIFE) {
                message = act(id, message, step);
                if (message == null) {
                    return null;
                }
            }
        }
        return null;
    }

    /** Asks again with the same key until there is an answer; null once it is over. */
    private @Nullable JsonNode submit(String key) throws InterruptedException {
        while (!over.get()) {
            HttpResponse<String> answer = send(
                    "citizen-1",
                    "/api/v1/messages",
                    Map.of("Idempotency-Key", key),
                    "{\"text\":\"Яма на дороге, " + key + "\"}");
            if (answer != null) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                return read(answer);
            }
        }
        return null;
    }

    /** Does the next step on the version seen last; after no answer looks whether it was done. */
    private @Nullable JsonNode act(UUID id, JsonNode before, List<String> step) throws InterruptedException {
        int version = before.get("version").asInt();
        String path = "/api/v1/messages/" + id;
        while (!over.get()) {
            HttpResponse<String> answer =
                    send(step.get(0), path + "/" + step.get(1), Map.of("If-Match", "\"" + version + "\""), step.get(2));
            if (answer != null && answer.statusCode() == 200) {
                JsonNode after = read(answer);
                note(id, after);
                return after;
            }
            if (answer != null) {
                // Nobody else acts on it: so the act that was not answered had been done, or a route did it along
                assertThat(answer.statusCode()).as(answer.body()).isIn(412, 409);
                HttpResponse<String> seen = send("admin", path, Map.of(), null);
                if (seen != null) {
                    assertThat(seen.statusCode()).as(seen.body()).isEqualTo(200);
                    note(id, read(seen));
                    return read(seen);
                }
            }
        }
        return null;
    }

    private void note(UUID id, JsonNode message) {
        versions.merge(id, message.get("version").asInt(), Math::max);
        answers.incrementAndGet();
        fresh.release();
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    /** The answer, or null where there was none that says what became of the request. */
    private @Nullable HttpResponse<String> send(
            String who, String path, Map<String, String> headers, @Nullable String body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(running().address().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer demo-" + who)
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        if (body != null) {
            request.POST(BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() == 503 ? null : answer;
        } catch (IOException killed) {
            return null;
        }
    }

    private void check(String url) {
        try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
            Map<String, Integer> times = new HashMap<>();
            Pos pos = Pos.under(SampleRegion.regulation())
                    .storage(storage)
                    .detector(text -> Detection.none())
                    .open();
            ids.forEach((key, id) -> {
                Message found = storage.messages().find(id).orElseThrow();
                assertThat(found.submission().text()).endsWith(key);
                assertThat(found.version()).isGreaterThanOrEqualTo(versions.get(id));
                assertThat(storage.messages().journal(id)).hasSize(found.version());
            });
            @Nullable UUID after = null;
            var page = storage.messages().everything(null, 500);
            while (!page.isEmpty()) {
                page.forEach(each -> times.merge(each.message().submission().text(), 1, Integer::sum));
                after = page.get(page.size() - 1).message().id();
                page = storage.messages().everything(after, 500);
            }
            ids.keySet().forEach(key -> assertThat(times).containsEntry("Яма на дороге, " + key, 1));
            Regulation rules = RegionFiles.demo().region().regulation(CalendarBeyond.FALLBACK, CalendarBook.russia());
            FiguresCheck.holds(storage, rules, pos.now(), 10, SEED);
            Pos.Verification verified = pos.verify();
            assertThat(verified.faults()).isEmpty();
            System.out.printf(
                    "%d kills: %d acts acknowledged on %d messages, %d journal lines verified%n",
                    KILLS, answers.get(), ids.size(), verified.entries());
        }
    }

    private ServerProcess start(String url) throws IOException {
        return ServerProcess.start(folder.resolve("log"), "--db", url);
    }
}

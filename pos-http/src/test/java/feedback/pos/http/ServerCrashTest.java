package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server in a process of its own, killed as by {@code kill -9} while many send at once. */
@Timeout(180)
class ServerCrashTest {
    private static final int ROUNDS = 2;
    private static final int MESSAGES = 1_000;
    private static final int SENDERS = 32;
    private static final int KILLED_AFTER = 400;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void what_was_acknowledged_is_there_once_after_a_kill_and_nothing_is_half_there() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, String> acknowledged = new ConcurrentHashMap<>();
            sendUntilKilled(round, acknowledged);
            assertThat(acknowledged).as("killed in the middle").hasSizeBetween(KILLED_AFTER, MESSAGES - 1);

            try (ServerProcess server = start()) {
                acknowledged.values().forEach(id -> assertThat(get(server, id)).isEqualTo(200));
                Map<String, String> again = sendAll(server, round);
                assertThat(again).hasSize(MESSAGES).containsAllEntriesOf(acknowledged);
            }
        }
        assertThat(timesByText())
                .hasSize(ROUNDS * MESSAGES)
                .allSatisfy((text, times) -> assertThat(times).isEqualTo(1));
        assertThat(PosServer.run("verify-journal", "--data", base())).isZero();
    }

    /** All are sent at once, and whoever gets the answer that makes it enough kills the server. */
    private void sendUntilKilled(int round, Map<String, String> acknowledged) throws Exception {
        try (ServerProcess server = start()) {
            AtomicInteger next = new AtomicInteger();
            AtomicInteger answers = new AtomicInteger();
            atOnce(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < MESSAGES; i = next.getAndIncrement()) {
                        acknowledged.put(key(round, i), send(server, round, i));
                        if (answers.incrementAndGet() == KILLED_AFTER) {
                            server.process().destroyForcibly();
                        }
                    }
                } catch (IOException killed) {
                    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLED_AFTER);
                }
                return null;
            });
            assertThat(server.process().waitFor()).as("killed, not ended").isNotZero();
        }
    }

    private Map<String, String> sendAll(ServerProcess server, int round) throws Exception {
        Map<String, String> ids = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        atOnce(() -> {
            for (int i = next.getAndIncrement(); i < MESSAGES; i = next.getAndIncrement()) {
                ids.put(key(round, i), send(server, round, i));
            }
            return null;
        });
        return ids;
    }

    private static void atOnce(Callable<@Nullable Void> work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<@Nullable Void>> sent = senders.invokeAll(
                    IntStream.range(0, SENDERS).mapToObj(any -> work).toList());
            for (Future<@Nullable Void> each : sent) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static String key(int round, int i) {
        return "crash-" + round + "-" + i;
    }

    private static String text(int round, int i) {
        return "Яма номер " + i + " на улице Ленина, круг " + round;
    }

    /** The id of the message as acknowledged. */
    private String send(ServerProcess server, int round, int i) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/v1/messages"))
                .header("Authorization", "Bearer demo-citizen-" + (1 + i % 9))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key(round, i))
                .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("text", text(round, i)))))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        JsonNode message = json.readTree(response.body());
        assertThat(message.get("text").asText()).isEqualTo(text(round, i));
        return message.get("id").asText();
    }

    private int get(ServerProcess server, String id) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/api/v1/messages/" + id))
                .header("Authorization", "Bearer demo-admin")
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How often each of the texts sent stands in the base. */
    private Map<String, Integer> timesByText() {
        Map<String, Integer> times = new HashMap<>();
        try (Storage storage = JdbcStorage.embedded(Path.of(base()))) {
            Filter sent = Filter.all(Instant.now()).withText("яма номер ");
            List<Message> page = new ArrayList<>();
            do {
                Position after = page.isEmpty() ? null : Position.of(page.get(page.size() - 1));
                page = storage.messages().list(sent, after, 1_000);
                page.forEach(each -> times.merge(each.submission().text(), 1, Integer::sum));
            } while (!page.isEmpty());
        }
        return times;
    }

    private String base() {
        return folder.resolve("base").toString();
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(folder.resolve("log"), "--data", base());
    }
}

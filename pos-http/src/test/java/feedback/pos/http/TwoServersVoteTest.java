package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Pos;
import feedback.pos.http.api.Http;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.api.Settings;
import feedback.pos.http.auth.Caller;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever votes twice at once, through two servers on one PostgreSQL, has voted once. */
@Timeout(120)
class TwoServersVoteTest {
    private static final int CLIENTS = 64;
    private static final int PERSONS = 96;
    private static final String VOTE =
            "{\"title\":\"Двор\",\"vote\":{\"rule\":\"plurality\",\"projects\":[{\"id\":\"a\",\"title\":\"Да\"},{\"id\":\"b\",\"title\":\"Нет\"}]}}";

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final String db = Postgres.newBase();
    private final Node a = new Node();
    private final Node b = new Node();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private String poll = "";

    /** A platform with storage, threads and port of its own; whoever comes is who the token says. */
    private final class Node implements AutoCloseable {
        private final Storage storage = JdbcStorage.postgresql(db, null, null);
        private final Pos pos = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .open();
        private final Undertow undertow;

        Node() {
            Settings settings = Settings.closed().withLimits(Map.of()).withIdentity(TwoServersVoteTest::identify);
            undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1", PosHandler.over(pos, settings))
                    .setWorkerThreads(CLIENTS)
                    .build();
            undertow.start();
        }

        String address() {
            return "http://127.0.0.1:"
                    + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        }

        Http as(String person) {
            return new Http(address()).bearing(person);
        }

        @Override
        public void close() {
            undertow.stop();
            pos.close();
        }
    }

    private static Optional<Caller> identify(String token) {
        return Optional.of(Caller.of(
                token.equals("keeper")
                        ? Actor.official(
                                token,
                                Role.POLL_MANAGER,
                                SampleRegion.regulation().root())
                        : Actor.citizen(token)));
    }

    @BeforeEach
    void open() {
        poll = "/api/v1/polls/"
                + done(a.as("keeper").post("/api/v1/polls", VOTE)).id();
        done(b.as("keeper").post(poll + "/open"));
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
        a.close();
        b.close();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    @Test
    void who_votes_twice_at_once_has_voted_once() throws Exception {
        List<Callable<Answer>> tries = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            String once = isRepeated(i) ? ",\"once\":\"secret-" + i + "\"" : "";
            // Whoever has no secret chooses differently the second time
            tries.add(ballot(a, i, "a", once));
            tries.add(ballot(b, i, isRepeated(i) ? "a" : "b", once));
        }
        List<Future<Answer>> answers = clients.invokeAll(tries);
        List<String> receipts = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            List<Answer> both =
                    List.of(answers.get(2 * i).get(), answers.get(2 * i + 1).get());
            Set<String> given = new HashSet<>();
            for (Answer each : both) {
                if (each.status() == 201) {
                    given.add(each.at("/receipt"));
                } else {
                    assertThat(each.problem()).isEqualTo("409 ALREADY_DONE");
                }
            }
            assertThat(given).as("receipts of person " + i).hasSize(1);
            assertThat(both)
                    .filteredOn(each -> each.status() == 201)
                    .as("answers to person " + i)
                    .hasSize(isRepeated(i) ? 2 : 1);
            receipts.addAll(given);
        }
        assertThat(receipts).doesNotHaveDuplicates();
        done(a.as("keeper").post(poll + "/close"));
        for (Node node : List.of(a, b)) {
            assertThat(node.as("keeper").get(poll).at("/turnout")).isEqualTo(String.valueOf(PERSONS));
        }
        done(b.as("keeper").post(poll + "/publish"));
        var results = done(b.as("keeper").get(poll + "/results")).json();
        assertThat(results.get("ballots").asInt()).isEqualTo(PERSONS);
        assertThat(results.at("/projects/0/votes").asInt()
                        + results.at("/projects/1/votes").asInt())
                .isEqualTo(PERSONS);
        audited(receipts);
    }

    private static boolean isRepeated(int person) {
        return person % 2 == 0;
    }

    private Callable<Answer> ballot(Node node, int person, String choice, String once) {
        return () ->
                node.as("voter-" + person).post(poll + "/ballots", "{\"choices\":[\"" + choice + "\"]" + once + "}");
    }

    /** Every receipt stands, whichever node is asked. */
    private void audited(List<String> receipts) throws InterruptedException, ExecutionException {
        List<String> command = new ArrayList<>(List.of("audit", "", poll.substring(poll.lastIndexOf('/') + 1)));
        receipts.forEach(each -> command.addAll(List.of("--receipt", each)));
        for (Node node : List.of(a, b)) {
            command.set(1, node.address());
            assertThat(PosServer.run(command.toArray(String[]::new))).isZero();
        }
        List<Callable<Answer>> looks = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            Node node = i % 2 == 0 ? a : b;
            String path = poll + "/receipts/" + receipts.get(i);
            looks.add(() -> new Http(node.address()).get(path));
        }
        for (Future<Answer> each : clients.invokeAll(looks)) {
            assertThat(each.get().at("/stands")).isEqualTo("true");
        }
    }
}

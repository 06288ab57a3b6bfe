package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import feedback.pos.http.Configuration.Unfit;
import feedback.pos.http.api.Http;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.auth.ApiKeys;
import feedback.pos.http.auth.DemoTokens;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.store.Storage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as it is started from the command line, on the embedded base. */
class ServerTest {
    @TempDir
    private Path folder;

    private Server start(String... options) throws Unfit {
        Map<String, String> said = new HashMap<>(Map.of("port", "0", "data", folder.toString()));
        for (int i = 0; i < options.length; i += 2) {
            said.put(options[i], options[i + 1]);
        }
        Server server = new Server(Configuration.of(said, Map.of(), null));
        server.start();
        return server;
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void the_demo_carries_a_message_through_its_life_puts_the_clock_forward_and_is_there_after_a_restart()
            throws Unfit {
        String id;
        String now;
        try (Server server = start("demo", "true")) {
            Http http = new Http(server.address());
            assertThat(http.as("curator")
                            .get("/api/v1/messages?limit=200")
                            .json()
                            .get("items"))
                    .hasSizeGreaterThan(100);
            everybodyIsKnown(http);
            id = life(http);
            now = time(http);
        }
        try (Server server = start("demo", "true")) {
            Http http = new Http(server.address());
            assertThat(http.as("citizen-1").message(id).at("/stage")).isEqualTo("CLOSED");
            assertThat(Instant.parse(http.get("/api/v1/demo/clock").at("/now")))
                    .as("the clock does not fall back")
                    .isAfterOrEqualTo(Instant.parse(now));
        }
    }

    private static void everybodyIsKnown(Http http) {
        DemoTokens.people()
                .forEach(person -> assertThat(
                                done(http.as(person.id()).get("/api/v1/me")).at("/name"))
                        .isEqualTo(person.name()));
        assertThat(done(http.as("moderator").get("/api/v1/people?organization=kursk-roads&role=EXECUTOR"))
                        .text())
                .contains("kursk-roads", "\"executor\"");
    }

    private static String life(Http http) {
        Answer sent = http.as("citizen-1")
                .submit("{\"text\":\"Во дворе дома 5 по улице Ленина огромная яма\",\"territory\":\"38701000\"}");
        String id = sent.id();
        assertThat(sent.at("/stage")).isEqualTo("MODERATION");
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads\"}"));
        done(http.as("coordinator").act(id, "assign", "{}"));
        done(http.as("executor").act(id, "draft", "{\"outcome\":\"EXPLAINED\",\"text\":\"Летом\"}"));
        done(http.as("head").act(id, "approve", "{}"));
        done(http.as("citizen-1").act(id, "rate", "{\"stars\":2,\"reason\":\"Яма на месте\"}"));
        String child = http.as("citizen-1").act(id, "escalate", "{}").at("/child");
        done(http.as("superior-coordinator").act(child, "assign", "{}"));
        done(http.as("superior-executor").act(child, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Сделано\"}"));
        done(http.as("superior-head").act(child, "approve", "{}"));
        assertThat(done(http.as("citizen-1").act(child, "rate", "{\"stars\":5}"))
                        .at("/stage"))
                .isEqualTo("CLOSED");
        return id;
    }

    /** What lateness sets off happens once, however often time is asked. */
    private static String time(Http http) {
        String id = http.as("citizen-2")
                .submit("{\"text\":\"Не горит фонарь у дома\",\"territory\":\"38701000\",\"topic\":\"roads.potholes\"}")
                .id();
        Answer first = done(http.post("/api/v1/demo/clock", "{\"advance\":\"P31D\"}"));
        assertThat(Integer.parseInt(first.at("/swept"))).isPositive();
        Answer again = done(http.post("/api/v1/demo/clock", "{\"advance\":\"PT0S\"}"));
        assertThat(again.at("/swept")).isEqualTo("0");
        Map<String, Integer> alarms = new HashMap<>();
        for (JsonNode each : done(http.as("curator").get("/api/v1/messages/" + id + "/history"))
                .json()
                .get("items")) {
            String event = each.get("event").asText();
            if (event.equals("Warned") || event.equals("Escalated")) {
                alarms.merge(event + each.at("/details/step").asText(), 1, Integer::sum);
            }
        }
        assertThat(alarms).isEqualTo(Map.of("Warned", 1, "Escalated1", 1, "Escalated2", 1, "Escalated3", 1));
        assertThat(done(http.as("curator").message(id)).at("/deadline/overdue")).isEqualTo("true");
        assertThat(http.post("/api/v1/demo/clock", "{\"advance\":\"-P1D\"}").problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.post("/api/v1/demo/clock", "{\"advance\":\"P9999999D\"}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.post("/api/v1/demo/clock", "{\"advance\":\"soon\"}").problem())
                .isEqualTo("422 INVALID_VALUE");
        return again.at("/now");
    }

    @Test
    void without_the_demo_the_door_is_shut_but_for_a_key() throws Unfit {
        String secret;
        try (Storage storage = JdbcStorage.embedded(folder)) {
            secret = new ApiKeys(storage.records())
                    .create("test", Actor.official("robot", Role.MODERATOR, "region"), Instant.now())
                    .secret();
        }
        try (Server server = start()) {
            Http http = new Http(server.address());
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
            assertThat(http.get("/api/v1/catalog").status()).isEqualTo(200);
            assertThat(http.get("/api/v1/messages").json().get("items")).isEmpty();
            assertThat(http.get("/metrics").status()).isEqualTo(401);
            assertThat(http.as("admin").get("/api/v1/me").status()).isEqualTo(401);
            assertThat(http.get("/api/v1/demo/clock").status()).isEqualTo(404);
            Http key = http.bearing(secret);
            assertThat(done(key.get("/api/v1/me")).at("/id")).isEqualTo("robot");
            assertThat(done(key.get("/metrics")).text()).contains("pos_http_requests");
            Answer sent = key.submit("{\"text\":\"Яма\"}");
            assertThat(sent.status()).as(sent.text()).isEqualTo(201);
            assertThat(done(key.act(sent.id(), "moderate", "{\"decision\":\"accept\"}"))
                            .at("/stage"))
                    .isEqualTo("COORDINATION");
        }
    }

    @Test
    void a_token_of_the_configured_issuer_opens_the_door() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Path keys = Files.writeString(folder.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://id.example")
                        .audience("pos")
                        .subject("esia-1")
                        .claim("name", "Вера Ильина")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new ECDSASigner(key));
        try (Server server = start(
                "data",
                folder.resolve("base").toString(),
                "jwt-keys",
                keys.toString(),
                "jwt-issuer",
                "https://id.example",
                "jwt-audience",
                "pos")) {
            Http citizen = new Http(server.address()).bearing(token.serialize());
            assertThat(done(citizen.get("/api/v1/me")).at("/name")).isEqualTo("Вера Ильина");
            Answer sent = citizen.submit("{\"text\":\"Яма\"}");
            assertThat(sent.status()).as(sent.text()).isEqualTo(201);
            assertThat(sent.at("/applicant/name")).isEqualTo("Вера Ильина");
        }
        assertThatThrownBy(() -> start(
                        "data",
                        folder.resolve("base").toString(),
                        "jwt-keys",
                        "no-such-file",
                        "jwt-issuer",
                        "a",
                        "jwt-audience",
                        "b"))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("jwt-keys");
    }

    @Test
    void a_base_in_use_and_a_port_in_use_are_told_in_one_line() throws Unfit {
        try (Server server = start()) {
            assertThatThrownBy(this::start).isInstanceOf(Unfit.class).hasMessageContaining("held by a running server");
            String port = server.address().substring(server.address().lastIndexOf(':') + 1);
            assertThatThrownBy(() ->
                            start("port", port, "data", folder.resolve("other").toString()))
                    .isInstanceOf(Unfit.class)
                    .hasMessageContaining("port " + port);
        }
    }

    @Test
    void a_database_out_of_reach_is_told_in_one_line() {
        Map<String, String> said = Map.of("port", "0", "db", "jdbc:nothing://here");
        assertThatThrownBy(() -> new Server(Configuration.of(said, Map.of(), null)).start())
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("--db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port eighty",
                "--prot 80",
                "serve --port 99999",
                "serve extra",
                "dance",
                "--demo --host 0.0.0.0",
                "--calendar-beyond hope",
                "--config no-such-file"
            })
    void a_wrong_call_is_one_line_on_standard_error_and_exit_2(String call) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(PosServer.run(call.split(" "))).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8).strip().lines()).hasSize(1);
    }

    @Test
    void help_and_version_are_there() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertThat(PosServer.run("--help")).isZero();
            assertThat(PosServer.run("serve", "--help")).isZero();
            assertThat(PosServer.run("--version")).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("serve", "import", "--calendar-beyond", "POS ");
    }
}

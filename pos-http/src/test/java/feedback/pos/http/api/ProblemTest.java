package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.api.Settings.Traffic;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way of saying no, with its status, its reason and its headers. */
class ProblemTest {
    private static final String PIT = "{\"text\":\"Яма на дороге\",\"territory\":\"38701000\"}";
    private static TestServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        http = server.http();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String sent() {
        return http.as("citizen-1").submit(PIT).id();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/messages",
        "GET, /api/v1/me",
        "GET, /api/v1/people",
        "GET, /api/v1/organizations",
        "GET, /api/v1/deadlines?start=2026-01-01&term=P1D",
        "GET, /api/v1/messages?mine=true",
        "POST, /api/v1/topics/suggest",
        "POST, /api/v1/messages/x/moderate"
    })
    void whoever_is_not_known_is_asked_to_sign_in(String method, String path) {
        Answer answer = method.equals("GET") ? http.get(path) : http.post(path, "{\"text\":\"a\"}");
        assertThat(answer.problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void a_token_that_does_not_hold_is_refused_even_where_none_is_needed() {
        Answer answer = http.bearing("nonsense").get("/api/v1/messages?public=true");
        assertThat(answer.problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(http.with("Authorization", "Basic YTpi").get("/api/v1/me").status())
                .isEqualTo(401);
        assertThat(http.with("Authorization", "Bearer ").get("/api/v1/me").status())
                .isEqualTo(401);
    }

    @Test
    void another_s_message_is_unknown() {
        String id = sent();
        assertThat(http.as("citizen-2").message(id).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.message(id).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("citizen-2")
                        .get("/api/v1/messages/" + id + "/history")
                        .status())
                .isEqualTo(404);
        assertThat(http.as("citizen-2")
                        .get("/api/v1/messages/" + id + "/deadline")
                        .status())
                .isEqualTo(404);
        assertThat(http.as("citizen-2").act(id, "withdraw", "{}").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("citizen-2").message("no-such-number").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("citizen-2")
                        .message("00000000-0000-0000-0000-000000000000")
                        .problem())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void a_stale_version_of_another_s_message_is_unknown_too() {
        String id = sent();
        Http stranger = http.as("citizen-2").with("If-Match", "\"77\"");
        assertThat(stranger.act(id, "withdraw", "{}").problem()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void the_wrong_role_is_told_which_one_is_needed() {
        Answer answer = http.as("executor").act(sent(), "moderate", "{\"decision\":\"accept\"}");
        assertThat(answer.problem()).isEqualTo("403 FORBIDDEN");
        assertThat(answer.at("/detail")).contains("MODERATOR");
        assertThat(http.as("citizen-1").get("/api/v1/people").problem()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void the_wrong_stage_is_a_conflict() {
        assertThat(http.as("head").act(sent(), "approve", "{}").problem()).isEqualTo("409 WRONG_STAGE");
    }

    @Test
    void a_stale_version_is_refused_and_the_right_one_is_not() {
        Answer sent = http.as("citizen-1").submit(PIT);
        assertThat(sent.header("ETag")).isEqualTo("\"" + sent.at("/version") + "\"");
        Http moderator = http.as("moderator");
        assertThat(moderator
                        .with("If-Match", "\"77\"")
                        .act(sent.id(), "note", "{\"text\":\"a\"}")
                        .problem())
                .isEqualTo("412 STALE_VERSION");
        assertThat(moderator
                        .with("If-Match", "\"0\"")
                        .act(sent.id(), "note", "{\"text\":\"a\"}")
                        .problem())
                .isEqualTo("412 STALE_VERSION");
        assertThat(moderator
                        .with("If-Match", "nonsense")
                        .act(sent.id(), "note", "{\"text\":\"a\"}")
                        .problem())
                .isEqualTo("412 STALE_VERSION");
        Answer noted =
                moderator.with("If-Match", "\"9\", " + sent.header("ETag")).act(sent.id(), "note", "{\"text\":\"a\"}");
        assertThat(noted.status()).isEqualTo(200);
        assertThat(moderator
                        .with("If-Match", "*")
                        .act(sent.id(), "note", "{\"text\":\"b\"}")
                        .status())
                .isEqualTo(200);
        assertThat(noted.header("ETag")).isNotEqualTo(sent.header("ETag"));
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        Answer sent = http.as("citizen-1").submit(PIT);
        Answer again =
                http.as("citizen-1").with("If-None-Match", sent.header("ETag")).message(sent.id());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        Answer catalog = http.get("/api/v1/catalog");
        assertThat(http.with("If-None-Match", catalog.header("ETag"))
                        .get("/api/v1/catalog")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void a_key_gives_the_same_answer_again_and_refuses_another_content() {
        Http citizen = http.as("citizen-3").with("Idempotency-Key", "k1");
        Answer first = citizen.submit(PIT);
        Answer again = citizen.submit(PIT);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(citizen.submit("{\"text\":\"Другое\"}").problem()).isEqualTo("422 KEY_REUSED");
        assertThat(http.as("citizen-4")
                        .with("Idempotency-Key", "k1")
                        .submit(PIT)
                        .id())
                .as("another person's key is another key")
                .isNotEqualTo(first.id());
        assertThat(http.as("citizen-3")
                        .with("Idempotency-Key", "k".repeat(201))
                        .submit(PIT)
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_key_covers_the_people_who_are_only_named() {
        Http operator = http.as("operator").with("Idempotency-Key", "o1");
        String body = "{\"text\":\"Яма\",\"applicant\":{\"name\":\"Вера Ильина\",\"phone\":\"+7 4712 000000\"}}";
        Answer first = operator.submit(body);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(operator.submit(body).id()).isEqualTo(first.id());
        assertThat(operator.submit(body.replace("Вера", "Нина")).problem()).isEqualTo("422 KEY_REUSED");
    }

    @Test
    void rating_after_the_window_is_too_late() {
        try (TestServer other = TestServer.start()) {
            Http there = other.http();
            String id = there.as("citizen-1").submit(PIT).id();
            there.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}");
            there.as("executor").act(id, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Готово\"}");
            there.as("head").act(id, "approve", "{}");
            other.clock.advance(Duration.ofDays(32));
            assertThat(there.as("citizen-1").act(id, "rate", "{\"stars\":5}").problem())
                    .isEqualTo("410 TOO_LATE");
        }
    }

    @Test
    void an_address_knows_its_methods() {
        Answer answer = http.method("DELETE", "/api/v1/messages");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET", "POST", "HEAD", "OPTIONS");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(http.method("PUT", "/api/v1/catalog").status()).isEqualTo(405);
        assertThat(http.method("GET", "/api/v1/messages/x/approve").status()).isEqualTo(405);
        Answer options = http.method("OPTIONS", "/api/v1/messages");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).contains("POST");
        Answer head = http.method("HEAD", "/api/v1/catalog");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/nothing", "/api/", "/api/v2/messages", "/nothing.html", "/../etc/passwd", "/messages/a/b"})
    void nothing_is_at_an_unknown_address(String path) {
        assertThat(http.get(path).problem()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void what_is_not_built_yet_says_so() {
        assertThat(http.as("citizen-1").get("/api/v1/attachments/1").problem()).isEqualTo("501 NOT_BUILT");
        assertThat(http.post("/api/v1/attachments", new byte[2_000_000]).problem())
                .isEqualTo("501 NOT_BUILT");
    }

    @Test
    void problems_speak_russian_or_english() {
        assertThat(http.get("/api/v1/me").at("/detail")).isEqualTo("Нужен токен: Authorization: Bearer …");
        assertThat(http.with("Accept-Language", "de, en;q=0.8, ru;q=0.2")
                        .get("/api/v1/me")
                        .at("/detail"))
                .isEqualTo("A token is needed: Authorization: Bearer …");
        assertThat(http.with("Accept-Language", ";;;").get("/api/v1/me").at("/title"))
                .isEqualTo("Нужно войти");
        assertThat(http.with("Accept-Language", "en")
                        .as("citizen-1")
                        .submit("{}")
                        .at("/errors/0/message"))
                .isEqualTo("This has to be filled in");
    }

    @Test
    void too_many_requests_are_told_when_to_come_back() {
        try (TestServer strict = TestServer.start(settings -> settings.withLimits(
                Map.of(Traffic.SUBMIT, Limit.parse("2/PT1H"), Traffic.ANONYMOUS, Limit.parse("1/PT1H"))))) {
            Http citizen = strict.http().as("citizen-1");
            assertThat(citizen.submit(PIT).status()).isEqualTo(201);
            assertThat(citizen.submit(PIT).status()).isEqualTo(201);
            Answer third = citizen.submit(PIT);
            assertThat(third.problem()).isEqualTo("429 TOO_MANY");
            assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 3600);
            assertThat(strict.http().as("citizen-2").submit(PIT).status()).isEqualTo(201);
            assertThat(strict.http().get("/api/v1/catalog").status()).isEqualTo(200);
            assertThat(strict.http().get("/api/v1/catalog").status()).isEqualTo(429);
            assertThat(strict.http().get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void what_breaks_inside_is_an_incident_and_nothing_more() {
        Storage broken = new BrokenStorage();
        try (TestServer server = TestServer.over(broken)) {
            BrokenStorage.breakNow(broken);
            Answer answer = server.http().as("moderator").get("/api/v1/messages");
            assertThat(answer.problem()).isEqualTo("500 INTERNAL");
            assertThat(answer.text()).doesNotContain("password").doesNotContain("Exception");
            assertThat(answer.at("/detail")).containsPattern("[0-9a-f]{8}-[0-9a-f]{4}");
            assertThat(server.http().get("/health/live").status()).isEqualTo(200);
            assertThat(server.http().get("/health/ready").problem()).isEqualTo("503 UNAVAILABLE");
        }
    }

    @Test
    void browsers_are_told_what_not_to_do_and_nobody_which_server_it_is() {
        Answer answer = http.get("/api/v1/catalog");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(http.as("citizen-1").get("/api/v1/me").header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(http.get("/docs").header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void only_configured_origins_may_call_from_a_browser() {
        try (TestServer shared =
                TestServer.start(settings -> settings.withOrigins(java.util.List.of("https://kursk.example")))) {
            Http page = shared.http().with("Origin", "https://kursk.example");
            assertThat(page.get("/api/v1/catalog").header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://kursk.example");
            Answer preflight =
                    page.with("Access-Control-Request-Method", "POST").method("OPTIONS", "/api/v1/messages");
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
            Answer stranger =
                    shared.http().with("Origin", "https://evil.example").get("/api/v1/catalog");
            assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(stranger.header("Vary")).isEqualTo("Origin");
        }
        assertThat(http.with("Origin", "https://kursk.example")
                        .get("/api/v1/catalog")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}

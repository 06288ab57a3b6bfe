package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import feedback.pos.http.Until;
import feedback.pos.http.api.Http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarCallsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** The federal year with the Monday of 11 May worked. */
    private static final String MAY = """
            calendar RU
            known 2026-03-01 Изменение посреди года
            year 2026 248
            HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
            TRANSFERRED_OFF 01-09 03-09 12-31
            SHORT 04-30 05-08 06-11 11-03
            """;

    private TestServer server;
    private Http http;
    private Http admin;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
        admin = http.as("admin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static String sample() throws IOException {
        try (InputStream in =
                CalendarCallsTest.class.getResourceAsStream("/feedback/pos/http/calendar/calendar-2027-invented.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String body(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text).toString();
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private JsonNode finished(Answer begun) {
        done(begun, 202);
        String address = begun.header("Location");
        assertThat(Until.within(SOON, () -> !admin.get(address).at("/state").equals("RUNNING")))
                .isTrue();
        Answer run = done(admin.get(address), 200);
        assertThat(run.at("/state")).isEqualTo("DONE");
        return run.json();
    }

    @Test
    void a_year_tells_its_act_and_has_a_tag() {
        Answer year = done(http.get("/api/v1/calendar/2026"), 200);
        assertThat(year.at("/act")).contains("№ 1466");
        assertThat(year.at("/known")).isEqualTo("2025-09-24");
        assertThat(year.at("/edition")).startsWith("2025-09-24 ");
        assertThat(year.json().get("workingDays").asInt()).isEqualTo(247);
        assertThat(year.json().at("/days/8").toString())
                .isEqualTo("{\"date\":\"2026-01-09\",\"type\":\"TRANSFERRED_OFF\",\"movedFrom\":\"2026-01-03\","
                        + "\"working\":false,\"short\":false}");
        assertThat(year.json().at("/days/119/short").asBoolean()).isTrue();
        assertThat(http.with("If-None-Match", year.header("ETag"))
                        .get("/api/v1/calendar/2026")
                        .status())
                .isEqualTo(304);
        Answer before = done(http.get("/api/v1/calendar/2026?knownOn=2025-09-23"), 200);
        assertThat(before.json().get("decreed").asBoolean()).isFalse();
        assertThat(before.json().has("act")).isFalse();
        assertThat(http.get("/api/v1/calendar/2026?knownOn=1999-01-01").problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.get("/api/v1/calendar/2026?knownOn=soon").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_year_is_previewed_brought_in_and_in_force_at_once() throws IOException {
        Answer plan = done(admin.post("/api/v1/calendar/preview", body(sample())), 200);
        assertThat(plan.json().get("days")).hasSize(8);
        assertThat(plan.json().at("/years/0").toString())
                .isEqualTo("{\"calendar\":\"RU\",\"year\":2027,\"after\":247}");
        assertThat(http.get("/api/v1/calendar/2027").json().get("decreed").asBoolean())
                .as("a preview changes nothing")
                .isFalse();
        String tag = admin.get("/api/v1/calendar/editions").header("ETag");

        done(admin.post("/api/v1/calendar/editions", body(sample())), 201);

        assertThat(http.get("/api/v1/calendar/2027").at("/act")).startsWith("Вымышленный акт");
        assertThat(done(admin.post("/api/v1/calendar/editions", body(sample())), 200)
                        .json()
                        .get("added")
                        .asBoolean())
                .as("the same again adds nothing")
                .isFalse();
        Answer editions = done(admin.get("/api/v1/calendar/editions"), 200);
        assertThat(editions.header("ETag")).isNotEqualTo(tag);
        JsonNode items = editions.json().get("items");
        assertThat(items.get(items.size() - 1).get("addedBy").asText()).isEqualTo("admin");
        assertThat(items.get(0).get("builtIn").asBoolean()).isTrue();
    }

    @Test
    void warnings_come_in_the_language_asked_for() {
        String odd = body("known 2026-10-01 A\nyear 2027\nHOLIDAY 01-01\n");
        assertThat(admin.post("/api/v1/calendar/preview", odd).json().get("warnings"))
                .hasSize(3)
                .anyMatch(each -> each.asText().contains("ещё не наступил"))
                .anyMatch(each -> each.asText().contains("нет новогодних каникул"));
        assertThat(admin.with("Accept-Language", "en")
                        .post("/api/v1/calendar/preview", odd)
                        .json()
                        .get("warnings"))
                .anyMatch(each -> each.asText().contains("has no New Year holidays in 2027"));
    }

    @Test
    void what_cannot_be_read_names_the_line() {
        for (String path : new String[] {"calendar/preview", "calendar/editions", "recounts/preview"}) {
            Answer refused = admin.post("/api/v1/" + path, body("known 2026-10-01 A\nyear 2027\nHOLYDAY 01-01\n"));
            assertThat(refused.problem()).isEqualTo("422 INVALID_VALUE");
            assertThat(refused.at("/errors/0/field")).isEqualTo("text");
            assertThat(refused.at("/errors/0/message")).contains("3");
            assertThat(admin.post("/api/v1/" + path, body("x".repeat(200_001))).problem())
                    .isEqualTo("422 INVALID_VALUE");
        }
        assertThat(admin.post("/api/v1/calendar/editions", "{}").problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(admin.post("/api/v1/recounts", "{\"text\":\"\"}").problem()).isEqualTo("400 UNKNOWN_FIELD");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, calendar/editions",
        "POST, calendar/editions",
        "POST, calendar/preview",
        "POST, recounts",
        "POST, recounts/preview",
        "GET, recounts/1",
        "GET, recounts/1/items.csv"
    })
    void all_of_it_is_for_administrators(String method, String path) {
        assertThat(http.method(method, "/api/v1/" + path).status()).isEqualTo(401);
        assertThat(http.as("citizen-1").method(method, "/api/v1/" + path).status())
                .isEqualTo(403);
        assertThat(http.as("superior-head").method(method, "/api/v1/" + path).status())
                .isEqualTo(403);
    }

    @Test
    void messages_move_when_they_are_counted_anew_and_not_before() {
        server.clock.set(Instant.parse("2026-04-10T09:00:00Z"));
        String id = http.as("citizen-1")
                .submit("{\"text\":\"Шум\",\"topic\":\"other\"}")
                .id();
        assertThat(http.as("citizen-1").message(id).at("/deadline/due")).isEqualTo("2026-05-12T20:59:59Z");

        JsonNode imagined = finished(admin.post("/api/v1/recounts/preview", body(MAY)));
        assertThat(imagined.get("preview").asBoolean()).isTrue();
        assertThat(imagined.get("examined").asInt()).isEqualTo(1);
        assertThat(imagined.get("moved").asInt()).isEqualTo(1);
        assertThat(imagined.at("/items/0/to").asText()).isEqualTo("2026-05-11T23:59:59+03:00");
        Answer list = done(admin.get("/api/v1/recounts/" + imagined.get("id").asText() + "/items.csv"), 200);
        assertThat(list.header("X-Truncated")).isEqualTo("false");
        assertThat(list.text().lines()).hasSize(2).anyMatch(each -> each.contains(id));

        done(admin.post("/api/v1/calendar/editions", body(MAY)), 201);
        assertThat(http.as("citizen-1").message(id).at("/deadline/due"))
                .as("an act alone moves nothing")
                .isEqualTo("2026-05-12T20:59:59Z");
        assertThat(finished(admin.post("/api/v1/recounts/preview", "{}"))
                        .get("moved")
                        .asInt())
                .isEqualTo(1);
        assertThat(finished(admin.post("/api/v1/recounts", "{}")).get("moved").asInt())
                .isEqualTo(1);
        assertThat(http.as("citizen-1").message(id).at("/deadline/due")).isEqualTo("2026-05-11T20:59:59Z");
        Answer why = done(http.as("citizen-1").get("/api/v1/messages/" + id + "/deadline"), 200);
        assertThat(why.text()).contains("Изменение посреди года");
        assertThat(finished(admin.post("/api/v1/recounts")).get("moved").asInt())
                .isZero();
    }

    @Test
    void other_terms_are_imagined_too() {
        http.as("citizen-1").submit("{\"text\":\"Шум\",\"topic\":\"other\"}");
        JsonNode shorter = finished(admin.post("/api/v1/recounts/preview", "{\"terms\":{\"ordinary\":\"10wd\"}}"));
        assertThat(shorter.get("moved").asInt()).isEqualTo(1);
        assertThat(finished(admin.post("/api/v1/recounts/preview", "{\"terms\":{\"appeal\":\"P5D\"}}"))
                        .get("moved")
                        .asInt())
                .isZero();
        Answer wrong = admin.post("/api/v1/recounts/preview", "{\"terms\":{\"ordinary\":\"soon\"}}");
        assertThat(wrong.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(wrong.at("/errors/0/field")).isEqualTo("terms.ordinary");
        assertThat(admin.post("/api/v1/recounts/preview", "{\"terms\":{\"usual\":\"P5D\"}}")
                        .problem())
                .isEqualTo("400 UNKNOWN_FIELD");
        assertThat(admin.get("/api/v1/recounts/nothing").status()).isEqualTo(404);
    }

    @Test
    void a_region_of_which_acts_are_known_can_be_asked_for() {
        assertThat(http.get("/api/v1/calendar/2026?region=RU-TA").problem()).isEqualTo("422 INVALID_VALUE");
        done(
                admin.post(
                        "/api/v1/calendar/editions",
                        body("calendar RU-TA\nknown 2026-02-01 Закон\nyear 2026\nHOLIDAY 08-31\n")),
                201);
        Answer own = done(http.get("/api/v1/calendar/2026?region=RU-TA"), 200);
        assertThat(own.json().get("workingDays").asInt()).isEqualTo(246);
        assertThat(own.at("/act")).isEqualTo("Закон");
        assertThat(own.json().get("calendars")).hasSize(2);
        assertThat(done(http.get("/api/v1/calendar/2026"), 200)
                        .json()
                        .get("workingDays")
                        .asInt())
                .isEqualTo(247);
    }

    @Test
    void steps_carry_what_is_peculiar_to_each() {
        Answer counted = done(
                http.as("citizen-1")
                        .get("/api/v1/deadlines?start=2026-05-09T10:00%2B03:00&term=4wh&startRule=next-working-day"),
                200);
        assertThat(counted.at("/due")).isEqualTo("2026-05-12T10:00:00Z");
        assertThat(counted.at("/steps/0/off")).isEqualTo("HOLIDAY");
        assertThat(counted.at("/steps/1/rule")).isEqualTo("begin");
        assertThat(counted.at("/steps/1/off/0/name")).isEqualTo("День Победы");
        assertThat(counted.at("/steps/2/unit")).isEqualTo("WORKING_HOURS");
        assertThat(counted.at("/steps/2/hours/from")).isEqualTo("09:00:00");
        assertThat(http.as("citizen-1")
                        .get("/api/v1/deadlines?start=2026-05-09&term=P1D&startRule=later")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        String id = http.as("citizen-1")
                .submit("{\"text\":\"Шум\",\"topic\":\"other\"}")
                .id();
        Answer message = done(http.as("citizen-1").message(id), 200);
        assertThat(message.at("/deadline/gross")).isEqualTo("2026-06-01T20:59:59Z");
        assertThat(message.json().at("/deadline/grosslyOverdue").asBoolean()).isFalse();
        assertThat(done(http.as("citizen-1").get("/api/v1/messages/" + id + "/deadline"), 200)
                        .json()
                        .findValues("edition"))
                .hasSize(1);
    }
}

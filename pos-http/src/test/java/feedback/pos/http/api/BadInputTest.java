package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that strangers send. */
class BadInputTest {
    private static final String MESSAGES = "/api/v1/messages";
    private static TestServer server;
    private static Http citizen;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        citizen = server.http().as("citizen-1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                // Not JSON at all
                body("", "400 MALFORMED", ""),
                body(" ", "400 MALFORMED", ""),
                body("яма", "400 MALFORMED", ""),
                body("{", "400 MALFORMED", ""),
                body("{\"text\":\"яма\"", "400 MALFORMED", ""),
                body("{\"text\":\"яма\"} {}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\"}]", "400 MALFORMED", ""),
                body("{'text':'яма'}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\",}", "400 MALFORMED", ""),
                body("{\"text\":\"строка\nдругая\"}", "400 MALFORMED", ""),
                body("{\"text\":\"\u0000\"}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\",\"text\":\"дыра\"}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\",\"location\":{\"lat\":NaN,\"lon\":1}}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\",\"location\":{\"lat\":1,\"lon\":Infinity}}", "400 MALFORMED", ""),
                body("{\"text\":" + "[".repeat(100) + "]".repeat(100) + "}", "400 MALFORMED", ""),
                body("{\"text\":\"яма\",\"fields\":{\"a\":" + "9".repeat(500) + "}}", "400 MALFORMED", ""),
                // JSON, and no object
                body("[]", "400 MALFORMED", ""),
                body("null", "400 MALFORMED", ""),
                body("1", "400 MALFORMED", ""),
                body("\"text\"", "400 MALFORMED", ""),
                // Fields that nobody knows
                body("{\"text\":\"яма\",\"txt\":\"яма\"}", "400 UNKNOWN_FIELD", "txt"),
                body(
                        "{\"text\":\"яма\",\"location\":{\"lat\":1,\"lon\":2,\"alt\":3}}",
                        "400 UNKNOWN_FIELD",
                        "location.alt"),
                body(
                        "{\"text\":\"яма\",\"coApplicants\":[{\"name\":\"А\",\"id\":\"b\"}]}",
                        "400 UNKNOWN_FIELD",
                        "coApplicants[0].id"),
                // Values that will not do
                body("{}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"\"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"  \"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":null}", "422 INVALID_VALUE", "text"),
                body("{\"text\":1}", "422 INVALID_VALUE", "text"),
                body("{\"text\":[\"яма\"]}", "422 INVALID_VALUE", "text"),
                body("{\"text\":{\"a\":1}}", "422 INVALID_VALUE", "text"),
                body("{\"text\":true}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"" + "я".repeat(4001) + "\"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"a\\u0000b\"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"a\\u001bb\"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"a\\ud800b\"}", "422 INVALID_VALUE", "text"),
                body("{\"text\":\"яма\",\"territory\":38701000}", "422 INVALID_VALUE", "territory"),
                body("{\"text\":\"яма\",\"territory\":\"38\\u0000\"}", "422 INVALID_VALUE", "territory"),
                body("{\"text\":\"яма\",\"territory\":\"курск\"}", "422 INVALID_VALUE", "territory"),
                body("{\"text\":\"яма\",\"territory\":\"45000000\"}", "422 INVALID_VALUE", "territory"),
                body("{\"text\":\"яма\",\"topic\":\"moon\"}", "422 INVALID_VALUE", "topic"),
                body("{\"text\":\"яма\",\"topic\":[]}", "422 INVALID_VALUE", "topic"),
                body("{\"text\":\"яма\",\"organization\":\"moon\"}", "422 INVALID_VALUE", "organization"),
                body("{\"text\":\"яма\",\"kind\":\"message\"}", "422 INVALID_VALUE", "kind"),
                body("{\"text\":\"яма\",\"channel\":\"PIGEON\"}", "422 INVALID_VALUE", "channel"),
                body("{\"text\":\"яма\",\"public\":\"yes\"}", "422 INVALID_VALUE", "public"),
                body("{\"text\":\"яма\",\"consent\":false}", "422 INVALID_VALUE", "consent"),
                body("{\"text\":\"яма\",\"consent\":1}", "422 INVALID_VALUE", "consent"),
                body("{\"text\":\"яма\",\"location\":[1,2]}", "422 INVALID_VALUE", "location"),
                body("{\"text\":\"яма\",\"location\":{}}", "422 INVALID_VALUE", "location.lat"),
                body(
                        "{\"text\":\"яма\",\"location\":{\"lat\":\"51\",\"lon\":36}}",
                        "422 INVALID_VALUE",
                        "location.lat"),
                body("{\"text\":\"яма\",\"location\":{\"lat\":91,\"lon\":36}}", "422 INVALID_VALUE", "location.lat"),
                body("{\"text\":\"яма\",\"location\":{\"lat\":51,\"lon\":1e999}}", "422 INVALID_VALUE", "location.lon"),
                body(
                        "{\"text\":\"яма\",\"location\":{\"lat\":51,\"lon\":" + "9".repeat(90) + "}}",
                        "422 INVALID_VALUE",
                        "location.lon"),
                body("{\"text\":\"яма\",\"attachments\":[\"f1\"]}", "422 INVALID_VALUE", "attachments[0]"),
                body("{\"text\":\"яма\",\"attachments\":\"f1\"}", "422 INVALID_VALUE", "attachments"),
                body("{\"text\":\"яма\",\"fields\":[]}", "422 INVALID_VALUE", "fields"),
                body("{\"text\":\"яма\",\"fields\":{\"a\":{}}}", "422 INVALID_VALUE", "fields.a"),
                body("{\"text\":\"яма\",\"coApplicants\":{}}", "422 INVALID_VALUE", "coApplicants"),
                body("{\"text\":\"яма\",\"coApplicants\":[1]}", "422 INVALID_VALUE", "coApplicants[0]"),
                body("{\"text\":\"яма\",\"coApplicants\":[{}]}", "422 INVALID_VALUE", "coApplicants[0].name"),
                body(
                        "{\"text\":\"яма\",\"coApplicants\":[{\"name\":\" \"}]}",
                        "422 INVALID_VALUE",
                        "coApplicants[0].name"),
                body("{\"text\":\"яма\",\"applicant\":\"citizen-2\"}", "403 FORBIDDEN", ""));
    }

    private static Arguments body(String body, String problem, String field) {
        return Arguments.of(body, problem, field);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_bad_message_gets_a_clear_problem(String body, String problem, String field) {
        Answer answer = citizen.submit(body);
        assertThat(answer.problem()).as(answer.text()).isEqualTo(problem);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/detail")).isNotBlank().doesNotContain("json.").doesNotContain(".unknown");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        if (!field.isEmpty()) {
            assertThat(answer.at("/errors/0/message")).contains(" ").doesNotContain("type.");
        }
    }

    @Test
    void null_is_as_good_as_absent() {
        String body =
                "{\"text\":\"Яма\",\"territory\":null,\"address\":null,\"location\":null,\"topic\":null,\"kind\":null,"
                        + "\"channel\":null,\"public\":null,\"consent\":null,\"attachments\":null,\"organization\":null,"
                        + "\"fields\":null,\"applicant\":null,\"coApplicants\":null}";
        Answer answer = citizen.post(MESSAGES, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/territory")).isEqualTo("38000000");
    }

    @Test
    void all_wrong_fields_are_named_at_once() {
        Answer answer = citizen.submit("{\"text\":1,\"kind\":\"X\",\"location\":{\"lat\":\"a\",\"lon\":0}}");
        assertThat(answer.json().get("errors")).hasSize(3);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] broken = "{\"text\":\"яма\"}".getBytes(StandardCharsets.UTF_8);
        broken[10] = (byte) 0xff;
        assertThat(citizen.post(MESSAGES, broken).problem()).isEqualTo("400 MALFORMED");
        byte[] utf16 = "{\"text\":\"яма\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThat(citizen.post(MESSAGES, utf16).problem()).isEqualTo("400 MALFORMED");
        byte[] cp1251 = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xff, (byte) 0xec, (byte) 0xe0, '"', '}'};
        assertThat(citizen.post(MESSAGES, cp1251).problem()).isEqualTo("400 MALFORMED");
    }

    @Test
    void a_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not() {
        byte[] large = ("{\"text\":\"" + "a".repeat((1 << 20) + 1) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(unlessCutOff(() -> citizen.post(MESSAGES, large)).problem()).isEqualTo("413 TOO_LARGE");
        Answer chunked = unlessCutOff(() -> citizen.send(
                "POST", MESSAGES, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), null));
        assertThat(chunked.problem()).isEqualTo("413 TOO_LARGE");
        assertThat(citizen.submit("{\"text\":\"Яма\"}").status()).isEqualTo(201);
    }

    /** A server that says no to a body need not read it; a client that still sends may then not hear the answer. */
    private static Answer unlessCutOff(Supplier<Answer> send) {
        for (int left = 10; ; left--) {
            try {
                return send.get();
            } catch (UncheckedIOException cutOff) {
                if (left == 0) {
                    throw cutOff;
                }
            }
        }
    }

    @Test
    void almost_a_megabyte_of_text_is_read_and_refused_as_too_long() {
        String text = "a".repeat((1 << 20) - 100);
        assertThat(citizen.submit("{\"text\":\"" + text + "\"}").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_body_comes_in_chunks_too() {
        byte[] body = "{\"text\":\"Яма\"}".getBytes(StandardCharsets.UTF_8);
        Answer answer = citizen.send(
                "POST", MESSAGES, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), null);
        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, 415",
        "application/xml, 415",
        "application/json; charset=windows-1251, 415",
        "multipart/form-data, 415",
        "application/json;charset=UTF-8, 201",
        "APPLICATION/JSON, 201"
    })
    void only_json_is_taken(String type, int status) {
        Answer answer = citizen.with("Content-Type", type)
                .post(MESSAGES, "{\"text\":\"Яма\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 415) {
            assertThat(answer.problem()).isEqualTo("415 UNSUPPORTED_TYPE");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moderate | {} | decision",
                "moderate | {\"decision\":\"maybe\"} | decision",
                "moderate | {\"decision\":\"accept\",\"topic\":\"moon\"} | topic",
                "moderate | {\"decision\":\"accept\",\"reason\":\"SPAM\"} | reason",
                "moderate | {\"decision\":\"decline\"} | reason",
                "moderate | {\"decision\":\"decline\",\"reason\":\"BORING\"} | reason",
                "moderate | {\"decision\":1} | decision",
                "convert | {\"kind\":\"POSTCARD\"} | kind",
                "convert | {} | kind",
                "join | {} | message",
                "join | {\"message\":\"nobody\"} | message",
                "note | {\"text\":\"\"} | text"
            })
    void a_bad_verb_body_names_the_field(String verb, String body, String field) {
        String id =
                citizen.submit("{\"text\":\"Яма\",\"territory\":\"38701000\"}").id();
        Answer answer = server.http().as("moderator").act(id, verb, body);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("422 INVALID_VALUE");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postpone | {\"until\":\"30.05.2026\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":\"2026-02-30\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":\"2020-01-01\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":\"9999-12-31\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":\"+999999999-12-31\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":20260530,\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"until\":\"\",\"reason\":\"р\",\"text\":\"т\"} | until",
                "postpone | {\"reason\":\"р\",\"text\":\"т\"} | until",
                "draft | {\"outcome\":\"POSTPONED\",\"text\":\"т\"} | outcome",
                "draft | {\"outcome\":\"SOLVED\"} | text",
                "ask | {} | question"
            })
    void a_bad_body_of_the_executor_names_the_field(String verb, String body, String field) {
        String id =
                citizen.submit("{\"text\":\"Яма\",\"territory\":\"38701000\"}").id();
        server.http().as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}");
        Answer answer = server.http().as("executor").act(id, verb, body);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("422 INVALID_VALUE");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "-1", "99999999999999999999", "2.5", "\"5\"", "true", "null", "[]"})
    void stars_are_one_to_five(String stars) {
        String id = citizen.submit("{\"text\":\"Яма\"}").id();
        assertThat(citizen.act(id, "rate", "{\"stars\":" + stars + "}").problem())
                .isEqualTo("422 INVALID_VALUE");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 422 INVALID_VALUE, limit",
        "limit=201, 422 INVALID_VALUE, limit",
        "limit=many, 422 INVALID_VALUE, limit",
        "limit=99999999999, 422 INVALID_VALUE, limit",
        "after=xyz, 422 INVALID_VALUE, after",
        "after=!!!, 422 INVALID_VALUE, after",
        "stage=SLEEPING, 422 INVALID_VALUE, stage",
        "overdue=perhaps, 422 INVALID_VALUE, overdue",
        "from=yesterday, 422 INVALID_VALUE, from",
        "to=2026-13-01, 422 INVALID_VALUE, to",
        "rating=7, 422 INVALID_VALUE, rating",
        "territory=kursk, 422 INVALID_VALUE, territory",
        "organization=moon, 422 INVALID_VALUE, organization",
        "topic=moon, 422 INVALID_VALUE, topic",
        "kind=X, 422 INVALID_VALUE, kind",
        "mine=1, 422 INVALID_VALUE, mine",
        "stgae=CLOSED, 400 UNKNOWN_FIELD, stgae"
    })
    void a_bad_parameter_is_named(String query, String problem, String field) {
        Answer answer = server.http().as("moderator").get(MESSAGES + "?" + query);
        assertThat(answer.problem()).as(answer.text()).isEqualTo(problem);
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }
}

package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Territory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmergingCallsTest {
    private static final String ALL = "/api/v1/insights/emerging";
    private static final Territory KURSK = new Territory("38701000");

    private TestServer server;
    private Http http;

    @BeforeEach
    void eighty_usual_days_and_a_burst() {
        server = TestServer.start();
        http = server.http();
        for (int day = 0; day < 80; day++) {
            send(day, "Яма на улице " + day, 51.70 + 0.001 * (day % 60), 36.10 + 0.002 * (day % 40));
            server.clock.advance(Duration.ofDays(1));
        }
        for (int i = 0; i < 8; i++) {
            send(1_000 + i, "Провал во дворе после аварии " + i, 51.7801, 36.2501);
        }
        server.clock.advance(Duration.ofHours(2));
        server.pos.sweep();
    }

    private void send(int person, String text, double lat, double lon) {
        server.pos
                .messages()
                .submit(new Submission("person-" + person, text, KURSK)
                        .withTopic("roads.potholes")
                        .withPlace(null, new Point(lat, lon)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void officials_read_a_problem_with_its_evidence_and_dismiss_it() {
        Answer page = http.as("superior-coordinator").get(ALL + "?stage=OPEN&topic=roads&bbox=36.24,51.77,36.26,51.79");
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.at("/items/0/topic/code")).isEqualTo("roads.potholes");
        assertThat(page.at("/items/0/stage")).isEqualTo("OPEN");
        assertThat(page.at("/items/0/evidence/persons")).as(page.text()).isEqualTo("8");
        assertThat(page.text())
                .contains("\"decidable\":true")
                .contains("провал")
                .doesNotContain("person-10");
        String one = ALL + "/" + page.at("/items/0/id");
        assertThat(http.as("superior-coordinator").get(one).text()).contains("\"messages\":[\"");

        assertThat(http.as("curator").get(one).text()).contains("\"decidable\":false");
        assertThat(http.as("curator")
                        .post(one + "/dismiss", "{\"reason\":\"учения\"}")
                        .problem())
                .isEqualTo("403 FORBIDDEN");
        Answer dismissed =
                http.as("superior-coordinator").post(one + "/dismiss", "{\"reason\":\"учения\",\"days\":10}");
        assertThat(dismissed.at("/stage") + dismissed.at("/decision/reason")).isEqualTo("DISMISSEDучения");
        assertThat(http.as("superior-coordinator")
                        .get(ALL + "?stage=OPEN&bbox=36.24,51.77,36.26,51.79")
                        .text())
                .contains("\"items\":[]");
    }

    @Test
    void a_problem_is_linked_to_a_message() {
        String id = http.as("curator").get(ALL).at("/items/0/id");
        Answer one = http.as("curator").get(ALL + "/" + id);
        String body = "{\"message\":\"" + one.at("/evidence/messages/0") + "\"}";
        Answer linked = http.as("superior-coordinator").post(ALL + "/" + id + "/link", body);
        assertThat(linked.at("/links/message")).isEqualTo(one.at("/evidence/messages/0"));
        assertThat(http.as("superior-coordinator")
                        .post(ALL + "/" + id + "/link", "{\"message\":\"x\"}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        Answer empty = http.as("superior-coordinator").post(ALL + "/" + id + "/link", "{}");
        assertThat(empty.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(empty.text()).contains("\"message\"");
        assertThat(http.as("curator").get(ALL + "/" + id).at("/version")).isEqualTo(linked.at("/version"));
    }

    @Test
    void nobody_else_reads_and_wrong_questions_are_refused() {
        assertThat(http.get(ALL).problem()).isEqualTo("401 UNAUTHENTICATED");
        Http curator = http.as("curator");
        String id = curator.get(ALL).at("/items/0/id");
        for (String reader : List.of("citizen-1", "analyst", "polls")) {
            assertThat(http.as(reader).get(ALL).problem()).as(reader).isEqualTo("403 FORBIDDEN");
            assertThat(http.as(reader).get(ALL + "/" + id).problem()).as(reader).isEqualTo("403 FORBIDDEN");
        }
        assertThat(curator.get(ALL + "?bbox=1,2,3").problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(curator.get(ALL + "?bbox=a,2,3,4").problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(curator.get(ALL + "?topic=nothing").problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(curator.get(ALL + "?organization=nothing").problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(curator.get(ALL + "?zoom=3").problem()).isEqualTo("400 UNKNOWN_FIELD");
        assertThat(curator.get(ALL + "/x").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(curator.get(ALL + "?limit=1").at("/next")).isNotEqualTo("x");
    }
}

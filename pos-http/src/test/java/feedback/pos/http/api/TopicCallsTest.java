package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.auth.Caller;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Actor;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import feedback.pos.topic.TopicDetector;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a moderator sees of the detector, the promise taken back over the wire, the report and the switches. */
class TopicCallsTest {
    private static final String PIT = "Огромная яма на проезжей части, пробил колесо";

    private TestServer server;
    private Http anna;
    private Http moderator;
    private Http admin;

    @BeforeEach
    void start() {
        server = TestServer.start();
        anna = server.http().as("citizen-1");
        moderator = server.http().as("moderator");
        admin = server.http().as("admin");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    private String submit(String text) {
        return done(
                        anna.post(
                                "/api/v1/messages",
                                "{\"text\":\"" + text + "\",\"territory\":\"38701000\",\"consent\":true}"),
                        201)
                .at("/id");
    }

    private Answer accept(String id, String more) {
        return moderator.post("/api/v1/messages/" + id + "/moderate", "{\"decision\":\"accept\"" + more + "}");
    }

    @Test
    void a_suggestion_tells_what_was_asked_for_and_which_words_spoke() {
        JsonNode found = done(anna.post("/api/v1/topics/suggest", "{\"text\":\"" + PIT + "\"}"), 200)
                .json();

        assertThat(found.get("threshold").asDouble()).isBetween(0.01, 1.0);
        assertThat(found.at("/items/0/code").asText()).isEqualTo("roads.potholes");
        assertThat(found.at("/items/0/fastTrack").asBoolean()).isTrue();
        assertThat(found.at("/items/0/mode").asText()).isEqualTo("ON");
        assertThat(found.at("/items/0/words").isArray()).isTrue();
        assertThat(found.at("/items/0/words").size()).isLessThanOrEqualTo(5);
    }

    @Test
    void a_category_that_is_sure_where_no_topic_is_is_told() {
        assertThat(done(anna.post("/api/v1/topics/suggest", "{\"text\":\"" + PIT + "\"}"), 200)
                        .json()
                        .has("broader"))
                .isFalse();
        List<Candidate> unsure = List.of(new Candidate("roads.potholes", 0.5), new Candidate("roads.signs", 0.48));
        server.pos.adopt((TopicDetector)
                any -> new Detection(unsure, false, 0.9, "0123456789abcdef", new Candidate("roads", 0.98)));

        JsonNode found = done(anna.post("/api/v1/topics/suggest", "{\"text\":\"Дорога\"}"), 200)
                .json();

        assertThat(found.get("accepted").asBoolean()).isFalse();
        assertThat(found.at("/broader/code").asText()).isEqualTo("roads");
        assertThat(found.at("/broader/name").asText()).isEqualTo("Дороги");
        assertThat(found.at("/broader/probability").asDouble()).isEqualTo(0.98);
        JsonNode topic = done(moderator.get("/api/v1/messages/" + submit("Дорога")), 200)
                .json()
                .get("topic");
        assertThat(topic.get("code").asText()).isEqualTo("roads");
        assertThat(topic.get("sure").asBoolean()).isFalse();
    }

    @Test
    void officials_see_what_a_message_may_be_about_and_nobody_else() {
        String id = submit(PIT);

        JsonNode found =
                done(moderator.get("/api/v1/messages/" + id + "/topics"), 200).json();

        assertThat(found.at("/items/0/code").asText()).isEqualTo("roads.potholes");
        assertThat(found.get("demotionUntil").asText()).isEqualTo("2026-03-03T20:59:59Z");
        assertThat(found.get("model").asText()).hasSize(16);
        assertThat(anna.get("/api/v1/messages/" + id + "/topics").status()).isEqualTo(403);
        assertThat(server.http()
                        .as("analyst")
                        .get("/api/v1/messages/" + id + "/topics")
                        .status())
                .isEqualTo(404);
        assertThat(moderator.get("/api/v1/messages/" + id + "/topics?limit=0").status())
                .isEqualTo(422);
    }

    @Test
    void the_view_tells_officials_what_was_asked_and_the_applicant_does_not_see_it() {
        String id = submit(PIT);

        JsonNode seen =
                done(moderator.get("/api/v1/messages/" + id), 200).json().get("topic");

        assertThat(seen.get("sure").isBoolean()).isTrue();
        assertThat(seen.get("threshold").isNumber()).isTrue();
        assertThat(seen.get("confirmed").asBoolean()).isFalse();
        assertThat(seen.get("mode").asText()).isEqualTo("ON");
        assertThat(seen.get("demotionUntil").asText()).isNotEmpty();
        JsonNode own = done(anna.get("/api/v1/messages/" + id), 200).json().get("topic");
        assertThat(own.has("threshold")).isFalse();
        assertThat(own.has("demotionUntil")).isFalse();
        assertThat(done(accept(id, ""), 200).json().at("/topic/confirmed").asBoolean())
                .isTrue();
    }

    @Test
    void a_promise_taken_back_in_time_is_told_with_both_dates_and_the_reason() {
        String id = submit(PIT);
        done(accept(id, ",\"topic\":\"roads.signs\",\"comment\":\"Речь о знаке\""), 200);

        JsonNode told = line(id, anna, "Demoted");

        assertThat(told.at("/details/fromTopic").asText()).isEqualTo("roads.potholes");
        assertThat(told.at("/details/before").asText()).isEqualTo("2026-03-12T20:59:59Z");
        assertThat(told.at("/details/due").asText()).isEqualTo("2026-04-01T20:59:59Z");
        assertThat(told.at("/details/reason").asText()).isEqualTo("Речь о знаке");
        List<String> tidings = new ArrayList<>();
        server.pos.tell((tiding, message) -> tidings.add(tiding.role() + " " + tiding.event()));
        assertThat(tidings).contains("APPLICANT Demoted");
    }

    @Test
    void without_a_comment_the_applicant_reads_general_words() {
        String id = submit(PIT);
        done(accept(id, ",\"topic\":\"roads.signs\""), 200);

        assertThat(line(id, anna, "Demoted").at("/details/reason").asText()).contains("обычный срок");
    }

    @Test
    void a_promise_that_is_old_stays_and_the_explanation_says_so() {
        String id = submit(PIT);
        server.clock.advance(Duration.ofDays(2));

        Answer corrected = done(accept(id, ",\"topic\":\"roads.signs\""), 200);

        assertThat(corrected.at("/topic/code")).isEqualTo("roads.signs");
        assertThat(corrected.json().at("/topic/fastTrack").asBoolean()).isTrue();
        assertThat(corrected.at("/topic/promisedBy")).isEqualTo("roads.potholes");
        assertThat(corrected.at("/deadline/raw")).isEqualTo("2026-03-12");
        JsonNode steps = done(anna.get("/api/v1/messages/" + id + "/deadline"), 200)
                .json()
                .get("steps");
        assertThat(steps.findValuesAsText("rule")).contains("promise");
        assertThat(line(id, anna, "Demoted").isMissingNode()).isTrue();
    }

    private JsonNode line(String id, Http reader, String event) {
        for (JsonNode each : done(reader.get("/api/v1/messages/" + id + "/history"), 200)
                .json()
                .get("items")) {
            if (each.get("event").asText().equals(event)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void the_report_counts_what_lies_in_the_readers_subtree() {
        accept(submit(PIT), "");
        accept(submit(PIT + " опять"), ",\"topic\":\"roads.signs\"");
        submit("Не записаться к врачу, в регистратуре поликлиники огромная очередь");
        server.pos.learn(1_000);

        JsonNode all = done(admin.get("/api/v1/topics/report"), 200).json();
        JsonNode ours =
                done(moderator.get("/api/v1/topics/report?newest=100"), 200).json();

        assertThat(all.get("examined").asInt()).isEqualTo(3);
        assertThat(ours.get("examined").asInt())
                .as("of all bodies below the region")
                .isEqualTo(3);
        assertThat(ours.at("/all/confirmed").asInt()).isEqualTo(1);
        assertThat(ours.at("/all/byPerson").asInt()).isEqualTo(1);
        assertThat(ours.at("/confusions/0/chosen").asText()).isEqualTo("roads.signs");
        assertThat(all.at("/learnings/0/lessons").asInt()).isEqualTo(2);
        assertThat(all.at("/acceptance/mode").asText()).isEqualTo("ON");
        assertThat(done(admin.get("/api/v1/topics/report?topic=roads&from=2026-03-01&to=2026-03-03"), 200)
                        .json()
                        .get("examined")
                        .asInt())
                .isEqualTo(2);
        assertThat(done(admin.get("/api/v1/topics/report?to=2026-03-01"), 200)
                        .json()
                        .get("examined")
                        .asInt())
                .isZero();
        assertThat(done(server.http().as("analyst").get("/api/v1/topics/report"), 200)
                        .json()
                        .get("examined")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_body_of_ones_own_is_all_that_one_reads_of() {
        try (TestServer kursk = TestServer.start(settings -> settings.withIdentity(
                token -> Optional.of(Caller.of(Actor.official("m", Role.valueOf(token), "kursk")))))) {
            Actor citizen = Actor.citizen("anna");
            kursk.pos.messages().submit(new Submission(citizen, PIT, Territory.oktmo("38701000")));
            kursk.pos
                    .messages()
                    .submit(new Submission(citizen, "Врач", Territory.oktmo("38701000")).withTopic("health"));

            Answer report =
                    done(kursk.http().with("Authorization", "Bearer MODERATOR").get("/api/v1/topics/report"), 200);

            assertThat(report.json().get("examined").asInt())
                    .as("not the hospital's")
                    .isEqualTo(1);
            assertThat(kursk.http()
                            .with("Authorization", "Bearer CURATOR")
                            .get("/api/v1/topics/report")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void others_read_no_report_and_wrong_parameters_are_named() {
        assertThat(server.http().get("/api/v1/topics/report").status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/topics/report").status()).isEqualTo(403);
        assertThat(server.http().as("executor").get("/api/v1/topics/report").status())
                .isEqualTo(403);
        assertThat(admin.get("/api/v1/topics/report?newest=100001").text()).contains("newest");
        assertThat(admin.get("/api/v1/topics/report?topic=nowhere").text()).contains("topic");
        assertThat(admin.get("/api/v1/topics/report?organization=nowhere").text())
                .contains("organization");
        assertThat(admin.get("/api/v1/topics/report?newset=1").status()).isEqualTo(400);
    }

    @Test
    void the_table_is_safe_to_open() {
        accept(submit(PIT), "");

        Answer table = done(admin.get("/api/v1/topics/report.csv"), 200);

        assertThat(table.header("Content-Disposition")).contains("topics.csv");
        assertThat(table.header("X-Truncated")).isEqualTo("false");
        assertThat(table.text().lines().toList()).hasSize(3);
        assertThat(table.text())
                .startsWith("code,name,mode,messages,")
                .contains("\r\nroads.potholes,Ямы и выбоины,ON,1,");
        assertThat(TopicReportCalls.cell("=cmd|' /C calc'!A0")).isEqualTo("'=cmd|' /C calc'!A0");
        assertThat(TopicReportCalls.cell("-1,2")).isEqualTo("\"'-1,2\"");
        assertThat(TopicReportCalls.cell("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Test
    void an_administrator_switches_a_topic_and_what_is_below_it() {
        new RegionStore(server.storage.records()).replace(sample(), LocalDate.of(2026, 3, 2));

        Answer set = done(admin.put("/api/v1/topics/roads/acceptance", "{\"mode\":\"SHADOW\"}"), 200);

        assertThat(set.at("/mode")).isEqualTo("SHADOW");
        assertThat(set.json().get("stored").asBoolean()).isTrue();
        assertThat(new RegionStore(server.storage.records())
                        .read()
                        .orElseThrow()
                        .policy()
                        .acceptance()
                        .topics())
                .containsEntry("roads", Mode.SHADOW);
        JsonNode sent = done(moderator.get("/api/v1/messages/" + submit(PIT)), 200)
                .json()
                .get("topic");
        assertThat(sent.get("code").asText()).isEqualTo("other");
        assertThat(sent.at("/alternatives/0/code").asText()).isEqualTo("roads.potholes");
        Answer cleared = done(admin.put("/api/v1/topics/roads/acceptance", "{\"mode\":null}"), 200);
        assertThat(cleared.at("/mode")).isEqualTo("ON");
        assertThat(cleared.json().has("own")).isFalse();
    }

    @Test
    void nobody_else_does_and_what_is_wrong_is_named() {
        assertThat(moderator
                        .put("/api/v1/topics/roads/acceptance", "{\"mode\":\"OFF\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.put("/api/v1/topics/nowhere/acceptance", "{\"mode\":\"OFF\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.put("/api/v1/topics/roads/acceptance", "{\"mode\":\"MAYBE\"}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(admin.put("/api/v1/topics/roads/acceptance", "{\"mod\":\"OFF\"}")
                        .status())
                .isEqualTo(400);
        assertThat(done(admin.put("/api/v1/topics/roads/acceptance", "{\"mode\":\"OFF\"}"), 200)
                        .json()
                        .get("stored")
                        .asBoolean())
                .as("no region is stored here")
                .isFalse();
    }

    /** A region with the topics of the sample. */
    private Region sample() {
        Region minimal = Region.minimal();
        return new Region(
                "RU-KRS",
                "Образец",
                "region",
                server.pos.regulation().zone(),
                minimal.calendar(),
                minimal.decreedDays(),
                1,
                "sample",
                (OrganizationTree) server.pos.regulation().directory(),
                server.pos.regulation().catalog(),
                server.pos.regulation().routes(),
                server.pos.regulation().policy(),
                null);
    }
}

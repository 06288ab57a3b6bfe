package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages on the same matter over HTTP: the hint, joining from the start, clusters. */
class SimilarCallsTest {
    private static final String SIMILAR = "/api/v1/messages/similar";
    private static final String TEXT = "На улице Ленина у дома 5 огромная яма возле автобусной остановки";

    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String letter(String more) {
        return "{\"text\":\"" + TEXT + "\",\"topic\":\"roads.potholes\",\"territory\":\"38701000\","
                + "\"location\":{\"lat\":51.73,\"lon\":36.19}" + more + "}";
    }

    private Answer sent(String citizen, String more) {
        Answer sent = http.as(citizen).submit(letter(more));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        server.clock.advance(Duration.ofSeconds(1));
        return sent;
    }

    private Answer shown() {
        Answer sent = sent("citizen-1", ",\"public\":true");
        assertThat(http.as("moderator")
                        .act(sent.id(), "moderate", "{\"decision\":\"accept\"}")
                        .status())
                .isEqualTo(200);
        return sent;
    }

    @Test
    void a_citizen_is_shown_what_is_public_and_joins_it_with_the_own_message() {
        Answer lead = shown();
        Answer found = http.as("citizen-2").post(SIMILAR, letter(""));
        JsonNode item = found.json().at("/items/0");
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.json().get("items")).hasSize(1);
        assertThat(item.get("id").asText()).isEqualTo(lead.id());
        assertThat(item.get("metres").asInt()).isZero();
        assertThat(item.get("likeness").asDouble()).isEqualTo(1);
        assertThat(item.get("mine").asBoolean()).isFalse();
        assertThat(item.get("publicStatus").asText()).isEqualTo("В работе");
        assertThat(found.text()).doesNotContain("citizen-1", "Соколова");

        String byNumber = ",\"join\":\"" + lead.at("/number") + "\"";
        Answer mine = http.as("citizen-2").with("Idempotency-Key", "k1").submit(letter(byNumber));
        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        assertThat(mine.at("/joined")).isEqualTo(lead.id());
        assertThat(mine.at("/stage")).isEqualTo("EXECUTION");
        assertThat(http.as("citizen-2")
                        .with("Idempotency-Key", "k1")
                        .submit(letter(byNumber))
                        .id())
                .isEqualTo(mine.id());
        assertThat(http.as("citizen-2")
                        .with("Idempotency-Key", "k1")
                        .submit(letter(""))
                        .status())
                .isEqualTo(422);
        assertThat(http.as("citizen-2").get(cluster(mine.id())).json()).isEqualTo(Http.json("{\"count\":2}"));
    }

    private static String cluster(String id) {
        return "/api/v1/messages/" + id + "/cluster";
    }

    @Test
    void of_private_ones_nothing_is_told_but_that_there_are_some() {
        for (int n = 0; n < 3; n++) {
            assertThat(http.as("citizen-2").post(SIMILAR, letter("")).json())
                    .isEqualTo(Http.json("{\"items\":[],\"more\":0}"));
            sent("citizen-1", "");
        }
        assertThat(http.as("citizen-2").post(SIMILAR, letter("")).json())
                .isEqualTo(Http.json("{\"items\":[],\"more\":3}"));
        Answer own = http.as("citizen-1").post(SIMILAR, letter(""));
        assertThat(own.json().get("items"))
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.get("mine").asBoolean()).isTrue());
    }

    @Test
    void what_cannot_be_followed_is_refused_with_the_field_and_nothing_is_sent() {
        String hidden = sent("citizen-1", "").id();
        for (String join : new String[] {hidden, "Нет-такого", "01a2b3c4-0000-7000-8000-000000000000"}) {
            Answer refused = http.as("citizen-2").submit(letter(",\"join\":\"" + join + "\""));
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.at("/errors/0/field")).isEqualTo("join");
        }
        assertThat(http.as("citizen-2").get("/api/v1/messages?mine=true").json().get("items"))
                .isEmpty();
    }

    @Test
    void a_draft_that_is_wrong_is_refused_by_its_fields() {
        Answer wrong = http.as("citizen-2")
                .post(SIMILAR, "{\"topic\":\"nonsense\",\"location\":{\"lat\":99,\"lon\":0},\"territory\":\"x\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().get("errors"))
                .extracting(each -> each.get("field").asText())
                .containsExactlyInAnyOrder("text", "topic", "location.lat", "territory");
        assertThat(http.post(SIMILAR, letter("")).status()).isEqualTo(401);
        assertThat(http.as("citizen-2")
                        .post(SIMILAR, "{\"text\":\"" + "я".repeat(4_001) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(http.as("citizen-2").post(SIMILAR, letter(",\"more\":1")).status())
                .isEqualTo(400);
    }

    @Test
    void a_moderator_sees_duplicates_beside_a_message_and_the_cluster_once_they_are_joined() {
        Answer lead = shown();
        String again = sent("citizen-2", "").id();
        String path = "/api/v1/messages/" + again + "/similar";
        Answer found = http.as("moderator").get(path);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.at("/items/0/id")).isEqualTo(lead.id());
        assertThat(http.as("citizen-2").get(path).status()).isEqualTo(403);
        assertThat(http.as("citizen-3").get(path).status()).isEqualTo(404);

        http.as("moderator").act(again, "join", "{\"message\":\"" + lead.id() + "\"}");

        for (String id : new String[] {lead.id(), again}) {
            Answer cluster = http.as("moderator").get(cluster(id));
            assertThat(cluster.at("/count")).isEqualTo("2");
            assertThat(cluster.at("/lead/id")).isEqualTo(lead.id());
            assertThat(cluster.at("/items/0/id")).isEqualTo(again);
            assertThat(cluster.at("/items/0/stage")).isEqualTo("EXECUTION");
        }
        assertThat(http.as("citizen-1").get(cluster(lead.id())).json()).isEqualTo(Http.json("{\"count\":2}"));
        assertThat(http.as("citizen-3").get(cluster(again)).status()).isEqualTo(404);
    }
}

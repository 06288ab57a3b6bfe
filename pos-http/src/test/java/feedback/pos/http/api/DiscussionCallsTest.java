package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.discussion.Discussion.Moderation;
import feedback.pos.discussion.Subject;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.organization.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscussionCallsTest {
    private static final String PARK = "/api/v1/discussions/project:2026:park-7";

    private TestServer server;
    private Http http;
    private Http anna;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
        anna = http.as("citizen-1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer done(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return answer;
    }

    /** By the system: officials open discussions about what there is only. */
    private void open(String moderation) {
        assertThat(http.as("head")
                        .put(PARK, "{\"organization\":\"kursk\",\"moderation\":\"AFTER\"}")
                        .problem())
                .isEqualTo("404 NOT_FOUND");
        server.pos
                .discussions()
                .open(
                        Subject.parse("project:2026/park-7"),
                        "kursk",
                        Moderation.valueOf(moderation),
                        server.clock.instant(),
                        null,
                        Actor.system());
    }

    @Test
    void people_talk_and_an_office_answers() {
        assertThat(http.get(PARK).problem()).isEqualTo("404 NOT_FOUND");
        open("AFTER");
        assertThat(http.post(PARK + "/posts", "{\"text\":\"За\"}").problem()).isEqualTo("401 UNAUTHENTICATED");
        Answer post = done(anna.post(PARK + "/posts", "{\"text\":\"За парк\",\"named\":true}"), 201);
        assertThat(post.at("/author") + post.at("/stage")).isEqualTo("Анна С.SHOWN");
        Answer reply = done(
                http.as("head")
                        .post(
                                PARK + "/posts",
                                "{\"text\":\"Спасибо\",\"official\":true,\"parent\":\"" + post.id() + "\"}"),
                201);
        assertThat(reply.at("/official/organization/name")).isEqualTo("Администрация города Курска");
        assertThat(anna.post(PARK + "/posts", "{\"text\":\"x\",\"official\":true}")
                        .problem())
                .isEqualTo("403 FORBIDDEN");
        Answer list = done(http.get(PARK + "/posts?order=OLDEST"), 200);
        assertThat(list.at("/items/0/text") + list.at("/items/0/replies")).isEqualTo("За парк1");
        assertThat(list.text()).doesNotContain("citizen-1", "complaints");
        assertThat(http.get(PARK + "/posts?parent=" + post.id()).at("/items/0/id"))
                .isEqualTo(reply.id());
        assertThat(http.get("/api/v1/discussions/project%3A2026%2Fpark-7").at("/count"))
                .isEqualTo("2");
        Answer edited = done(anna.put("/api/v1/posts/" + post.id(), "{\"text\":\"За парк и сквер\"}"), 200);
        assertThat(edited.json().has("editedAt")).isTrue();
        assertThat(http.as("citizen-2")
                        .post("/api/v1/posts/" + post.id() + "/withdraw", "{}")
                        .problem())
                .isEqualTo("403 FORBIDDEN");
        done(anna.post("/api/v1/posts/" + post.id() + "/withdraw", "{}"), 200);
        assertThat(http.get("/api/v1/posts/" + post.id()).status()).isEqualTo(404);
        assertThat(anna.get("/api/v1/posts").at("/items/0/stage")).isEqualTo("WITHDRAWN");
    }

    @Test
    void moderators_decide_with_a_reason() {
        open("BEFORE");
        String id =
                done(anna.post(PARK + "/posts", "{\"text\":\"За парк\"}"), 201).id();
        assertThat(http.get(PARK + "/posts").json().get("items")).isEmpty();
        assertThat(anna.get("/api/v1/posts?pending=true").problem()).isEqualTo("403 FORBIDDEN");
        Http moderator = http.as("moderator");
        assertThat(moderator.get("/api/v1/posts?pending=true").at("/items/0/id"))
                .isEqualTo(id);
        String at = "/api/v1/posts/" + id;
        assertThat(moderator
                        .post(at + "/moderate", "{\"decision\":\"DECLINE\"}")
                        .at("/errors/0/field"))
                .isEqualTo("reason");
        assertThat(http.as("executor")
                        .post(at + "/moderate", "{\"decision\":\"ACCEPT\"}")
                        .problem())
                .isEqualTo("403 FORBIDDEN");
        done(moderator.post(at + "/moderate", "{\"decision\":\"ACCEPT\"}"), 200);
        done(http.as("citizen-2").post(at + "/complain", "{}"), 200);
        assertThat(http.as("citizen-2").post(at + "/complain", "{}").problem()).isEqualTo("409 ALREADY_DONE");
        assertThat(moderator.get("/api/v1/posts?pending=true").at("/items/0/complaints"))
                .isEqualTo("1");
        done(
                moderator.post(
                        at + "/moderate",
                        "{\"decision\":\"DECLINE\",\"reason\":\"OFF_TOPIC\",\"comment\":\"Не здесь\"}"),
                200);
        assertThat(anna.get(at).at("/reason") + anna.get(at).at("/comment")).isEqualTo("OFF_TOPICНе здесь");
        assertThat(http.as("citizen-2").get(at).status()).isEqualTo(404);
    }

    @Test
    void who_writes_too_often_is_told_when_again() {
        open("AFTER");
        for (int i = 0; i < 10; i++) {
            done(anna.post(PARK + "/posts", "{\"text\":\"Мысль " + i + "\"}"), 201);
        }
        Answer no = anna.post(PARK + "/posts", "{\"text\":\"Ещё\"}");
        assertThat(no.problem()).isEqualTo("429 TOO_MANY");
        assertThat(no.header("Retry-After")).isEqualTo("3600");
    }

    @Test
    void drafts_of_acts_have_a_discussion() {
        String body =
                "{\"title\":\"О правилах\",\"text\":\"1. Правила\",\"organization\":\"kursk\",\"moderation\":\"BEFORE\","
                        + "\"until\":\"2026-04-02T00:00:00Z\"}";
        assertThat(http.as("moderator").post("/api/v1/drafts", body).problem()).isEqualTo("403 FORBIDDEN");
        Answer draft = done(http.as("head").with("Idempotency-Key", "d").post("/api/v1/drafts", body), 201);
        assertThat(http.as("head")
                        .with("Idempotency-Key", "d")
                        .post("/api/v1/drafts", body)
                        .id())
                .isEqualTo(draft.id());
        assertThat(http.get("/api/v1/drafts").at("/items/0/title")).isEqualTo("О правилах");
        assertThat(http.get("/api/v1/drafts/" + draft.id()).at("/text")).isEqualTo("1. Правила");
        assertThat(http.get("/api/v1/drafts/x").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(done(http.get("/api/v1/discussions/" + draft.at("/subject")), 200)
                        .at("/open"))
                .isEqualTo("true");
        assertThat(http.as("head")
                        .post("/api/v1/drafts", body.replace("2026-04", "2026-02"))
                        .at("/errors/0/field"))
                .isEqualTo("until");
    }
}

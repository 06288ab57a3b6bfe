package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole life of messages through the HTTP interface. */
class LifeOverHttpTest {
    private static final String PIT = "{\"text\":\"Яма на дороге у школы\",\"territory\":\"38701000\"}";
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

    private static Answer sent(String json) {
        Answer sent = http.as("citizen-1").submit(json);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        return sent;
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private static String answered() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.signs\"}"));
        done(http.as("coordinator").act(id, "assign", "{}"));
        done(http.as("executor").act(id, "draft", "{\"outcome\":\"EXPLAINED\",\"text\":\"Починим летом\"}"));
        done(http.as("head").post("/api/v1/messages/" + id + "/approve"));
        return id;
    }

    @Test
    void a_message_goes_from_moderation_to_the_superior_body_and_is_closed_there() {
        Answer sent = sent(PIT);
        String id = sent.id();
        assertThat(sent.header("Location")).isEqualTo("/api/v1/messages/" + id);
        assertThat(sent.at("/stage")).isEqualTo("MODERATION");
        assertThat(sent.at("/publicStatus")).isEqualTo("На модерации");
        assertThat(sent.at("/createdAt")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(sent.at("/applicant/name")).isEqualTo("Анна Соколова");

        Answer accepted = done(http.as("moderator")
                .act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.signs\",\"comment\":\"знак\"}"));
        assertThat(accepted.at("/stage")).isEqualTo("COORDINATION");
        assertThat(accepted.at("/topic/decidedBy")).isEqualTo("PERSON");
        assertThat(accepted.at("/organization/id")).isEqualTo("kursk-roads");

        Answer assigned = done(http.as("coordinator").act(id, "assign", "{}"));
        assertThat(assigned.at("/stage")).isEqualTo("EXECUTION");
        done(http.as("executor").act(id, "take", "{}"));
        Answer drafted =
                done(http.as("executor").act(id, "draft", "{\"outcome\":\"EXPLAINED\",\"text\":\"Знак не положен\"}"));
        assertThat(drafted.at("/stage")).isEqualTo("APPROVAL");
        assertThat(drafted.at("/draft/text")).isEqualTo("Знак не положен");
        assertThat(http.as("citizen-1").message(id).json().has("draft")).isFalse();

        Answer approved = done(http.as("head").act(id, "approve", "{}"));
        assertThat(approved.at("/stage")).isEqualTo("ANSWERED");
        assertThat(approved.at("/answer/text")).isEqualTo("Знак не положен");
        assertThat(approved.at("/publicStatus")).isEqualTo("Получен ответ");

        Answer rated = done(http.as("citizen-1").act(id, "rate", "{\"stars\":2,\"reason\":\"Ничего не сделано\"}"));
        assertThat(rated.at("/stage")).isEqualTo("ANSWERED");
        Answer escalated = http.as("citizen-1").act(id, "escalate", "{\"comment\":\"Прошу пересмотреть\"}");
        assertThat(escalated.status()).isEqualTo(201);
        String child = escalated.at("/child");
        assertThat(escalated.header("Location")).endsWith(child);
        assertThat(http.as("citizen-1").act(id, "escalate", "{}").problem()).isEqualTo("409 ALREADY_DONE");

        Answer above = done(http.as("citizen-1").message(child));
        assertThat(above.at("/stage")).isEqualTo("COORDINATION");
        assertThat(above.at("/parent")).isEqualTo(id);
        assertThat(above.at("/round")).isEqualTo("1");
        assertThat(above.at("/organization/id")).isEqualTo("kursk");
        // Who wrote the answer complained of does not work on the complaint
        assertThat(http.as("executor").act(child, "take", "{}").problem()).isEqualTo("403 FORBIDDEN");
        done(http.as("superior-coordinator").act(child, "assign", "{\"executor\":\"superior-executor\"}"));
        done(http.as("superior-executor").act(child, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Знак поставлен\"}"));
        done(http.as("superior-head").act(child, "approve", "{}"));
        Answer closed = done(http.as("citizen-1").act(child, "rate", "{\"stars\":5}"));
        assertThat(closed.at("/stage")).isEqualTo("CLOSED");
    }

    @Test
    void the_route_names_an_executor_and_the_moderator_s_word_is_enough() {
        String id = sent(PIT).id();
        Answer accepted = done(
                http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        assertThat(accepted.at("/stage")).isEqualTo("EXECUTION");
        assertThat(accepted.at("/executor/id")).isEqualTo("roadman");
        assertThat(accepted.at("/topic/fastTrack")).isEqualTo("true");
        assertThat(accepted.at("/topic/path/0")).isEqualTo("roads");
        assertThat(accepted.at("/topic/pathNames/1")).isEqualTo("Ямы и выбоины");
        assertThat(accepted.at("/deadline/raw")).isEqualTo("2026-03-12");
        assertThat(accepted.at("/deadline/due")).isEqualTo("2026-03-12T20:59:59Z");
        Answer why = done(http.as("citizen-1").get("/api/v1/messages/" + id + "/deadline"));
        assertThat(why.at("/steps/0/rule")).isEqualTo("start");
        assertThat(why.at("/due")).isEqualTo("2026-03-12T20:59:59Z");
    }

    @Test
    void the_history_of_the_applicant_leaves_out_what_is_internal() {
        String id = answered();
        List<String> own = texts(
                http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .json()
                        .get("items"),
                "event");
        List<String> all = texts(
                http.as("head")
                        .get("/api/v1/messages/" + id + "/history")
                        .json()
                        .get("items"),
                "event");
        assertThat(own)
                .contains("Submitted", "Accepted", "Assigned", "Answered")
                .doesNotContain("Drafted");
        assertThat(all).contains("Submitted", "Drafted", "Answered").hasSizeGreaterThan(own.size());
    }

    @Test
    void notes_are_read_by_officials_only() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "note", "{\"text\":\"сверить с прошлым годом\"}"));
        assertThat(http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .doesNotContain("сверить");
        assertThat(http.as("curator").get("/api/v1/messages/" + id + "/history").text())
                .contains("сверить");
    }

    @Test
    void a_postponement_is_approved_and_told() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        done(http.as("executor")
                .act(
                        id,
                        "postpone",
                        "{\"until\":\"2026-05-20\",\"reason\":\"подрядчик\",\"text\":\"Отремонтируем к 20 мая\"}"));
        assertThat(http.as("citizen-1").message(id).json().has("postponement")).isFalse();
        Answer approved = done(http.as("head").act(id, "approve", "{}"));
        assertThat(approved.at("/stage")).isEqualTo("POSTPONED");
        Answer told = http.as("citizen-1").message(id);
        assertThat(told.at("/postponement/text")).isEqualTo("Отремонтируем к 20 мая");
        assertThat(told.json().at("/postponement").has("reason")).isFalse();
        assertThat(told.at("/outcome")).isEqualTo("POSTPONED");
    }

    @Test
    void a_question_is_asked_and_replied_to() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        done(http.as("executor").act(id, "ask", "{\"question\":\"У какой школы?\"}"));
        assertThat(http.as("citizen-1").message(id).at("/question/text")).isEqualTo("У какой школы?");
        done(http.as("citizen-1").act(id, "reply", "{\"text\":\"У пятой\"}"));
        assertThat(http.as("executor").message(id).at("/question/reply")).isEqualTo("У пятой");
    }

    @Test
    void an_executor_returns_and_a_coordinator_forwards() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        Answer returned = done(http.as("executor").act(id, "return", "{\"comment\":\"не наша дорога\"}"));
        assertThat(returned.at("/stage")).isEqualTo("COORDINATION");
        Answer forwarded = done(http.as("coordinator")
                .act(id, "forward", "{\"organization\":\"kursk-housing\",\"comment\":\"дворовый проезд\"}"));
        assertThat(forwarded.at("/organization/id")).isEqualTo("kursk-housing");
        assertThat(http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .doesNotContain("не наша дорога");
    }

    @Test
    void a_head_sends_a_draft_back_and_extends() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        done(http.as("executor").act(id, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Сделано\"}"));
        assertThat(done(http.as("head").act(id, "rework", "{\"comment\":\"где фото?\"}"))
                        .at("/stage"))
                .isEqualTo("EXECUTION");
        Answer extended = done(http.as("head").act(id, "extend", "{\"until\":\"2026-04-01\",\"reason\":\"паводок\"}"));
        assertThat(extended.at("/deadline/raw")).isEqualTo("2026-04-01");
        String why = "/api/v1/messages/" + id + "/deadline";
        assertThat(done(http.as("superior-head").get(why)).json().findValuesAsText("by"))
                .containsExactly("head");
        Answer told = done(http.as("citizen-1").get(why));
        assertThat(told.json().findValuesAsText("reason")).containsExactly("паводок");
        assertThat(told.json().findValues("by"))
                .as("who gave the date is told to officials only")
                .isEmpty();
    }

    @Test
    void the_clock_is_suspended_while_another_body_is_asked_and_resumed() {
        String id = sent(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.potholes\"}"));
        Answer before = http.as("executor").message(id);
        assertThat(before.text()).contains("\"suspend\"");
        String until = LocalDate.parse(before.at("/deadline/start").substring(0, 10))
                .plusDays(7)
                .toString();
        Answer suspended = done(http.as("executor")
                .act(
                        id,
                        "suspend",
                        "{\"until\":\"" + until + "\",\"reason\":\"запрос в Росреестр\",\"document\":\"№ 12-34\"}"));
        assertThat(suspended.at("/deadline/suspendedUntil")).isNotEmpty();
        assertThat(suspended.at("/deadline/raw")).isGreaterThan(before.at("/deadline/raw"));
        assertThat(http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .contains("запрос в Росреестр")
                .doesNotContain("№ 12-34");
        assertThat(http.as("executor")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .contains("№ 12-34");
        String why = "/api/v1/messages/" + id + "/deadline";
        assertThat(http.as("executor").get(why).text()).contains("запрос в Росреестр", "№ 12-34", "\"by\"");
        assertThat(http.as("citizen-1").get(why).text())
                .contains("запрос в Росреестр")
                .doesNotContain("\"by\"");
        Answer resumed = done(http.as("head").act(id, "resume", "{}"));
        assertThat(resumed.json().at("/deadline").has("suspendedUntil")).isFalse();
        assertThat(resumed.at("/deadline/raw")).isEqualTo(before.at("/deadline/raw"));
        assertThat(http.as("head").act(id, "resume", "{}").status()).isEqualTo(409);
    }

    @Test
    void a_declined_message_tells_why() {
        String id = sent(PIT).id();
        Answer declined = done(http.as("moderator")
                .act(id, "moderate", "{\"decision\":\"decline\",\"reason\":\"NO_ADDRESS\",\"comment\":\"Где это?\"}"));
        assertThat(declined.at("/stage")).isEqualTo("DECLINED");
        assertThat(declined.at("/publicStatus")).isEqualTo("Отклонено");
        assertThat(http.as("citizen-1")
                        .get("/api/v1/messages/" + id + "/history")
                        .text())
                .contains("NO_ADDRESS", "Где это?");
    }

    @Test
    void a_message_is_converted_into_an_appeal() {
        String id = sent(PIT).id();
        Answer appeal = done(http.as("moderator").act(id, "convert", "{\"kind\":\"APPEAL\"}"));
        assertThat(appeal.at("/kind")).isEqualTo("APPEAL");
        assertThat(appeal.at("/deadline/term")).isEqualTo("P30D");
    }

    @Test
    void a_withdrawn_message_says_so_and_takes_no_more() {
        String id = sent(PIT).id();
        Answer withdrawn = done(http.as("citizen-1").act(id, "withdraw", "{}"));
        assertThat(withdrawn.at("/stage")).isEqualTo("WITHDRAWN");
        assertThat(withdrawn.at("/publicStatus")).isEqualTo("Отозвано");
        assertThat(http.as("moderator")
                        .act(id, "moderate", "{\"decision\":\"accept\"}")
                        .problem())
                .isEqualTo("410 TOO_LATE");
    }

    @Test
    void messages_are_joined_and_split_from_either_side() {
        String lead = sent(PIT).id();
        Answer follower = sent(PIT);
        Answer joined = done(http.as("moderator").act(follower.id(), "join", "{\"message\":\"" + lead + "\"}"));
        assertThat(joined.at("/joined")).isEqualTo(lead);
        Answer split =
                done(http.as("moderator").act(lead, "split", "{\"message\":\"" + follower.at("/number") + "\"}"));
        assertThat(split.id()).isEqualTo(lead);
        assertThat(http.as("moderator").message(follower.id()).json().has("joined"))
                .isFalse();
        done(http.as("coordinator").act(follower.id(), "join", "{\"message\":\"" + lead + "\"}"));
        Answer again = done(http.as("coordinator").act(follower.id(), "split", "{}"));
        assertThat(again.id()).isEqualTo(follower.id());
        assertThat(again.json().has("joined")).isFalse();
        assertThat(http.as("coordinator").act(follower.id(), "split", "{}").problem())
                .isEqualTo("409 CONFLICT");
    }

    @Test
    void a_message_is_found_by_its_number() {
        Answer sent = sent(PIT);
        assertThat(http.as("citizen-1").message(sent.at("/number")).id()).isEqualTo(sent.id());
        done(http.as("moderator").act(sent.at("/number"), "moderate", "{\"decision\":\"accept\"}"));
    }
}

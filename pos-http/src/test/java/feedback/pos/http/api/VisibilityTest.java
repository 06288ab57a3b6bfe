package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees what: messages, people, lists. */
class VisibilityTest {
    private static final String PIT = "{\"text\":\"Яма на дороге\",\"territory\":\"38701000\"}";
    private static final String OPEN = "{\"text\":\"Яма на дороге\",\"territory\":\"38701000\",\"public\":true,"
            + "\"fields\":{\"подъезд\":\"3\"},\"coApplicants\":[{\"name\":\"Вера Ильина\"}]}";
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

    private String submit(String citizen, String json) {
        Answer sent = http.as(citizen).submit(json);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        server.clock.advance(Duration.ofSeconds(1));
        return sent.id();
    }

    private String accepted(String citizen, String json) {
        String id = submit(citizen, json);
        Answer accepted =
                http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads.signs\"}");
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        return id;
    }

    private static List<String> ids(Answer page) {
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        page.json().get("items").forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    @Test
    void a_public_message_is_read_by_everybody_but_never_its_person() {
        String id = accepted("citizen-1", OPEN);
        for (Http reader : List.of(http, http.as("citizen-2"), http.as("analyst"), http.as("polls"))) {
            Answer seen = reader.message(id);
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.text()).doesNotContain("citizen-1", "Соколова", "Вера", "подъезд");
            JsonNode json = seen.json();
            assertThat(json.has("applicant")).isFalse();
            assertThat(json.has("coApplicants")).isFalse();
            assertThat(reader.get("/api/v1/messages/" + id + "/history").text())
                    .doesNotContain("citizen-1", "Соколова", "moderator");
        }
        assertThat(http.as("citizen-1").message(id).at("/applicant/name")).isEqualTo("Анна Соколова");
        assertThat(http.as("curator").message(id).at("/applicant/id")).isEqualTo("citizen-1");
        assertThat(http.as("curator").message(id).at("/coApplicants/0/name")).isEqualTo("Вера Ильина");
        assertThat(http.as("curator").message(id).at("/fields/подъезд")).isEqualTo("3");
    }

    @Test
    void everybody_may_know_that_the_clock_of_a_public_message_stood_but_not_why() {
        String id = accepted("citizen-1", OPEN);
        Answer suspended = http.as("executor")
                .act(
                        id,
                        "suspend",
                        "{\"until\":\"2026-03-20\",\"reason\":\"запрос о соседе Иванове\",\"document\":\"№ 7\"}");
        assertThat(suspended.status()).as(suspended.text()).isEqualTo(200);

        String told = http.get("/api/v1/messages/" + id + "/deadline").text();

        assertThat(told).contains("срок приостановлен").doesNotContain("Иванове", "№ 7", "\"by\"");
    }

    @Test
    void a_public_message_is_not_shown_before_it_is_admitted() {
        String id = submit("citizen-1", OPEN);
        assertThat(http.message(id).status()).isEqualTo(404);
        assertThat(ids(http.get("/api/v1/messages?public=true"))).isEmpty();
    }

    @Test
    void lists_show_one_s_own_the_public_ones_or_those_of_one_s_bodies() {
        String hers = accepted("citizen-1", PIT);
        String open = accepted("citizen-2", OPEN);
        String hospital = submit("citizen-3", "{\"text\":\"Очередь\",\"topic\":\"health.queue\"}");
        assertThat(ids(http.as("citizen-1").get("/api/v1/messages?mine=true"))).containsExactly(hers);
        assertThat(ids(http.as("citizen-1").get("/api/v1/messages"))).containsExactly(hers);
        assertThat(ids(http.as("citizen-1").get("/api/v1/messages?public=true")))
                .containsExactly(open);
        assertThat(ids(http.get("/api/v1/messages"))).containsExactly(open);
        assertThat(ids(http.get("/api/v1/messages?stage=MODERATION"))).isEmpty();
        assertThat(ids(http.get("/api/v1/messages?stage=MODERATION,COORDINATION")))
                .containsExactly(open);
        assertThat(ids(http.as("curator").get("/api/v1/messages"))).containsExactly(hospital, open, hers);
        assertThat(ids(http.as("curator").get("/api/v1/messages?organization=kursk")))
                .containsExactly(open, hers);
        assertThat(ids(http.as("curator").get("/api/v1/messages?organization=health")))
                .containsExactly(hospital);
    }

    @Test
    void filters_narrow_a_list() {
        String sign = accepted("citizen-1", PIT);
        String hospital =
                submit("citizen-3", "{\"text\":\"Долгая очередь\",\"topic\":\"health.queue\",\"kind\":\"APPEAL\"}");
        Http curator = http.as("curator");
        String list = "/api/v1/messages?";
        assertThat(ids(curator.get(list + "topic=health"))).containsExactly(hospital);
        assertThat(ids(curator.get(list + "kind=APPEAL"))).containsExactly(hospital);
        assertThat(ids(curator.get(list + "stage=COORDINATION"))).containsExactly(sign);
        assertThat(ids(curator.get(list + "territory=38701000"))).containsExactly(sign);
        assertThat(ids(curator.get(list + "fastTrack=true"))).isEmpty();
        assertThat(ids(curator.get(list + "q=%D0%BE%D1%87%D0%B5%D1%80%D0%B5%D0%B4%D1%8C")))
                .containsExactly(hospital);
        assertThat(ids(curator.get(list + "channel=PORTAL"))).hasSize(2);
        assertThat(ids(curator.get(list + "overdue=true"))).isEmpty();
        assertThat(ids(curator.get(list + "rating=5"))).isEmpty();
        assertThat(ids(curator.get(list + "outcome=SOLVED"))).isEmpty();
        assertThat(ids(curator.get(list + "from=2026-03-02&to=2026-03-02"))).hasSize(2);
        assertThat(ids(curator.get(list + "from=2026-03-03"))).isEmpty();
        assertThat(ids(curator.get(list + "to=2026-03-02T09:00:01Z"))).containsExactly(sign);
        assertThat(ids(curator.get(list + "from=2026-03-02T12:00:01%2B03:00"))).containsExactly(hospital);
        server.clock.advance(Duration.ofDays(40));
        assertThat(ids(curator.get(list + "overdue=true"))).hasSize(2);
    }

    @Test
    void pages_lead_through_a_list_to_its_end_each_message_once() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(0, submit("citizen-1", PIT));
        }
        List<String> read = new ArrayList<>();
        String next = "";
        int pages = 0;
        do {
            Answer page =
                    http.as("citizen-1").get("/api/v1/messages?limit=3" + (next.isEmpty() ? "" : "&after=" + next));
            read.addAll(ids(page));
            next = page.json().get("next").isNull() ? "" : page.at("/next");
            pages++;
            if (pages == 1) {
                submit("citizen-1", PIT);
            }
        } while (!next.isEmpty());
        assertThat(read).isEqualTo(sent);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void an_operator_enters_for_a_person_by_name_or_by_id() {
        Answer named = http.as("operator")
                .submit("{\"text\":\"Яма\",\"applicant\":{\"name\":\"Вера Ильина\",\"phone\":\"+7 4712 000000\"}}");
        assertThat(named.status()).as(named.text()).isEqualTo(201);
        assertThat(named.at("/channel")).isEqualTo("OPERATOR");
        Answer seen = http.as("curator").message(named.id());
        assertThat(seen.at("/applicant/name")).isEqualTo("Вера Ильина");
        Answer known = http.as("operator").submit("{\"text\":\"Яма\",\"applicant\":\"citizen-2\"}");
        assertThat(ids(http.as("citizen-2").get("/api/v1/messages?mine=true"))).containsExactly(known.id());
        Answer kept = http.as("operator")
                .submit("{\"text\":\"Яма\",\"applicant\":{\"id\":\"citizen-2\",\"name\":\"Кто-то Другой\"}}");
        assertThat(http.as("curator").message(kept.id()).at("/applicant/name")).isEqualTo("Пётр Ильич Воронин");
        Answer fresh = http.as("operator")
                .submit("{\"text\":\"Яма\",\"applicant\":{\"id\":\"esia-7\",\"name\":\"Новый Человек\"}}");
        assertThat(http.as("curator").message(fresh.id()).at("/applicant/id")).isEqualTo("esia-7");
        assertThat(http.as("operator")
                        .submit("{\"text\":\"Яма\",\"applicant\":\"nobody\"}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.as("operator")
                        .submit("{\"text\":\"Яма\",\"applicant\":{\"id\":\"system\",\"name\":\"Автомат\"}}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.as("operator")
                        .submit("{\"text\":\"Яма\",\"applicant\":7}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_refused_message_leaves_no_personal_data_behind() {
        http.as("operator").submit("{\"text\":\"\",\"applicant\":{\"id\":\"esia-8\",\"name\":\"Новый Человек\"}}");
        assertThat(server.pos.people().find("esia-8")).isEmpty();
    }

    @Test
    void whoever_only_counts_or_keeps_polls_reads_no_messages_but_the_public_ones() {
        String hospital = submit("citizen-3", "{\"text\":\"Очередь\",\"topic\":\"health.queue\"}");
        String open = accepted("citizen-1", OPEN);
        for (Http reader : List.of(http.as("analyst"), http.as("polls"))) {
            assertThat(reader.message(hospital).status()).isEqualTo(404);
            assertThat(reader.get("/api/v1/messages/" + hospital + "/history").status())
                    .isEqualTo(404);
            assertThat(ids(reader.get("/api/v1/messages"))).isEmpty();
            assertThat(ids(reader.get("/api/v1/messages?public=true"))).containsExactly(open);
        }
    }
}

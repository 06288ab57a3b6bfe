package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.region.RegionFiles;
import feedback.pos.http.region.RegionStore;
import feedback.pos.store.Storage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a message is where it is, and who can be given work, over HTTP. */
class RouteCallsTest {
    private static final String PIT =
            "{\"text\":\"Яма на дороге у школы\",\"territory\":\"38701000\",\"topic\":\"roads.potholes\"}";
    private final Storage storage = Storage.inMemory();
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        new RegionStore(storage.records()).replace(RegionFiles.demo().region(), LocalDate.of(2026, 3, 2));
        server = TestServer.over(storage);
        http = server.http();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private String admitted() {
        String id = http.as("citizen-1").submit(PIT).id();
        done(http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\"}"));
        return id;
    }

    private Answer route(String person, String id) {
        return done(http.as(person).get("/api/v1/messages/" + id + "/route"));
    }

    private static List<String> rules(Answer answer) {
        List<String> rules = new ArrayList<>();
        for (JsonNode step : answer.json().path("steps")) {
            rules.add(step.path("rule").asText());
        }
        return rules;
    }

    @Test
    void officials_read_how_body_and_executor_were_found() {
        Answer route = route("coordinator", admitted());
        assertThat(rules(route)).containsExactly("table", "named");
        assertThat(route.at("/steps/0/text"))
                .isEqualTo("Маршрут для темы «Ямы и выбоины», территория 38701000: Управление дорог");
        assertThat(route.at("/executor/id")).isEqualTo("roadman");
        assertThat(route.json().path("warnings")).isEmpty();
    }

    @Test
    void an_absence_set_by_an_administrator_counts_at_once_and_citizens_do_not_read_of_it() {
        Answer put = done(
                http.as("admin")
                        .post(
                                "/api/v1/roster/roadman",
                                "{\"capacity\":5,\"absences\":[{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\",\"deputy\":\"executor\"}]}"));
        assertThat(put.at("/absences/0/deputy/id")).isEqualTo("executor");
        String id = admitted();
        assertThat(http.as("coordinator").message(id).at("/executor/id")).isEqualTo("executor");
        Answer route = route("coordinator", id);
        assertThat(rules(route)).containsExactly("table", "absent", "named");
        assertThat(route.at("/steps/1/until")).isEqualTo("2026-03-02");
        Answer own = route("citizen-1", id);
        assertThat(rules(own)).containsExactly("table");
        assertThat(own.json().has("executor")).isFalse();
        assertThat(own.text()).doesNotContain("roadman", "executor");
        assertThat(http.as("citizen-2").get("/api/v1/messages/" + id + "/route").problem())
                .isEqualTo("404 NOT_FOUND");
        assertThat(new RegionStore(storage.records())
                        .read()
                        .orElseThrow()
                        .roster()
                        .capacity("roadman"))
                .as("for other servers, and after a restart")
                .isEqualTo(5);
        done(http.as("admin").post("/api/v1/roster/roadman", "{}"));
        assertThat(http.as("coordinator").message(admitted()).at("/executor/id"))
                .isEqualTo("roadman");
    }

    @Test
    void who_has_no_free_hands_is_warned_of() {
        done(http.as("admin").post("/api/v1/roster/roadman", "{\"capacity\":1}"));
        admitted();
        String second = admitted();
        assertThat(http.as("coordinator").message(second).at("/stage")).isEqualTo("COORDINATION");
        Answer route = route("coordinator", second);
        assertThat(rules(route)).containsExactly("table", "full", "nobody");
        assertThat(route.at("/warnings/0")).contains("Назначить некого");
        assertThat(route("citizen-1", second).json().path("warnings")).isEmpty();
        Answer entry = done(http.as("admin").get("/api/v1/roster/roadman"));
        assertThat(entry.at("/open")).isEqualTo("1");
        assertThat(entry.at("/given")).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(done(http.as("coordinator").act(second, "assign", "{\"executor\":\"roadman\"}"))
                        .at("/executor/id"))
                .as("people may overrule it")
                .isEqualTo("roadman");
    }

    @Test
    void the_roster_comes_in_pages_of_an_organization_and_what_is_below() {
        Answer first = done(http.as("admin").get("/api/v1/roster?organization=kursk&limit=2"));
        assertThat(first.json().path("items")).hasSize(2);
        Answer second =
                done(http.as("admin").get("/api/v1/roster?organization=kursk&limit=2&after=" + first.at("/next")));
        assertThat(second.at("/items/0/person/id")).isGreaterThan(first.at("/items/1/person/id"));
        assertThat(http.as("admin").get("/api/v1/roster?organization=nowhere").problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.as("coordinator").get("/api/v1/roster").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(http.as("coordinator").post("/api/v1/roster/roadman", "{}").problem())
                .isEqualTo("403 FORBIDDEN");
        assertThat(http.as("admin").post("/api/v1/roster/nobody", "{}").problem())
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void what_cannot_be_is_refused_with_the_field() {
        Answer wrong = http.as("admin")
                .post(
                        "/api/v1/roster/roadman",
                        "{\"capacity\":-1,\"absences\":[{\"from\":\"2026-03-05\",\"to\":\"2026-03-04\"},"
                                + "{\"from\":\"x\",\"to\":\"2026-03-04\",\"deputy\":\"anna\"}]}");
        assertThat(wrong.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(wrong.text()).contains("capacity", "absences[0].to", "absences[1].from", "absences[1].deputy");
        Answer overlap = http.as("admin")
                .post(
                        "/api/v1/roster/roadman",
                        "{\"absences\":[{\"from\":\"2026-03-05\",\"to\":\"2026-03-09\"},"
                                + "{\"from\":\"2026-03-09\",\"to\":\"2026-03-10\"}]}");
        assertThat(overlap.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(overlap.text()).contains("\"absences\"");
        try (TestServer embedded = TestServer.start()) {
            assertThat(embedded.http()
                            .as("admin")
                            .post("/api/v1/roster/roadman", "{}")
                            .problem())
                    .isEqualTo("409 CONFLICT");
        }
    }
}

package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.http.api.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Catalog, organizations, people, calendar, deadlines, topics, operations. */
class ReferenceTest {
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

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        done(page).json().get("items").forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    @Test
    void the_catalog_is_a_tree() {
        JsonNode catalog = done(http.get("/api/v1/catalog")).json();
        assertThat(catalog.at("/fallback").asText()).isEqualTo("other");
        assertThat(catalog.at("/topics/0/code").asText()).isEqualTo("roads");
        assertThat(catalog.at("/topics/0/topics/0/code").asText()).isEqualTo("roads.potholes");
        assertThat(catalog.at("/topics/0/topics/0/fastTrack").asBoolean()).isTrue();
    }

    @Test
    void organizations_come_in_pages_and_by_filter() {
        Http citizen = http.as("citizen-1");
        assertThat(ids(citizen.get("/api/v1/organizations?parent=kursk")))
                .containsExactlyInAnyOrder("kursk-roads", "kursk-housing");
        assertThat(ids(citizen.get("/api/v1/organizations?level=REGION"))).containsExactly("region");
        assertThat(ids(citizen.get("/api/v1/organizations?territory=38710000"))).containsExactly("lgov");
        assertThat(ids(citizen.get("/api/v1/organizations?q=%D0%BA%D1%83%D1%80%D1%81%D0%BA%D0%B0")))
                .containsExactly("kursk");
        List<String> read = new ArrayList<>();
        String next = "";
        do {
            Answer page = citizen.get("/api/v1/organizations?limit=3" + next);
            read.addAll(ids(page));
            next = page.json().get("next").isNull() ? "" : "&after=" + page.at("/next");
        } while (!next.isEmpty());
        assertThat(read).hasSize(7).doesNotHaveDuplicates().startsWith("region");
        assertThat(citizen.get("/api/v1/organizations?level=MOON").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void people_are_told_with_where_they_hold_their_role() {
        Answer heads = done(http.as("coordinator").get("/api/v1/people?organization=kursk-roads&role=HEAD"));
        assertThat(heads.text()).contains("superior-head", "\"head\"");
        assertThat(heads.at("/items/0/organization/id")).isEqualTo("kursk");
        Answer first = done(http.as("coordinator").get("/api/v1/people?limit=2"));
        Answer second = done(http.as("coordinator").get("/api/v1/people?limit=2&after=" + first.at("/next")));
        assertThat(first.json().get("items")).hasSize(2);
        assertThat(second.json().at("/items/0")).isNotEqualTo(first.json().at("/items/0"));
        assertThat(http.as("coordinator")
                        .get("/api/v1/people?organization=moon")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.as("coordinator").get("/api/v1/people?after=xyz").problem())
                .isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void everybody_learns_who_they_are() {
        Answer me = done(http.as("superior-head").get("/api/v1/me"));
        assertThat(me.at("/id")).isEqualTo("superior-head");
        assertThat(me.at("/grants/0/role")).isEqualTo("HEAD");
        assertThat(me.at("/grants/0/organization/id")).isEqualTo("region");
        assertThat(done(http.as("citizen-1").get("/api/v1/me")).json().get("grants"))
                .isEmpty();
    }

    @Test
    void a_year_has_all_its_days() {
        JsonNode year = done(http.get("/api/v1/calendar/2026?region=RU-KRS")).json();
        assertThat(year.get("days")).hasSize(365);
        assertThat(year.get("decreed").asBoolean()).isTrue();
        assertThat(year.at("/days/0/type").asText()).isEqualTo("HOLIDAY");
        assertThat(done(http.get("/api/v1/calendar/2030")).json().get("decreed").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1899", "2201", "year", "20260", "-1", "٢٠٢٦"})
    void a_year_that_is_none_is_refused(String year) {
        String path = "/api/v1/calendar/" + URLEncoder.encode(year, StandardCharsets.UTF_8);
        assertThat(http.get(path).problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_calendar_of_another_region_is_not_here() {
        assertThat(http.get("/api/v1/calendar/2026?region=RU-MOW").problem()).isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void a_term_is_counted_and_explained() {
        Answer counted = done(http.as("citizen-1").get("/api/v1/deadlines?start=2026-05-07T10:00%2B03:00&term=P10D"));
        assertThat(counted.at("/raw")).isEqualTo("2026-05-17");
        assertThat(counted.at("/due")).isEqualTo("2026-05-18T20:59:59Z");
        assertThat(counted.at("/dueLocal")).isEqualTo("2026-05-18T23:59:59+03:00");
        assertThat(counted.json().get("steps")).isNotEmpty();
        Answer kept = done(http.as("citizen-1")
                .get("/api/v1/deadlines?start=2026-05-07&term=P10D&roll=keep&zone=Asia/Vladivostok"));
        assertThat(kept.at("/due")).isEqualTo("2026-05-17T13:59:59Z");
        Answer english = done(http.as("citizen-1")
                .with("Accept-Language", "en")
                .get("/api/v1/deadlines?start=2026-05-07T10:00+03:00&term=10wd"));
        assertThat(english.at("/steps/0/text")).startsWith("Received");
    }

    @ParameterizedTest
    @CsvSource({
        "term=P10D, start",
        "start=2026-05-07, term",
        "start=tomorrow&term=P10D, start",
        "start=2026-05-07&term=10, term",
        "start=2026-05-07&term=P0D, term",
        "start=2026-05-07&term=P10D&zone=Moon/Crater, zone",
        "start=2026-05-07&term=P10D&roll=sideways, roll",
        "start=0001-01-01&term=P10D, start"
    })
    void a_term_that_cannot_be_counted_names_the_parameter(String query, String field) {
        Answer answer = http.as("citizen-1").get("/api/v1/deadlines?" + query);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("422 INVALID_VALUE");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void topics_are_suggested_best_first() {
        Answer suggested = done(http.as("citizen-1")
                .post("/api/v1/topics/suggest", "{\"text\":\"Огромная яма на дороге у школы\",\"limit\":2}"));
        assertThat(suggested.json().get("items").size()).isBetween(1, 2);
        assertThat(suggested.at("/items/0/code")).isEqualTo("roads.potholes");
        assertThat(suggested.at("/items/0/path/0")).isEqualTo("roads");
        assertThat(http.as("citizen-1").post("/api/v1/topics/suggest", "{}").problem())
                .isEqualTo("422 INVALID_VALUE");
        assertThat(http.as("citizen-1")
                        .post("/api/v1/topics/suggest", "{\"text\":\"а\",\"limit\":0}")
                        .problem())
                .isEqualTo("422 INVALID_VALUE");
    }

    @Test
    void the_server_tells_how_it_is() {
        assertThat(done(http.get("/health/live")).at("/status")).isEqualTo("UP");
        assertThat(done(http.get("/health/ready")).at("/status")).isEqualTo("UP");
        String id = http.as("citizen-1").submit("{\"text\":\"Яма\"}").id();
        http.as("citizen-1").message(id);
        String figures = done(http.get("/metrics")).text();
        assertThat(figures).contains("route=\"/api/v1/messages/{id}\"").doesNotContain(id);
    }

    @Test
    void the_description_is_served_and_readable_as_a_page() {
        assertThat(done(http.get("/openapi.json")).json()).isEqualTo(Http.json(Contract.DESCRIPTION));
        String page = done(http.get("/docs")).text();
        assertThat(page)
                .contains("/api/v1/messages/{id}/escalate", "id=\"WRONG_STAGE\"")
                .doesNotContain("<script");
        assertThat(done(http.get("/docs/docs.css")).header("Content-Type")).startsWith("text/css");
        assertThat(http.get("/docs/other").status()).isEqualTo(404);
    }
}

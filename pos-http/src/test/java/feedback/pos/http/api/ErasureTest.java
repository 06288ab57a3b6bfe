package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's right to be forgotten, over HTTP. */
class ErasureTest {
    private static final String PIT =
            "{\"text\":\"Яма у дома Анны\",\"address\":\"Ленина, 5\",\"territory\":\"38701000\"}";
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

    private Answer erase(String by, String person) {
        return http.as(by).post("/api/v1/people/" + person + "/erase", "{}");
    }

    @Test
    void a_person_is_erased_once_nothing_is_owed_and_the_journal_still_verifies() {
        String id = http.as("citizen-1").submit(PIT).id();
        String number = http.as("citizen-1").message(id).at("/number");
        assertThat(http.as("admin").message(id).text()).contains("Анны", "Анна Соколова");

        Answer tooEarly = erase("admin", "citizen-1");
        assertThat(tooEarly.problem()).isEqualTo("409 CONFLICT");
        assertThat(tooEarly.at("/detail")).contains(number);
        assertThat(http.as("admin")
                        .with("Accept-Language", "en")
                        .post("/api/v1/people/citizen-1/erase", "{}")
                        .at("/detail"))
                .contains("still owe");

        assertThat(http.as("citizen-1").act(id, "withdraw", "{}").status()).isEqualTo(200);
        Answer erased = erase("admin", "citizen-1");
        assertThat(erased.text()).isEqualTo("{\"person\":\"citizen-1\",\"messages\":1}");
        assertThat(http.as("admin").message(id).text()).doesNotContain("Анны", "Анна", "Ленина", "citizen-1");
        assertThat(http.as("admin").get("/api/v1/messages/" + id + "/history").text())
                .doesNotContain("Анны", "Анна", "Ленина", "citizen-1");
        assertThat(http.as("citizen-1").message(id).status()).isEqualTo(404);
        assertThat(server.pos.verify().ok()).isTrue();
        assertThat(erase("admin", "citizen-1").problem()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void only_an_administrator_of_the_region_may() {
        assertThat(http.post("/api/v1/people/citizen-1/erase", "{}").problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(erase("citizen-1", "citizen-1").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(erase("superior-head", "citizen-1").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(erase("admin", "nobody").problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("admin")
                        .post("/api/v1/people/citizen-1/erase", "{\"sure\":true}")
                        .problem())
                .isEqualTo("400 UNKNOWN_FIELD");
    }
}

package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.api.Http;
import feedback.pos.http.api.Http.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose database is killed as by {@code kill -9} and comes back at the same place. */
@Timeout(240)
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private KillablePostgres database;

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void while_the_database_is_gone_answers_are_503_and_once_it_is_back_the_same_server_goes_on() throws Exception {
        database = new KillablePostgres(folder);
        String url = database.url();
        try (Server server =
                new Server(Configuration.of(Map.of("demo", "true", "port", "0", "db", url), Map.of(), null))) {
            server.start();
            Http http = new Http(server.address());
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
            String id = submit(http, "before").id();

            database.kill();

            Answer refused = submit(http, "during");
            assertThat(refused.problem()).isEqualTo("503 UNAVAILABLE");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(http.as("moderator").get("/api/v1/messages").problem()).isEqualTo("503 UNAVAILABLE");
            assertThat(http.get("/health/ready").problem()).isEqualTo("503 UNAVAILABLE");
            assertThat(http.get("/health/live").status()).isEqualTo(200);
            assertThat(http.get("/api/v1/catalog").status())
                    .as("what needs no database is still there")
                    .isEqualTo(200);

            database.startAgain();
            assertThat(Until.within(PATIENCE, () -> http.get("/health/ready").status() == 200))
                    .isTrue();
            assertThat(http.as("citizen-1").message(id).status()).isEqualTo(200);
            assertThat(submit(http, "during").status()).isEqualTo(201);
            assertThat(http.as("moderator")
                            .act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(http.post("/api/v1/demo/clock", "{\"advance\":\"P40D\"}")
                            .json()
                            .get("swept")
                            .asInt())
                    .as("sweeping goes on")
                    .isPositive();
        }
    }

    private static Answer submit(Http http, String key) {
        return http.as("citizen-1").with("Idempotency-Key", key).submit("{\"text\":\"Яма у школы\"}");
    }
}

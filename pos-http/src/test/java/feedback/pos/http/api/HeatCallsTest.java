package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.catalog.Districts;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.procedure.Regulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heat maps over HTTP. */
class HeatCallsTest {
    private static final String HEAT = "/api/v1/insights/heat";
    private static final String SQUARE =
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
                    + "{\"name\":\"Центр\",\"population\":2000},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                    + "[[[36.1,51.7],[36.2,51.7],[36.2,51.8],[36.1,51.8],[36.1,51.7]]]}}]}";

    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        server = TestServer.start();
        http = server.http();
        server.pos.amend(rules -> new Regulation(
                rules.root(),
                rules.zone(),
                rules.calendar(),
                rules.directory(),
                rules.catalog(),
                rules.routes().over(Districts.of(SQUARE), 0),
                rules.policy(),
                rules.roster(),
                rules.rules(),
                rules.admissibility()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Seven messages in the square, of seven people, and one without a place. */
    private void fill() {
        server.clock.set(Instant.parse("2026-01-27T09:00:00Z"));
        for (int i = 1; i <= 8; i++) {
            server.clock.advance(Duration.ofMinutes(1));
            String place = i == 8 ? "" : ",\"location\":{\"lat\":51.7" + i + ",\"lon\":36.15}";
            Answer sent = http.as("citizen-" + i)
                    .submit("{\"text\":\"Яма на дороге\",\"topic\":\"roads.potholes\",\"territory\":\"38701000\""
                            + place + "}");
            assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        }
        server.clock.set(Instant.parse("2026-03-02T09:00:00Z"));
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void an_official_gets_exact_cells_and_where_the_messages_are() {
        fill();
        JsonNode map = done(http.as("admin").get(HEAT + "?bbox=36,51,37,52&zoom=12&topic=roads"))
                .json();
        assertThat(map.at("/type").asText()).isEqualTo("FeatureCollection");
        assertThat(map.at("/sight").asText()).isEqualTo("EXACT");
        assertThat(map.at("/total").asInt()).isEqualTo(8);
        assertThat(map.at("/elsewhere").asInt()).isEqualTo(1);
        int sum = 0;
        for (JsonNode feature : map.at("/features")) {
            sum += feature.at("/properties/count").asInt();
            assertThat(feature.at("/geometry/coordinates/0").size()).isEqualTo(5);
            assertThat(feature.at("/properties/perKm2").isNumber()).isTrue();
        }
        assertThat(sum).isEqualTo(7);
        JsonNode page = done(http.as("admin").get(map.at("/messages").asText() + "?bbox=36.1,51.7,36.2,51.735"))
                .json();
        assertThat(page.at("/items")).hasSize(3);
    }

    @Test
    void districts_come_with_rates_steps_and_comparisons() {
        fill();
        JsonNode map = done(http.as("admin")
                        .get(HEAT + "?by=TERRITORIES&from=2026-01-26&to=2026-02-01&compare=previous"))
                .json();
        JsonNode told = map.at("/features/0/properties");
        assertThat(told.at("/name").asText()).isEqualTo("Центр");
        assertThat(told.at("/perThousand").asDouble()).isEqualTo(3.5);
        assertThat(told.at("/before").asInt() + told.at("/change").asInt()).isEqualTo(7);
        assertThat(map.at("/before/from").asText()).isEqualTo("2026-01-19");
        assertThat(map.at("/before/to").asText()).isEqualTo("2026-01-25");
        JsonNode steps = done(http.as("admin")
                        .get(HEAT + "?by=TERRITORIES&from=2026-01-26&to=2026-02-01&step=DAY&shapes=false"))
                .json();
        assertThat(steps.at("/steps")).hasSize(7);
        assertThat(steps.at("/features/0/properties/counts").toString()).isEqualTo("[0,7,0,0,0,0,0]");
        assertThat(steps.at("/features/0/geometry").isNull()).isTrue();
    }

    @Test
    void everybody_gets_what_is_published() {
        fill();
        Answer answer = done(http.get(HEAT + "?from=2026-01-26&to=2026-02-22"));
        assertThat(answer.at("/sight")).isEqualTo("PUBLIC");
        assertThat(answer.header("Cache-Control")).contains("public");
        JsonNode feature = answer.json().at("/features/0");
        assertThat(feature.at("/id").asText()).isEqualTo("Центр");
        assertThat(feature.at("/properties/count").isNull())
                .as("the one without a place could be worked out")
                .isTrue();
        assertThat(answer.at("/total")).isEqualTo("8");
        assertThat(done(http.as("citizen-1").get(HEAT)).at("/sight")).isEqualTo("PUBLIC");
        assertThat(done(http.as("analyst").get(HEAT)).at("/sight")).isEqualTo("MERGED");
        assertThat(done(http.as("admin").get(HEAT + "?sight=PUBLIC")).at("/sight"))
                .isEqualTo("PUBLIC");
        assertThat(http.as("analyst").get(HEAT + "?sight=EXACT").problem()).isEqualTo("403 FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin|bbox=1,2,3|bbox",
                "admin|bbox=1,2,3,x|bbox",
                "admin|bbox=1,2,3,NaN|bbox",
                "admin|bbox=1,9,3,4|bbox",
                "admin|bbox=-181,9,3,14|bbox",
                "admin|zoom=23|zoom",
                "admin|by=HEXAGONS|by",
                "admin|step=HOUR|step",
                "admin|step=DAY|from",
                "admin|step=DAY&from=2020-01-01&to=2026-01-01|step",
                "admin|compare=yesterday|compare",
                "admin|compare=previous|compare",
                "admin|compare=2026-02-01..2026-01-01|compare",
                "admin|step=DAY&from=2026-01-01&compare=2026-01-01..2026-01-02|compare",
                "admin|topic=no-such|topic",
                "nobody|from=2026-01-27|from",
                "nobody|to=2026-01-27|to",
                "nobody|organization=kursk|organization",
                "nobody|rating=1|rating",
                "nobody|topic=roads.potholes|topic",
                "nobody|by=CELLS|by",
                "nobody|step=DAY|step",
                "nobody|compare=2026-01-06..2026-01-12|compare",
            })
    void what_cannot_be_is_refused_by_name(String who, String query, String field) {
        Http caller = who.equals("nobody") ? http : http.as(who);
        Answer answer = caller.get(HEAT + "?" + query);
        assertThat(answer.problem()).as(answer.text()).isEqualTo("422 INVALID_VALUE");
        List<String> fields = new ArrayList<>();
        answer.json().at("/errors").forEach(each -> fields.add(each.at("/field").asText()));
        assertThat(fields).containsExactly(field);
    }
}

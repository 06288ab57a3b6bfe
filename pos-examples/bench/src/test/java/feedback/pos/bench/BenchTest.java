package feedback.pos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... args) {
        CommandLine line = Bench.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    static Stream<String> built() {
        return Bench.built().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("built")
    void every_benchmark_prints_ours_and_its_peers_as_one_json_object(String name) throws Exception {
        assertPrints(name, "hsqldb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "lifecycle", "sweep", "recount", "votes", "worklist", "heat", "scale"})
    void what_needs_a_database_runs_on_a_server_too_that_writes_to_the_disk(String name) throws Exception {
        JsonNode json = assertPrints(name, "postgresql");

        assertThat(json.get("setting").get("database").asText())
                .contains("PostgreSQL", "fsync=on", "synchronous_commit=on");
    }

    private JsonNode assertPrints(String name, String database) throws Exception {
        int code = bench(name, "--json", "--seconds", "1", "--size", "200", "--db", database);
        assertThat(code).as(err.toString()).isZero();

        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.get("name").asText()).isEqualTo(name);
        assertThat(json.get("ours").asDouble()).isPositive();
        assertThat(json.get("unit").asText()).isNotBlank();
        assertThat(json.get("setting").get("cores").asInt()).isPositive();
        assertThat(json.get("peers")).isNotEmpty().allSatisfy(peer -> {
            assertThat(peer.get("name").asText()).isNotBlank();
            assertThat(peer.get("value").asDouble()).isPositive();
            assertThat(peer.get("ratio").asDouble())
                    .isCloseTo(json.get("ours").asDouble() / peer.get("value").asDouble(), within5Percent());
        });
        return json;
    }

    private static Percentage within5Percent() {
        return Percentage.withPercentage(5);
    }

    @Test
    void an_unknown_name_is_answered_with_the_names_there_are() {
        assertThat(bench("inteke")).isEqualTo(2);
        assertThat(err.toString()).contains("inteke", "intake", "deadline").hasLineCount(1);
    }

    @Test
    void an_unknown_database_is_answered_with_those_there_are() {
        assertThat(bench("intake", "--db", "oracle")).isEqualTo(2);
        assertThat(err.toString()).contains("oracle", "hsqldb", "postgresql").hasLineCount(1);
    }

    @Test
    void the_help_lists_every_benchmark() {
        assertThat(bench("--help")).isZero();
        assertThat(out.toString())
                .contains("intake", "lifecycle", "sweep", "votes", "worklist", "heat", "classify", "deadline");
    }

    @Test
    void a_table_is_printed_for_people() {
        assertThat(bench("deadline", "--seconds", "1")).isZero();
        assertThat(out.toString()).contains("ours to theirs", "the plain loop, day by day");
    }
}

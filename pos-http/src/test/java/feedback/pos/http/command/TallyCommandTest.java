package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class TallyCommandTest {
    private static final String YARD = """
            META
            key;value
            budget;100
            vote_type;approval
            rule;greedy
            PROJECTS
            project_id;cost;votes;name;selected
            A;60;3;Swings;1
            B;50;2;Lamps;0
            C;40;2;Trees;1
            VOTES
            voter_id;vote
            1;A,B
            2;A,C
            3;A,B,C
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("yard.pb");
        Files.writeString(file, YARD);
    }

    @Test
    void the_json_has_the_fields_of_the_contract() throws IOException {
        JsonNode json = json(file.toString());
        assertThat(json.fieldNames()).toIterable().contains("rule", "winners", "spent", "projects", "trace");
        assertThat(json.get("rule").asText()).isEqualTo("greedy");
        assertThat(json.get("winners")).hasSize(2);
        assertThat(json.at("/winners/1").asText()).isEqualTo("C");
        assertThat(json.get("spent").decimalValue()).isEqualByComparingTo("100");
        JsonNode lamps = json.at("/projects/1");
        assertThat(lamps.get("id").asText()).isEqualTo("B");
        assertThat(lamps.get("cost").decimalValue()).isEqualByComparingTo("50");
        assertThat(lamps.get("votes").asInt()).isEqualTo(2);
        assertThat(lamps.get("score").decimalValue()).isEqualByComparingTo("2");
        assertThat(lamps.get("selected").booleanValue()).isFalse();
        assertThat(json.at("/trace/1/step").asText()).isEqualTo("skipped");
        assertThat(json.at("/trace/1/project").asText()).isEqualTo("B");
        assertThat(json.at("/trace/1/text").asText()).contains("Lamps");
        assertThat(json.get("differences")).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void another_rule_and_exclusive_projects_may_be_asked_for() throws IOException {
        assertThat(json(file.toString(), "--rule", "greedy-no-skip").get("winners"))
                .hasSize(1);
        JsonNode one = json(file.toString(), "--exclusive", "A,C", "--rule", "greedy-exclusive");
        assertThat(one.get("winners")).hasSize(1);
        JsonNode two = json("--exclusive", "A,C", "--exclusive", "A,B", file.toString());
        assertThat(two.get("winners")).hasSize(1);
        JsonNode following = json(file.toString(), "--exclusive", "A,C", "A,B");
        assertThat(following.get("winners")).hasSize(1);
        assertThat(json(file.toString(), "--rule", "equalshares/add1")
                        .get("rule")
                        .asText())
                .isEqualTo("equalshares/add1");
        assertThat(json(file.toString(), "--rule", "plurality", "--ties", "lot:2026")
                        .get("ties")
                        .asText())
                .isEqualTo("lot:2026");
    }

    @Test
    void people_read_a_table_and_the_trace_and_what_the_file_says_otherwise() throws IOException {
        Files.writeString(file, YARD.replace("A;60;3", "A;60;4"));
        assertThat(run(file.toString(), "--language", "ru")).isZero();
        assertThat(out.toString())
                .contains("winners  A, C")
                .contains("A «Swings»")
                .containsPattern("[а-я]")
                .contains("пропущен");
        assertThat(err.toString()).contains("votes of A: 3 counted, and the file says 4");
    }

    @Test
    void a_file_without_a_rule_of_ours_wants_one() throws IOException {
        for (String rule : List.of("unknown", "by-hand", "")) {
            Files.writeString(file, YARD.replace("rule;greedy", "rule;" + rule));
            assertWrongCall("--rule", file.toString());
        }
        assertThat(run(file.toString(), "--rule", "greedy")).isZero();
    }

    @Test
    void a_wrong_call_is_one_clear_line_and_exit_two() {
        assertWrongCall("no such file", folder.resolve("none.pb").toString());
        assertWrongCall("greedy-no-skip", file.toString(), "--rule", "dictatorship");
        assertWrongCall("--exclusive", file.toString(), "--exclusive", "A,Z");
        assertWrongCall("--exclusive", file.toString(), "--exclusive", "A");
        assertWrongCall("--ties", file.toString(), "--ties", "coin");
        assertWrongCall("borda", file.toString(), "--rule", "borda");
        assertWrongCall("one file", file.toString(), file.toString());
        assertWrongCall("FILE.pb");
    }

    @Test
    void a_broken_file_is_one_line_that_says_where_and_exit_one() throws IOException {
        Files.writeString(file, YARD.replace("B;50", "B;fifty"));
        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("yard.pb:9:2: ")
                .contains("fifty")
                .doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    private void assertWrongCall(String says, String... arguments) {
        assertThat(run(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(err.toString().strip()).contains(says).doesNotContain("\n");
        assertThat(out.toString()).isEmpty();
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("tally"));
        all.addAll(List.of(arguments));
        CommandLine main = Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")));
        main.setOut(new PrintWriter(out, true));
        main.setErr(new PrintWriter(err, true));
        return main.execute(all.toArray(String[]::new));
    }
}

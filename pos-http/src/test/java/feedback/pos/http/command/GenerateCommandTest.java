package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GenerateCommandTest {
    private static final int DONE = 0;
    private static final int WRONG_CALL = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void it_fills_a_base_once_and_what_it_wrote_verifies() throws Exception {
        assertThat(run("generate", "--messages", "40", "--to", "2026-03-20")).isEqualTo(DONE);
        JsonNode made = new JsonMapper().readTree(out.toString());
        assertThat(made.get("added").asInt()).isBetween(40, 50);
        assertThat(made.get("from").asText()).isEqualTo("2023-03-20");
        assertThat(err.toString()).contains("the sample region");

        out.getBuffer().setLength(0);
        assertThat(run("verify-journal")).isEqualTo(DONE);
        JsonNode verified = new JsonMapper().readTree(out.toString());
        assertThat(verified.get("messages")).isEqualTo(made.get("added"));
        assertThat(verified.get("entries")).isEqualTo(made.get("entries"));

        out.getBuffer().setLength(0);
        assertThat(run("generate", "--messages", "40", "--to", "2026-03-20")).isEqualTo(DONE);
        assertThat(new JsonMapper().readTree(out.toString()).get("added").asInt())
                .isZero();
        assertThat(run("generate", "--messages", "41")).isEqualTo(WRONG_CALL);
        assertThat(err.toString())
                .contains("the base holds 40 messages that were generated")
                .contains("--beside");
    }

    @Test
    void wrong_numbers_are_refused_by_their_names() {
        assertThat(run("generate")).isEqualTo(WRONG_CALL);
        assertThat(run("generate", "--messages", "0")).isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("--messages must be at least 1");
        assertThat(run("generate", "--messages", "1", "--organizations", "-1")).isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("--organizations must be 0 to 20000, not -1");
        assertThat(run("generate", "--messages", "1", "--from", "2026-03-02", "--to", "2026-03-01"))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("--from must not be behind --to");
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--data", folder.resolve("data").toString(), "--json"));
        return Commands.addTo(new CommandLine(CommandSpec.create()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}

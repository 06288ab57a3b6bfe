package feedback.pos.example.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStepsTest {
    private static final Path SOURCE = Path.of("src/main/java/feedback/pos/example/embedding/FirstSteps.java");
    private static final Path README = Path.of("..", "..", "README.md");

    @Test
    void the_ten_lines_run(@TempDir Path folder) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        FirstSteps.run(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("potholes, answer owed by ")
                .contains("calendar days: 10");
    }

    @Test
    void the_readme_shows_the_lines_that_run() throws IOException {
        String source = Files.readString(SOURCE);
        String lines = source.substring(source.indexOf("        try (Pos"), source.indexOf("        // end"))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(README)).contains(lines.strip());
    }
}

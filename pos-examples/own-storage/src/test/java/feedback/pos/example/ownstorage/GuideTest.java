package feedback.pos.example.ownstorage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Path GUIDE = Path.of("..", "..", "docs", "write-a-storage.md");

    @Test
    void every_piece_of_java_in_the_guide_stands_in_the_example() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.append(withoutBlanks(Files.readString(file)));
            }
        }
        List<String> pieces = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult piece) -> piece.group(1))
                .toList();
        assertThat(pieces)
                .hasSizeGreaterThan(4)
                .allSatisfy(piece -> assertThat(sources.toString()).as(piece).contains(withoutBlanks(piece)));
    }

    private static String withoutBlanks(String java) {
        return java.replaceAll("\\s", "");
    }
}

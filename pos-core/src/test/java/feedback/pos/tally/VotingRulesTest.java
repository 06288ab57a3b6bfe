package feedback.pos.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/voting-rules.md} true: each trace on it is counted anew. With {@code -Dpos.docs.write=true} the traces are written. */
class VotingRulesTest {
    private static final Path PAGE = Path.of("..", "docs", "voting-rules.md");
    private static final Pattern COUNT =
            Pattern.compile("<!-- count (\\S+)(?: exclusive=(\\S+))? -->\\n(?:```text\\n[^`]*```\\n)?");

    @Test
    void the_page_shows_what_is_counted() throws IOException {
        String before = Files.readString(PAGE);
        String page = COUNT.matcher(before).replaceAll(VotingRulesTest::counted);
        if (Boolean.getBoolean("pos.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(COUNT.matcher(page).results()).hasSizeGreaterThan(5);
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void the_page_names_every_rule() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Rule.spellings())
                .filteredOn(spelling -> !spelling.endsWith("-comparison"))
                .allSatisfy(spelling -> assertThat(page).contains("`" + spelling + "`"));
    }

    private static String counted(MatchResult block) {
        Rule rule = Rule.of(block.group(1));
        List<List<String>> groups = block.group(2) == null
                ? List.of()
                : List.of(Arrays.asList(block.group(2).split(",")));
        Outcome outcome = Tally.count(yard().election(), rule, Ties.usual(rule), groups);
        String trace =
                outcome.trace().stream().map(step -> step.text(Locale.ENGLISH)).collect(Collectors.joining("\n"));
        String marker = block.group().substring(0, block.group().indexOf('\n'));
        return Matcher.quoteReplacement(marker + "\n```text\n" + trace + "\nwinners: "
                + String.join(", ", outcome.winners()) + "; spent "
                + outcome.spent().toPlainString() + "\n```\n");
    }

    static Pabulib.File yard() {
        try (InputStream in =
                Objects.requireNonNull(VotingRulesTest.class.getResourceAsStream("yard.pb"), "a test resource")) {
            return Pabulib.read(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

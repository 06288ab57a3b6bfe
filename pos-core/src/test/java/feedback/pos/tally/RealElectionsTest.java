package feedback.pos.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real elections, where POS_TEST_DATA names a folder with {@code voting/*.pb}. */
class RealElectionsTest {
    /**
     * Whose official winners follow no rule that the file tells: exclusive projects are named in a comment only, and one project was left out although it has enough
     * votes and there is money.
     */
    private static final Map<String, List<String>> EXCLUSIVE_BY_COMMENT =
            Map.of("Poland_Warszawa_2022_Bemowo.pb", List.of("773", "153"));

    private static final Set<String> BY_HAND = Set.of("Poland_Warszawa_2018_Wawrzyszew.pb");

    private static List<Path> files = List.of();

    @BeforeAll
    static void find() throws IOException {
        String data = System.getenv("POS_TEST_DATA");
        Path folder = Path.of(data == null ? "" : data, "voting");
        boolean isThere = data != null && Files.isDirectory(folder);
        if (!isThere) {
            System.out.println("skipped: POS_TEST_DATA names no folder with voting/*.pb");
        }
        Assumptions.assumeTrue(isThere, "POS_TEST_DATA names no folder with voting/*.pb");
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".pb")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void votes_and_scores_equal_the_files() throws IOException {
        for (Path path : files) {
            Pabulib.File file = read(path);
            file.official().forEach((id, official) -> {
                Election.Standing standing = file.election().standing(id);
                assertThat(standing).as("%s: %s", path.getFileName(), id).isNotNull();
                if (standing != null && official.votes() != null) {
                    assertThat(BigDecimal.valueOf(standing.votes()))
                            .as("%s: votes of %s", path.getFileName(), id)
                            .isEqualByComparingTo(official.votes());
                }
                if (standing != null && official.score() != null) {
                    assertThat(standing.score())
                            .as("%s: score of %s", path.getFileName(), id)
                            .isEqualByComparingTo(official.score());
                }
            });
        }
    }

    @Test
    void winners_equal_the_official_ones() throws IOException {
        List<String> differ = new ArrayList<>();
        for (Path path : files) {
            String name = path.getFileName().toString();
            Pabulib.File file = read(path);
            Set<String> official = file.official().entrySet().stream()
                    .filter(each -> Integer.valueOf(1).equals(each.getValue().selected()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            Rule rule = Rule.find(file.rule()).orElse(null);
            if (rule == null || official.isEmpty() || BY_HAND.contains(name)) {
                System.out.println("not compared: " + name + ", rule " + file.rule());
                continue;
            }
            List<String> group = EXCLUSIVE_BY_COMMENT.get(name);
            Outcome outcome =
                    Tally.count(file.election(), rule, Ties.usual(rule), group == null ? List.of() : List.of(group));
            if (!Set.copyOf(outcome.winners()).equals(official)) {
                differ.add(name + ": " + outcome.winners() + " and not " + official);
            }
        }
        assertThat(differ).isEmpty();
    }

    @Test
    void what_is_written_counts_as_what_was_read() throws IOException {
        Rule rule = Rule.of("greedy");
        for (Path path : files) {
            Election election = read(path).election();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Pabulib.write(
                    election, rule, Ties.BY_LIST, Tally.count(election, rule).winners(), out);
            Pabulib.File again = Pabulib.read(new ByteArrayInputStream(out.toByteArray()));
            assertThat(again.notes()).as(path.toString()).isEmpty();
            assertThat(again.election().choices()).as(path.toString()).isEqualTo(election.choices());
            assertThat(again.election().projects()).as(path.toString()).isEqualTo(election.projects());
            assertThat(again.election().meta()).as(path.toString()).isEqualTo(election.meta());
            assertThat(again.election().limits()).as(path.toString()).isEqualTo(election.limits());
            assertThat(Tally.count(again.election(), rule)).as(path.toString()).isEqualTo(Tally.count(election, rule));
        }
    }

    private static Pabulib.File read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Pabulib.read(in);
        }
    }
}

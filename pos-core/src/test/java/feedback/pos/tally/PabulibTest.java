package feedback.pos.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.tally.Election.Limits;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.VoteType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PabulibTest {
    private static final String SMALL = """
            META
            key;value
            budget;100
            vote_type;approval
            rule;greedy
            PROJECTS
            project_id;cost;votes;selected
            A;60;2;1
            B;40.50;1;0
            VOTES
            voter_id;vote
            1;A,B
            2;A
            """;

    @Test
    void votes_and_scores_of_the_file_are_kept_apart_from_the_count() throws IOException {
        Pabulib.File file = read(SMALL.replace("A;60;2;1", "A;60;7;2"));
        assertThat(file.official().get("A")).isEqualTo(new Pabulib.Official(new BigDecimal(7), null, 2));
        assertThat(votes(file, "A")).isEqualTo(2);
        assertThat(file.rule()).isEqualTo("greedy");
        assertThat(file.notes()).isEmpty();
    }

    @Test
    void a_byte_order_mark_spaces_line_ends_and_the_case_of_names_do_not_matter() throws IOException {
        Pabulib.File file = read("\ufeff" + SMALL);
        Pabulib.File windows = read(SMALL.replace("\n", "\r\n"));
        Pabulib.File old = read(SMALL.replace("\n", "\r"));
        Pabulib.File spaced = read(SMALL.replace(";", " ; ").replace(",", " , ").replace("VOTES", "\n votes;\n"));
        for (Pabulib.File other : List.of(windows, old, spaced)) {
            assertThat(other.election().choices()).isEqualTo(file.election().choices());
            assertThat(other.election().projects()).isEqualTo(file.election().projects());
            assertThat(other.notes()).isEmpty();
        }
    }

    @Test
    void quoted_fields_may_hold_semicolons_marks_and_line_ends() throws IOException {
        Pabulib.File file = read(SMALL.replace("project_id;cost", "project_id;name;cost")
                .replace("A;60", "A;\"\"\"Yard\"\"; part\nII\";60")
                .replace("B;40", "B;Swings 2\" wide;40"));
        assertThat(file.election().projects().get(0).name()).isEqualTo("\"Yard\"; part\nII");
        assertThat(file.election().projects().get(1).name()).isEqualTo("Swings 2\" wide");
    }

    @Test
    void slips_are_read_over_and_noted_with_line_and_column() throws IOException {
        Pabulib.File file = read(SMALL.replace("rule;greedy", "rule: greedy\ncomment;one; two\nnum_votes;3\nbudget;5")
                .replace("budget;100\n", "budget;100,5\n")
                .replace("2;A\n", "2;A,X;;more\n3;\n"));
        assertThat(file.rule()).isEqualTo("greedy");
        assertThat(file.election().budget()).contains(new BigDecimal("100.5"));
        assertThat(file.election().meta()).containsEntry("comment", "one;two");
        assertThat(file.election().ballots()).isEqualTo(3);
        assertThat(file.notes())
                .extracting(note -> note.line() + ":" + note.column() + " " + note.key())
                .containsExactlyInAnyOrder(
                        "5:1 colon", "6:3 semicolon", "8:1 again", "3:2 comma", "16:2 unknown", "16:4 long");
        assertThat(file.notes()).allSatisfy(note -> {
            assertThat(note.text(Locale.ENGLISH)).startsWith("line ").doesNotContain("{");
            assertThat(note.text(Locale.forLanguageTag("ru")))
                    .startsWith("строка ")
                    .doesNotContain("{");
        });
    }

    @Test
    void a_project_that_a_ballot_names_twice_counts_as_the_source_counts_or_once() throws IOException {
        String text = SMALL.replace("2;A\n", "2;A,A\n");
        Pabulib.File file = read(text);
        assertThat(votes(file, "A")).isEqualTo(3);
        assertThat(file.notes()).extracting(Pabulib.Note::key).containsExactly("twice");
        Pabulib.File once = Pabulib.read(stream(text), true);
        assertThat(votes(once, "A")).isEqualTo(2);
        // Nobody has two purses
        assertThat(Tally.count(file.election(), Rule.of("equalshares")).winners())
                .isEqualTo(Tally.count(once.election(), Rule.of("equalshares")).winners());
    }

    @Test
    void points_may_be_fewer_or_negative_or_decimal() throws IOException {
        String text = SMALL.replace("approval", "scoring\ndefault_score;0.5")
                .replace("voter_id;vote\n1;A,B\n2;A\n", "voter_id;points;vote\n1;-1.25,2;A,B\n2;3;A,B\n3;;\n");
        Pabulib.File file = read(text);
        assertThat(file.election().standing("A")).isEqualTo(new Election.Standing(2, new BigDecimal("2.25")));
        assertThat(file.election().standing("B")).isEqualTo(new Election.Standing(2, new BigDecimal("2.5")));
        assertThat(file.notes()).extracting(Pabulib.Note::key).containsExactly("points");
    }

    @Test
    void rankings_count_by_borda_of_their_own_length_unless_the_file_gives_points() throws IOException {
        String ordinal = SMALL.replace("approval", "ordinal");
        assertThat(read(ordinal).election().standing("A")).isEqualTo(new Election.Standing(2, new BigDecimal(3)));
        String given = ordinal.replace("voter_id;vote\n1;A,B\n2;A\n", "voter_id;vote;points\n1;A,B;3,2\n2;A;3\n");
        assertThat(read(given).election().standing("A")).isEqualTo(new Election.Standing(2, new BigDecimal(6)));
    }

    @Test
    void the_artificial_cost_of_what_was_withdrawn_never_wins_and_stops_nothing() throws IOException {
        String text = SMALL.replace("A;60;2;1", "A;999999999;2;0").replace("budget;100", "budget;9999999999");
        Outcome outcome = Tally.count(read(text).election(), Rule.of("greedy-no-skip"));
        assertThat(outcome.winners()).containsExactly("B");
    }

    @Test
    void what_cannot_be_counted_is_refused_with_its_place() {
        assertRefused("budget;100", "budget;much", "3:2", "tally.file.number");
        assertRefused("budget;100", "budget;-1", "3:2", "tally.amount");
        assertRefused("budget;100", "budget;1e40", "3:2", "tally.amount");
        assertRefused("approval", "by shouting", "4:2", "tally.type");
        assertRefused("vote_type;approval\n", "", "1:1", "tally.file.missing");
        assertRefused("project_id;cost", "id;cost", "7:1", "tally.file.missing");
        assertRefused("project_id;cost;votes", "project_id;cost;cost", "7:3", "tally.file.column.twice");
        assertRefused("B;40.50", "B;forty", "9:2", "tally.file.number");
        assertRefused("B;40.50", "A;40.50", "9:1", "tally.twice");
        assertRefused("B;40.50", ";40.50", "9:1", "tally.id");
        assertRefused("voter_id;vote", "voter_id;choice", "11:1", "tally.file.missing");
        assertRefused("approval", "cumulative", "11:1", "tally.file.missing");
        assertRefused("approval", "ordinal\nscoring_fn;Dowdall", "5:2", "tally.file.scoring");
        assertRefused("1;A,B", "1;\"A,B", "12:1", "tally.file.quote");
        assertRefused("PROJECTS", "PLANS", "14:1", "tally.file.section");
        assertRefused("META\n", "", "1:1", "tally.file.section");
        assertRefused("rule;greedy", "exclusive_projects;A,C", "5:2", "tally.unknown");
        assertRefused("rule;greedy", "ties;coin", "5:2", "tally.ties");
        assertRefused("1;A,B", "1;" + "A,".repeat(Pabulib.LONGEST_ROW), "12:1", "tally.file.row");
        byte[] latin = SMALL.replace("1;A,B", "é;A,B").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refusal(latin).key()).isEqualTo("tally.file.utf8");
        assertThat(refusal(new byte[0]).key()).isEqualTo("tally.file.section");
    }

    @Test
    void what_is_written_is_read_back_equal() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            Election election = Elections.drawn(seed).election();
            assertThat(written(election).choices()).as("seed %d", seed).isEqualTo(election.choices());
            assertThat(written(election).standings()).as("seed %d", seed).isEqualTo(election.standings());
            assertThat(written(election).exclusive()).as("seed %d", seed).isEqualTo(election.exclusive());
        }
        Election.Builder builder = Election.of(VoteType.ORDINAL)
                .budget(new BigDecimal("1000.50"))
                .limits(new Limits(1, 3, BigDecimal.ONE, BigDecimal.TEN, null, null, null, null, null))
                .minimumVotes(BigDecimal.valueOf(2))
                .quorum(2)
                .meta("description", "A vote; with a \"mark\"")
                .meta("comment", "two\nlines")
                .project(new Project(
                        "A", new BigDecimal("10.25"), false, Map.of("name", " spaced ", "district", "Sosnovka")))
                .project(Project.of("B", BigDecimal.ONE))
                .exclusive(List.of("A", "B"))
                .ballot(List.of("B", "A"), List.of(BigDecimal.TEN, BigDecimal.ONE));
        Election election = builder.build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pabulib.write(election, Rule.of("k-best/2"), Ties.of("votes,lot:a,b"), List.of("A"), out);
        Pabulib.File again = Pabulib.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(again.notes()).isEmpty();
        assertThat(again.rule()).isEqualTo("k-best/2");
        assertThat(again.ties()).isEqualTo(Ties.of("votes,lot:a,b"));
        assertThat(again.official().get("A")).isEqualTo(new Pabulib.Official(BigDecimal.ONE, BigDecimal.ONE, 1));
        assertThat(again.election().limits()).isEqualTo(election.limits());
        assertThat(again.election().meta()).isEqualTo(election.meta());
        assertThat(again.election().minimum()).isEqualTo(election.minimum());
        assertThat(again.election().quorum()).isEqualTo(election.quorum());
        assertThat(again.election().exclusive()).isEqualTo(election.exclusive());
        assertThat(again.election().choices()).isEqualTo(election.choices());
        assertThat(again.election().projects().get(0).columns()).containsEntry("district", "Sosnovka");
    }

    private static Election written(Election election) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pabulib.write(election, Rule.of("greedy"), Ties.BY_LIST, null, out);
        return Pabulib.read(new ByteArrayInputStream(out.toByteArray())).election();
    }

    private static void assertRefused(String part, String broken, String place, String key) {
        Refusal refusal = refusal(SMALL.replace(part, broken).getBytes(StandardCharsets.UTF_8));
        assertThat(refusal.key()).as(broken).isEqualTo(key);
        assertThat(refusal.fields()).as(broken).extracting(Refusal.Field::field).containsExactly(place);
    }

    private static Refusal refusal(byte[] text) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Pabulib.read(new ByteArrayInputStream(text)));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static long votes(Pabulib.File file, String id) {
        Election.Standing standing = file.election().standing(id);
        return standing == null ? -1 : standing.votes();
    }

    private static Pabulib.File read(String text) throws IOException {
        return Pabulib.read(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

package feedback.pos.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.tally.CountStep.Tied;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.VoteType;
import feedback.pos.text.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void every_spelling_is_read_and_written_the_same() {
        for (String spelling : Rule.spellings()) {
            String whole = spelling.replace("/K", "/3");
            assertThat(Rule.of(whole)).hasToString(whole);
        }
        assertThat(Rule.of(" Greedy ")).hasToString("greedy");
        assertThat(Rule.of("borda/1")).hasToString("borda");
    }

    @Test
    void an_unknown_spelling_is_refused_and_told_what_there_is() {
        for (String spelling : List.of(
                "",
                "unknown",
                "k-best",
                "k-best/0",
                "k-best/99999",
                "equalshares/add2",
                "equalshares/",
                "greedy-comparison")) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> Rule.of(spelling));
            assertThat(refusal.getMessage()).as(spelling).contains("greedy-no-skip", "equalshares/add1-comparison");
        }
    }

    @Test
    void a_vote_without_money_has_the_most_votes_win() {
        Election.Builder builder = Election.of(VoteType.CHOOSE_1);
        List.of("square", "park", "pond").forEach(id -> builder.project(Project.of(id, null)));
        builder.ballots(List.of("park"), List.of(), 5).ballots(List.of("square"), List.of(), 3);
        Election election = builder.build();
        assertThat(winners(election, "plurality")).containsExactly("park");
        // Nobody voted for the pond
        assertThat(winners(election, "k-best/3")).containsExactly("park", "square");
        assertThat(Tally.count(election, Rule.of("plurality")).spent()).isZero();
        assertThatThrownBy(() -> winners(election, "greedy")).isInstanceOf(Refusal.class);
    }

    @Test
    void borda_wants_rankings_and_gives_the_first_of_k_k_points() {
        Election.Builder builder = Election.of(VoteType.ORDINAL);
        List.of("A", "B", "C").forEach(id -> builder.project(Project.of(id, null)));
        builder.ballots(List.of("A", "B", "C"), List.of(), 3).ballots(List.of("B", "C", "A"), List.of(), 2);
        Election election = builder.build();
        // A: 3×3 + 2×1, B: 3×2 + 2×3, C: 3×1 + 2×2
        assertThat(election.standings())
                .extracting(standing -> standing.score().intValue())
                .containsExactly(11, 12, 7);
        assertThat(winners(election, "borda")).containsExactly("B");
        assertThat(winners(election, "borda/2")).containsExactly("B", "A");
        Election approval = approvals(100, List.of(10), List.of(List.of(0)));
        assertThatThrownBy(() -> winners(approval, "borda")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_minimum_is_met_by_exactly_so_much_and_holds_under_every_rule() {
        Election.Builder builder = Election.of(VoteType.APPROVAL).budget(BigDecimal.valueOf(100));
        List.of("A", "B").forEach(id -> builder.project(Project.of(id, BigDecimal.TEN)));
        builder.minimum(BigDecimal.valueOf(3))
                .ballots(List.of("A", "B"), List.of(), 2)
                .ballot(List.of("A"));
        Election election = builder.build();
        for (String rule : Rule.spellings()) {
            if (!rule.startsWith("borda")) {
                assertThat(winners(election, rule.replace("/K", "/2"))).as(rule).containsExactly("A");
            }
        }
    }

    @Test
    void a_minimum_of_votes_asks_for_votes_where_points_rank() {
        Election.Builder builder = Election.of(VoteType.CUMULATIVE).budget(BigDecimal.valueOf(100));
        List.of("A", "B").forEach(id -> builder.project(Project.of(id, BigDecimal.TEN)));
        builder.minimumVotes(BigDecimal.valueOf(2))
                .ballot(List.of("A"), List.of(BigDecimal.TEN))
                .ballots(List.of("B"), List.of(BigDecimal.ONE), 2);
        assertThat(winners(builder.build(), "greedy")).containsExactly("B");
    }

    @Test
    void below_the_quorum_nobody_wins_and_empty_ballots_count_for_it() {
        Election.Builder builder =
                Election.of(VoteType.APPROVAL).budget(BigDecimal.TEN).quorum(3);
        builder.project(Project.of("A", BigDecimal.TEN)).ballots(List.of("A"), List.of(), 2);
        for (String rule : List.of("plurality", "greedy", "equalshares/add1u-comparison")) {
            assertThat(winners(builder.build(), rule)).as(rule).isEmpty();
        }
        Outcome outcome = Tally.count(builder.build(), Rule.of("greedy"));
        assertThat(outcome.trace()).containsExactly(new CountStep.Quorum(2, 3));
        builder.ballot(List.of());
        assertThat(winners(builder.build(), "greedy")).containsExactly("A");
    }

    @Test
    void ties_are_decided_by_what_was_published() {
        Election election = approvals(60, List.of(60, 50, 60), List.of(List.of(0, 1, 2)));
        assertThat(winners(election, "greedy", "list")).containsExactly("p0");
        assertThat(winners(election, "greedy", "cheaper")).containsExactly("p1");
        assertThat(winners(election, "greedy", "votes")).containsExactly("p0");
        Outcome outcome = Tally.count(election, Rule.of("greedy"), Ties.of("votes,cheaper"));
        assertThat(outcome.trace()).contains(new Tied("p1", List.of("p1", "p0", "p2"), 3, Ties.By.CHEAPER));
        assertThat(outcome.ties()).hasToString("votes,cheaper,list");
    }

    @Test
    void lots_are_drawn_from_the_published_seed_and_everybody_wins_sometimes() {
        // printf '%s\n%s' 'seed' 'p0' | sha256sum
        assertThat(Ties.lot("seed", "p0")).hasSize(64).isEqualTo(Ties.lot("seed", "p0"));
        Election election = approvals(10, List.of(10, 10, 10), List.of(List.of(0, 1, 2)));
        Set<String> won = new HashSet<>();
        for (int seed = 0; seed < 40; seed++) {
            List<String> winners = winners(election, "greedy", "lot:" + seed);
            assertThat(winners).hasSize(1);
            String least = IntStream.range(0, 3)
                    .mapToObj(i -> "p" + i)
                    .min(java.util.Comparator.comparing(lotOf(seed)))
                    .orElseThrow();
            assertThat(winners).containsExactly(least);
            won.addAll(winners);
        }
        assertThat(won).hasSize(3);
    }

    private static java.util.function.Function<String, String> lotOf(int seed) {
        return id -> Ties.lot(String.valueOf(seed), id);
    }

    @Test
    void ties_are_spelled_and_refused_with_what_there_is() {
        assertThat(Ties.of("cheaper,votes,list")).isEqualTo(Ties.usual(Rule.of("equalshares")));
        assertThat(Ties.of("votes, lot:a, b")).hasToString("votes,lot:a, b");
        for (String wrong : List.of("", "coin", "lot:", "votes;list")) {
            assertThatThrownBy(() -> Ties.of(wrong)).as(wrong).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void standings_alone_are_not_enough_for_equal_shares() {
        Election.Builder builder = Election.of(VoteType.APPROVAL).budget(BigDecimal.TEN);
        builder.project(Project.of("A", BigDecimal.TEN))
                .standing("A", 5, BigDecimal.valueOf(5))
                .ballotsCast(7);
        assertThat(winners(builder.build(), "greedy")).containsExactly("A");
        assertThatThrownBy(() -> winners(builder.build(), "equalshares"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.key()).isEqualTo("tally.rule.ballots"));
    }

    @Test
    void greedy_stands_where_more_voters_are_better_off_with_it() {
        // Three want two dear things, two each want something small
        Election election = approvals(
                100,
                List.of(60, 40, 20, 20),
                List.of(List.of(0, 1), List.of(0, 1), List.of(0, 1), List.of(2), List.of(3)));
        assertThat(winners(election, "equalshares")).containsExactlyInAnyOrder("p1", "p2", "p3");
        assertThat(winners(election, "equalshares-comparison")).containsExactlyInAnyOrder("p0", "p1");
    }

    /** A project of few and much money: shares grow by half a million steps, and ranges of them are passed at once. */
    @Test
    void shares_may_grow_far() {
        Election election = approvals(
                2_000_000,
                List.of(1_500_000, 300_000, 300_000),
                List.of(List.of(0), List.of(1), List.of(1, 2), List.of(2)));
        Outcome outcome = Tally.count(election, Rule.of("equalshares/add1"));
        assertThat(outcome.winners()).containsExactlyInAnyOrder("p1", "p2");
        assertThat(outcome.trace())
                .filteredOn(CountStep.Grown.class::isInstance)
                .singleElement()
                .isEqualTo(new CountStep.Grown(
                        BigDecimal.valueOf(500_000),
                        BigDecimal.valueOf(1_499_999),
                        999_999,
                        CountStep.Grown.End.BUDGET));
    }

    @Test
    void every_step_has_words_in_both_languages() {
        Set<String> seen = new HashSet<>();
        List<Rule> rules = List.of(
                Rule.of("plurality"),
                Rule.of("k-best/1"),
                Rule.of("greedy"),
                Rule.of("greedy-no-skip"),
                Rule.of("equalshares/add1u-comparison"),
                Rule.of("equalshares/add1e"));
        for (long seed = 0; seed < 300; seed++) {
            Election election = Elections.drawn(seed).election();
            for (Rule rule : rules) {
                for (CountStep step : Tally.count(election, rule).trace()) {
                    seen.add(step.step());
                    assertThat(step.text(Locale.ENGLISH)).matches("[^{}а-яА-Я]+");
                    assertThat(step.text(RUSSIAN)).containsPattern("[а-я]").doesNotContain("{");
                }
            }
        }
        seen.add(new CountStep.Quorum(1, 2).step());
        Set<String> all = java.util.Arrays.stream(CountStep.class.getPermittedSubclasses())
                .map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        assertThat(seen).isEqualTo(all);
        Texts texts = Texts.beside(Tally.class);
        assertThat(texts.keys(RUSSIAN)).isEqualTo(texts.keys(Locale.ENGLISH));
    }

    @Test
    void words_read_as_people_write() {
        CountStep step = new CountStep.Taken(
                "16",
                "Больше зелени",
                BigDecimal.valueOf(1_913),
                false,
                BigDecimal.valueOf(750_000),
                new BigDecimal("4524211.50"));
        assertThat(step.text(RUSSIAN).replace('\u00a0', ' '))
                .isEqualTo(
                        "Проект 16 «Больше зелени»: голосов 1 913, стоит 750 000, помещается; остаётся 4 524 211,50");
        assertThat(step.text(Locale.ENGLISH))
                .isEqualTo("Project 16 «Больше зелени»: votes: 1,913, costs 750,000, fits; 4,524,211.50 left");
    }

    @Test
    void bad_elections_are_refused() {
        Election.Builder builder = Election.of(VoteType.CUMULATIVE).project(Project.of("A", BigDecimal.ONE));
        assertRefused("tally.twice", () -> builder.project(Project.of("A", null)));
        assertRefused("tally.id", () -> Project.of("a,b", null));
        assertRefused("tally.id", () -> Project.of("", null));
        assertRefused("tally.amount", () -> Project.of("B", BigDecimal.valueOf(-1)));
        assertRefused("tally.amount", () -> builder.budget(new BigDecimal("1e2000000000")));
        assertRefused("tally.amount", () -> builder.budget(new BigDecimal("1e-2000000000")));
        assertRefused("tally.unknown", () -> builder.ballot(List.of("Z"), List.of(BigDecimal.ONE)));
        assertRefused("tally.points.number", () -> builder.ballot(List.of("A")));
        assertRefused("tally.points.value", () -> builder.ballot(List.of("A"), List.of(new BigDecimal("1e9"))));
        assertRefused("tally.points.value", () -> builder.ballot(List.of("A"), List.of(new BigDecimal("0.00001"))));
        assertRefused("tally.ballots", () -> builder.ballots(List.of(), List.of(), Election.MOST_BALLOTS + 1));
        assertRefused("tally.ballots", () -> builder.ballots(List.of(), List.of(), 0));
        assertRefused("tally.group", () -> builder.exclusive(List.of("A", "A")));
        assertRefused("tally.unknown", () -> builder.exclusive(List.of("A", "Z")));
    }

    /** The size that is asked for: 100,000 ballots, 5,000 distinct, 300 projects. That it ends is tested, its time is printed. */
    @Test
    void a_hundred_thousand_ballots_over_three_hundred_projects() {
        Random random = new Random(7);
        Election.Builder builder = Election.of(VoteType.APPROVAL).budget(BigDecimal.valueOf(10_000_000));
        for (int i = 0; i < 300; i++) {
            builder.project(Project.of("p" + i, BigDecimal.valueOf(20_000 + random.nextInt(300_000))));
        }
        for (int i = 0; i < 5_000; i++) {
            List<String> ids = random.ints(1 + random.nextInt(10), 0, 300)
                    .distinct()
                    .mapToObj(place -> "p" + place)
                    .toList();
            builder.ballots(ids, List.of(), 20);
        }
        Election election = builder.build();
        long began = System.nanoTime();
        Outcome outcome = Tally.count(election, Rule.of("equalshares/add1u"));
        System.out.printf(
                Locale.ROOT,
                "100,000 ballots, %d distinct, 300 projects by equalshares/add1u: %d ms, %d winners%n",
                election.choices().size(),
                (System.nanoTime() - began) / 1_000_000,
                outcome.winners().size());
        assertThat(outcome.spent()).isLessThanOrEqualTo(BigDecimal.valueOf(10_000_000));
        assertThat(outcome.winners()).hasSizeGreaterThan(20);
        assertThat(outcome.trace()).hasSizeLessThan(4 * 300);
    }

    private static void assertRefused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable wrong) {
        Refusal refusal = catchThrowableOfType(Refusal.class, wrong);
        assertThat(refusal).as(key).isNotNull();
        assertThat(refusal.key()).isEqualTo(key);
    }

    private static Election approvals(long budget, List<Integer> costs, List<List<Integer>> ballots) {
        Election.Builder builder = Election.of(VoteType.APPROVAL).budget(BigDecimal.valueOf(budget));
        for (int i = 0; i < costs.size(); i++) {
            builder.project(Project.of("p" + i, BigDecimal.valueOf(costs.get(i))));
        }
        List<List<Integer>> all = new ArrayList<>(ballots);
        all.forEach(ballot ->
                builder.ballot(ballot.stream().map(place -> "p" + place).toList()));
        return builder.build();
    }

    private static List<String> winners(Election election, String rule) {
        return Tally.count(election, Rule.of(rule)).winners();
    }

    private static List<String> winners(Election election, String rule, String ties) {
        return Tally.count(election, Rule.of(rule), Ties.of(ties)).winners();
    }
}

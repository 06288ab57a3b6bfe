package feedback.pos.tally;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.tally.CountStep.Paid;
import feedback.pos.tally.Elections.Drawn;
import feedback.pos.tally.Plainly.Frac;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule against the plain count, on thousands of small elections drawn by seed. */
class AgainstPlainCountTest {
    private static final long SEEDS = 1_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plurality",
                "k-best/2",
                "greedy",
                "greedy-no-skip",
                "greedy-threshold",
                "greedy-exclusive",
                "greedy-custom",
                "equalshares",
                "equalshares-comparison",
                "equalshares/utilitarian",
                "equalshares/add1",
                "equalshares/add1-comparison",
                "equalshares/add1e",
                "equalshares/add1u",
                "equalshares/add1eu-comparison"
            })
    void the_same_projects_win_in_the_same_order(String spelling) {
        Rule rule = Rule.of(spelling);
        for (long seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = Elections.drawn(seed);
            Plainly plainly = new Plainly(drawn, rule);
            List<String> expected = plainly.winners();

            Outcome outcome = Tally.count(drawn.election(), rule);

            assertThat(outcome.winners()).as("%s, seed %d", rule, seed).isEqualTo(expected);
            assertThat(outcome.spent()).as("%s, seed %d", rule, seed).isLessThanOrEqualTo(drawn.budget());
            assertPaid(outcome, plainly, seed);
        }
    }

    /** Who paid how much at most, to the last fraction. */
    private static void assertPaid(Outcome outcome, Plainly plainly, long seed) {
        for (CountStep step : outcome.trace()) {
            if (step instanceof Paid paid) {
                Frac most = plainly.most.get(paid.project());
                String exactly = most.d().equals(BigInteger.ONE) ? most.n().toString() : most.n() + "/" + most.d();
                assertThat(paid.most()).as("seed %d, %s", seed, paid.project()).isEqualTo(exactly);
            }
        }
    }

    @Test
    void neither_the_order_of_ballots_nor_their_grouping_matters() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = Elections.drawn(seed);
            Drawn shuffled = drawn.shuffled(new Random(seed));
            for (String rule : List.of("greedy", "equalshares/add1u")) {
                assertThat(Tally.count(shuffled.election(), Rule.of(rule)))
                        .as("seed %d", seed)
                        .isEqualTo(Tally.count(drawn.election(), Rule.of(rule)));
            }
        }
    }

    /** More money never takes a project from the plain order of votes where nothing is passed over. */
    @Test
    void more_money_never_takes_anything_away_under_no_skip() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = Elections.drawn(seed);
            Drawn richer = drawn.withBudget(drawn.budget().add(BigDecimal.TEN));
            Rule rule = Rule.of("greedy-no-skip");
            List<String> before = Tally.count(drawn.election(), rule).winners();
            List<String> after = Tally.count(richer.election(), rule).winners();
            assertThat(after.subList(0, Math.min(before.size(), after.size())))
                    .as("seed %d", seed)
                    .isEqualTo(before);
        }
    }

    @Test
    void rules_that_go_by_rank_count_standings_as_they_count_ballots() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = Elections.drawn(seed);
            Election.Builder standings = Election.of(drawn.type()).budget(drawn.budget());
            drawn.projects().forEach(standings::project);
            drawn.exclusive().forEach(standings::exclusive);
            BigDecimal minimum = drawn.minimum();
            if (minimum != null) {
                standings.minimum(minimum);
            }
            for (int i = 0; i < drawn.projects().size(); i++) {
                Election.Standing standing = drawn.election().standings().get(i);
                standings.standing(drawn.projects().get(i).id(), standing.votes(), standing.score());
            }
            standings.ballotsCast(drawn.ballots().size());
            Election alone = standings.build();
            for (String rule : List.of("greedy", "greedy-no-skip", "k-best/2")) {
                assertThat(Tally.count(alone, Rule.of(rule)))
                        .as("seed %d", seed)
                        .isEqualTo(Tally.count(drawn.election(), Rule.of(rule)));
            }
        }
    }

    /** Ranges of shares that are settled at once must come to what single steps come to: many steps, few voters. */
    @Test
    void ranges_of_shares_come_to_what_single_steps_come_to() {
        for (long seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            Drawn drawn = Elections.drawn(100_000 + seed);
            if (drawn.ballots().size() < 2) {
                continue;
            }
            List<Election.Project> dear = new ArrayList<>();
            for (Election.Project project : drawn.projects()) {
                dear.add(Election.Project.of(project.id(), BigDecimal.valueOf(1 + random.nextInt(900))));
            }
            Election.Builder builder = Election.of(drawn.type()).budget(BigDecimal.valueOf(900));
            dear.forEach(builder::project);
            drawn.ballots().forEach(each -> builder.ballot(each.ids(), each.points()));
            Drawn other = new Drawn(
                    drawn.type(),
                    BigDecimal.valueOf(900),
                    dear,
                    drawn.ballots(),
                    List.of(),
                    null,
                    drawn.type() == Election.VoteType.SCORING ? withDefault(drawn, dear) : builder.build());
            for (String rule : List.of("equalshares/add1", "equalshares/add1e")) {
                assertThat(Tally.count(other.election(), Rule.of(rule)).winners())
                        .as("%s, seed %d", rule, seed)
                        .isEqualTo(new Plainly(other, Rule.of(rule)).winners());
            }
        }
    }

    /** Costs that differ by a billionth of a trillionth: no bounds tell them apart, exact fractions do. */
    @Test
    void differences_that_no_bounds_show_are_seen() {
        Rule rule = Rule.of("equalshares");
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Drawn drawn = Elections.drawn(200_000 + seed);
            BigDecimal huge = BigDecimal.TEN.pow(11);
            List<Election.Project> projects = drawn.projects().stream()
                    .map(project -> Election.Project.of(
                            project.id(), project.cost().multiply(huge).add(BigDecimal.valueOf(random.nextInt(3), 9))))
                    .toList();
            BigDecimal budget = drawn.budget().multiply(huge);
            Election.Builder builder = Election.of(drawn.type())
                    .budget(budget)
                    .limits(drawn.election().limits());
            projects.forEach(builder::project);
            drawn.ballots().forEach(each -> builder.ballot(each.ids(), each.points()));
            Drawn close = new Drawn(drawn.type(), budget, projects, drawn.ballots(), List.of(), null, builder.build());
            assertThat(Tally.count(close.election(), rule).winners())
                    .as("seed %d", seed)
                    .isEqualTo(new Plainly(close, rule).winners());
        }
    }

    private static Election withDefault(Drawn drawn, List<Election.Project> dear) {
        Election.Builder builder = Election.of(drawn.type())
                .budget(BigDecimal.valueOf(900))
                .limits(drawn.election().limits());
        dear.forEach(builder::project);
        drawn.ballots().forEach(each -> builder.ballot(each.ids(), each.points()));
        return builder.build();
    }

    @Test
    void drawn_elections_are_not_all_alike() {
        HashSet<List<String>> outcomes = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            outcomes.add(Tally.count(Elections.drawn(seed).election(), Rule.of("equalshares/add1u"))
                    .winners());
        }
        assertThat(outcomes).hasSizeGreaterThan(100);
    }
}

package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.tally.CountStep.Quorum;
import java.math.BigDecimal;
import java.util.List;

/**
 * Counts an election. The same election, rule and ties always give the same outcome, step by step, whoever counts: nothing is decided by rounded
 * numbers, by the order of ballots or by chance. Safe for many threads.
 */
public final class Tally {
    private Tally() {}

    /**
     * Counts by a rule and what decides between equals where nobody published anything else ({@link Ties#usual}).
     *
     * @throws Refusal if the election lacks what the rule needs
     */
    public static Outcome count(Election election, Rule rule) {
        return count(election, rule, Ties.usual(rule));
    }

    /**
     * Counts by a rule. A minimum, a quorum and groups of exclusive projects hold under every rule, and no rule spends more than the budget.
     *
     * @throws Refusal if the election lacks what the rule needs: a budget and costs, ballots rather than standings, rankings for Borda; or if equal
     *     shares would have to grow beyond any measure
     */
    public static Outcome count(Election election, Rule rule, Ties ties) {
        check(election, rule);
        Counting counting = new Counting(election, ties);
        long quorum = election.quorum().orElse(0);
        if (election.ballots() < quorum) {
            counting.add(new Quorum(election.ballots(), quorum));
        } else if (rule.kind() == Rule.Kind.EQUAL_SHARES) {
            EqualShares.count(counting, rule);
        } else {
            ByRank.count(counting, rule);
        }
        return counting.outcome(rule);
    }

    /**
     * The same with more groups of projects of which only one can win each.
     *
     * @throws Refusal also if a group has fewer than two projects, or unknown ones
     */
    public static Outcome count(Election election, Rule rule, Ties ties, List<List<String>> exclusive) {
        return count(election.excluding(exclusive), rule, ties);
    }

    private static void check(Election election, Rule rule) {
        if (rule.kind() == Rule.Kind.BORDA && election.type() != Election.VoteType.ORDINAL) {
            throw Refusal.field(
                    "rule", "tally.rule.ordinal", rule, election.type().code());
        }
        if (rule.needsBudget()) {
            if (election.budget().isEmpty()) {
                throw Refusal.field("budget", "tally.rule.budget", rule);
            }
            for (Election.Project project : election.projects()) {
                if (project.cost() == null) {
                    throw Refusal.field("cost", "tally.rule.cost", rule, Election.shortened(project.id()));
                }
            }
        }
        if (rule.needsBallots() && !election.hasBallots() && hasVotes(election)) {
            throw Refusal.field("rule", "tally.rule.ballots", rule);
        }
    }

    private static boolean hasVotes(Election election) {
        return election.ballots() > 0
                || election.standings().stream()
                        .anyMatch(standing ->
                                standing.votes() > 0 || standing.score().compareTo(BigDecimal.ZERO) != 0);
    }
}

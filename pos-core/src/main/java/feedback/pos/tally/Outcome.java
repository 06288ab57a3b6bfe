package feedback.pos.tally;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a count, and why.
 *
 * @param rule by which it was counted
 * @param ties what decided between equals
 * @param ballots how many there were
 * @param winners their ids in the order in which they were elected
 * @param spent what they cost together; 0 where nothing has a cost
 * @param projects all of them, in the order of the list
 * @param trace how it came about, step by step; at most a few steps a project
 */
public record Outcome(
        Rule rule,
        Ties ties,
        long ballots,
        List<String> winners,
        BigDecimal spent,
        List<Line> projects,
        List<CountStep> trace) {
    public Outcome {
        winners = List.copyOf(winners);
        projects = List.copyOf(projects);
        trace = List.copyOf(trace);
    }

    /**
     * A project in the outcome.
     *
     * @param cost null where it has none
     * @param votes how many ballots name it
     * @param score the sum of its points; its votes where ballots say no points
     * @param selected whether it was elected
     */
    public record Line(
            String id, String name, @Nullable BigDecimal cost, long votes, BigDecimal score, boolean selected) {}
}

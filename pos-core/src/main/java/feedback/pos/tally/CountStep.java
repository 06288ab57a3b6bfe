package feedback.pos.tally;

import feedback.pos.tally.Ties.By;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a count, as data: what was decided about which project and by which figures. Money that is shared is a fraction as a rule; it is
 * said exactly as {@code 12345/678} (left out where that is longer than {@link #LONGEST_FRACTION} characters) and rounded to hundredths.
 */
public sealed interface CountStep {
    /** The longest exact fraction that is written out. */
    int LONGEST_FRACTION = 120;

    /** The kind of step as a word: {@code taken}, {@code skipped}, {@code paid}, … */
    default String step() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The project it is about; null if it is about all. */
    default @Nullable String project() {
        return null;
    }

    /** The step in words; Russian unless the locale is English. */
    default String text(Locale locale) {
        return StepWords.of(this, locale);
    }

    /** There were too few ballots, so nobody wins. */
    record Quorum(long ballots, long least) implements CountStep {}

    /** The project had less than the minimum: {@code has} is votes or the score, as the election says. */
    record Minimum(String project, String name, BigDecimal has, BigDecimal least, boolean ofVotes)
            implements CountStep {}

    /** The project was withdrawn after people could vote for it. */
    record Withdrawn(String project, String name) implements CountStep {}

    /**
     * The project was elected by its rank.
     *
     * @param figure by which it is ranked: votes or points
     * @param cost what it costs; null without money
     * @param left what is left of the budget; null without a budget
     */
    record Taken(
            String project,
            String name,
            BigDecimal figure,
            boolean points,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal left)
            implements CountStep {}

    /** The project costs more than is left, and was passed over. */
    record Skipped(String project, String name, BigDecimal figure, boolean points, BigDecimal cost, BigDecimal left)
            implements CountStep {}

    /** The project costs more than is left, and the count ends with it. */
    record Stopped(String project, String name, BigDecimal figure, boolean points, BigDecimal cost, BigDecimal left)
            implements CountStep {}

    /** As many as may win have won. */
    record Full(int winners) implements CountStep {}

    /** The project cannot be built beside another one that won. */
    record Excluded(String project, String name, String because) implements CountStep {}

    /**
     * Equal projects were told apart.
     *
     * @param order in which they came, at most ten of them
     * @param equal how many there were
     * @param by what told the first from the second
     */
    record Tied(String project, List<String> order, int equal, By by) implements CountStep {}

    /**
     * Everybody was given the same share of the money.
     *
     * @param share exactly; null where that is too long
     * @param rounded the same in hundredths
     */
    record Shares(long voters, @Nullable String share, BigDecimal rounded, BigDecimal budget) implements CountStep {}

    /**
     * Shares grew by one unit at a time.
     *
     * @param from the first share, rounded
     * @param to the last one, with which the winners were found, rounded
     * @param times how often they grew
     * @param end why they did not grow on: {@code BUDGET} (what is bought with more would not fit), {@code EXHAUSTED} (no other project would
     *     fit), {@code NOTHING} (there is nothing else to buy)
     */
    record Grown(BigDecimal from, BigDecimal to, long times, End end) implements CountStep {
        /** Why shares did not grow on. */
        public enum End {
            BUDGET,
            EXHAUSTED,
            NOTHING
        }
    }

    /**
     * Those who want the project paid for it: each the same, or what they had left if that was less. With points: the same for each point.
     *
     * @param supporters how many want it
     * @param payers how many of them had anything left
     * @param full how many paid the most
     * @param most what those paid, exactly; null where that is too long
     * @param rounded the same in hundredths
     * @param points whether that is for each point, and not for each voter
     * @param left what all voters together have left afterwards, rounded
     */
    record Paid(
            String project,
            String name,
            BigDecimal cost,
            long supporters,
            long payers,
            long full,
            @Nullable String most,
            BigDecimal rounded,
            boolean points,
            BigDecimal left)
            implements CountStep {}

    /** Those who want the project have less left than it costs. */
    record Unpaid(String project, String name, BigDecimal cost, long supporters, BigDecimal money)
            implements CountStep {}

    /** The project costs nothing, so it was elected at once. */
    record Free(String project, String name) implements CountStep {}

    /** What is left is given by votes. */
    record Rest(BigDecimal left) implements CountStep {}

    /** How many voters are better off with equal shares, how many with greedy, and whether greedy won. */
    record Compared(long shares, long greedy, boolean greedyWins) implements CountStep {}

    /** Nobody voted, or not for anything that could win. */
    record Nobody() implements CountStep {}
}

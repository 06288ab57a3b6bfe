package feedback.pos.tally;

import feedback.pos.tally.CountStep.Full;
import feedback.pos.tally.CountStep.Nobody;
import feedback.pos.tally.CountStep.Skipped;
import feedback.pos.tally.CountStep.Stopped;
import feedback.pos.tally.CountStep.Taken;
import feedback.pos.tally.Election.Project;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rules that go down the list of projects by votes or points: the most, and greedy in its kinds. They need no more than standings. */
final class ByRank {
    private ByRank() {}

    static void count(Counting counting, Rule rule) {
        List<Integer> ranked = ranked(counting, counting.electable());
        if (rule.kind().isMost()) {
            ranked.removeIf(place -> counting.figure(place).signum() <= 0);
            if (ranked.isEmpty()) {
                counting.add(new Nobody());
            }
        }
        elect(counting, ranked, rule.kind().stops(), rule.kind().isMost() ? rule.winners() : Integer.MAX_VALUE);
    }

    /** The most votes or points first; equal ones as they are told apart. */
    static List<Integer> ranked(Counting counting, List<Integer> places) {
        List<Integer> ranked = new ArrayList<>(places);
        ranked.sort(Comparator.<Integer, BigDecimal>comparing(counting::figure)
                .reversed()
                .thenComparing(counting.ties().order(counting.election())));
        return ranked;
    }

    /**
     * Goes down the list.
     *
     * @param stops whether the first that does not fit ends it, and is not just passed over
     * @param most how many may win
     */
    static void elect(Counting counting, List<Integer> ranked, boolean stops, int most) {
        int before = counting.elected().size();
        for (int place : ranked) {
            if (counting.elected().size() - before == most) {
                counting.add(new Full(most));
                break;
            }
            Integer because = counting.excludedBy(place);
            if (because != null) {
                counting.excluded(place, because);
            } else if (fits(counting, place)) {
                counting.elect(place);
                counting.add(taken(counting, place));
            } else {
                counting.add(notTaken(counting, place, stops));
                if (stops) {
                    break;
                }
            }
        }
        tellTies(counting, ranked);
    }

    private static boolean fits(Counting counting, int place) {
        BigDecimal left = counting.left();
        return left == null || counting.cost(place).compareTo(left) <= 0;
    }

    /** Where equal projects fared differently, it is told how they were put in order. */
    private static void tellTies(Counting counting, List<Integer> ranked) {
        for (int from = 0, to; from < ranked.size(); from = to) {
            to = from + 1;
            while (to < ranked.size()
                    && counting.figure(ranked.get(to)).compareTo(counting.figure(ranked.get(from))) == 0) {
                to++;
            }
            List<Integer> equal = ranked.subList(from, to);
            long winners = equal.stream().filter(counting::isElected).count();
            if (winners > 0 && winners < equal.size()) {
                counting.tied(equal);
            }
        }
    }

    private static Taken taken(Counting counting, int place) {
        Project project = counting.project(place);
        return new Taken(
                project.id(),
                project.name(),
                counting.figure(place),
                counting.election().type().isScored(),
                project.cost(),
                counting.left());
    }

    private static CountStep notTaken(Counting counting, int place, boolean stops) {
        Project project = counting.project(place);
        BigDecimal figure = counting.figure(place);
        boolean points = counting.election().type().isScored();
        BigDecimal left = counting.election().budget().orElseThrow().subtract(counting.spent());
        return stops
                ? new Stopped(project.id(), project.name(), figure, points, counting.cost(place), left)
                : new Skipped(project.id(), project.name(), figure, points, counting.cost(place), left);
    }
}

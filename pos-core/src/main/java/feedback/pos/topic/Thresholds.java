package feedback.pos.topic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * From which probability on a topic is taken without a person: as low as the wanted precision allows, judged by texts that were held out. All
 * topics begin with one threshold, at which the lower confidence bound of the precision is what is wanted; a topic that is right too seldom
 * at that gets a higher one of its own.
 */
final class Thresholds {

    /** With fewer texts held out nothing can be said about a precision near 1. */
    private static final int FEW = 100;

    /** One-sided, so many standard deviations: somewhat more than even chances that the true precision lies above the bound. */
    private static final double CONFIDENCE = 0.1;

    /** So many standard deviations below what is wanted a topic must be to be called too often wrong. */
    private static final double SUSPICION = 1;

    /** What chance explains among some hundred texts that are taken. */
    private static final double SHORTFALL = 0.02;

    private static final double NEVER = 1;

    private Thresholds() {}

    /**
     * A text that was held out, with what was proposed for it.
     *
     * @param proposal the best topic
     * @param probability of it
     * @param right whether it is the true one
     */
    record Proposed(int proposal, double probability, boolean right) {}

    /** The threshold of each topic, or the one given where too little was held out. */
    static double[] of(List<Proposed> trials, int topics, double precision, double otherwise) {
        double[] thresholds = new double[topics];
        Arrays.fill(thresholds, trials.size() < FEW ? otherwise : forAll(trials, precision));
        if (trials.size() >= FEW) {
            trials.stream()
                    .filter(each -> each.probability() >= thresholds[each.proposal()])
                    .collect(Collectors.groupingBy(Proposed::proposal))
                    .forEach((topic, taken) -> {
                        if (isTooOftenWrong(taken, precision)) {
                            thresholds[topic] = Math.max(thresholds[topic], lowest(taken, precision, 0));
                        }
                    });
        }
        return thresholds;
    }

    private static boolean isTooOftenWrong(List<Proposed> taken, double precision) {
        int right = (int) taken.stream().filter(Proposed::right).count();
        // The upper bound of a share is what the lower one of its rest leaves
        return 1 - bound(taken.size() - right, taken.size(), SUSPICION) < precision;
    }

    /**
     * Of a hundred texts that were held out one more or less that is wrong may leave no threshold at all. Then that of the highest bound is
     * taken, if the precision there falls short by no more than chance explains.
     */
    private static double forAll(List<Proposed> trials, double precision) {
        double lowest = lowest(trials, precision, CONFIDENCE);
        if (lowest < NEVER) {
            return lowest;
        }
        List<Proposed> surestFirst = surestFirst(trials);
        double threshold = NEVER;
        double best = 0;
        int right = 0;
        for (int i = 0; i < surestFirst.size(); i++) {
            right += surestFirst.get(i).right() ? 1 : 0;
            double bound = bound(right, i + 1, SUSPICION);
            double share = (double) right / (i + 1);
            if (bound > best && isLastOfEquals(surestFirst, i) && share >= precision - SHORTFALL) {
                best = bound;
                threshold = surestFirst.get(i).probability();
            }
        }
        return threshold;
    }

    private static List<Proposed> surestFirst(List<Proposed> trials) {
        return trials.stream()
                .sorted(Comparator.comparingDouble(Proposed::probability).reversed())
                .toList();
    }

    private static boolean isLastOfEquals(List<Proposed> surestFirst, int i) {
        return i + 1 == surestFirst.size()
                || surestFirst.get(i + 1).probability() < surestFirst.get(i).probability();
    }

    /** The lowest probability from which on the bound of the precision is high enough; 1 where there is none. */
    static double lowest(List<Proposed> trials, double precision, double confidence) {
        List<Proposed> surestFirst = surestFirst(trials);
        double threshold = NEVER;
        int right = 0;
        for (int i = 0; i < surestFirst.size(); i++) {
            right += surestFirst.get(i).right() ? 1 : 0;
            if (isLastOfEquals(surestFirst, i) && bound(right, i + 1, confidence) >= precision) {
                threshold = surestFirst.get(i).probability();
            }
        }
        return threshold;
    }

    /** Wilson's lower bound of a share. */
    private static double bound(int right, int all, double deviations) {
        double share = (double) right / all;
        double square = deviations * deviations;
        double middle = share + square / (2 * all);
        double spread = deviations * Math.sqrt(share * (1 - share) / all + square / (4.0 * all * all));
        return (middle - spread) / (1 + square / all);
    }
}

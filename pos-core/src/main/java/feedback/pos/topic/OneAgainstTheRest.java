package feedback.pos.topic;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The learner: for one topic at a time, a linear support vector machine with squared hinge loss that tells the topic from all others, by
 * dual coordinate descent (Hsieh and others, «A dual coordinate descent method for large-scale linear SVM», 2008).
 *
 * <p>This is the method of liblinear, written out here for three reasons. liblinear's progress output is a static field that all of a
 * process share, and it wants an object for each number of each text, several times the memory. And our machine differs in one point that
 * pays twice: the constant term is not learned but fixed at −1. A text of which nothing is known so scores exactly −1, «not this topic»,
 * for every topic; and most of the other topics' texts are right from the beginning, which makes the learning about twice as fast, with
 * the same accuracy on real messages.
 *
 * <p>Not for use by many threads.
 */
final class OneAgainstTheRest {

    /** The score of a text of which nothing is known. */
    static final double NOTHING_KNOWN = -1;

    /** Passes over the examples at most: a bound on the time, for a set that does not settle. */
    private static final int PASSES = 30;

    /** The largest projected gradient at which the solution is good enough; a finer one was no more accurate on real messages. */
    private static final double TOLERANCE = 0.2;

    /** Nothing is left out. */
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final List<SparseVector> texts;
    private final int[] topics;
    private final double diagonal;
    private final long seed;

    private final double[] curvature;

    /** How strongly each text pulls the weights to its side: its dual variable, 0 where it is right without help. */
    private final double[] pull;

    private final int[] order;
    private final float[] weights;

    /**
     * @param topics the topic of each text
     * @param rows how many rows the vocabulary has
     * @param cost what a mistake weighs
     */
    OneAgainstTheRest(List<SparseVector> texts, int[] topics, int rows, double cost, long seed) {
        this.texts = texts;
        this.topics = topics;
        this.diagonal = 0.5 / cost;
        this.seed = seed;
        this.curvature = texts.stream()
                .mapToDouble(text -> text.squaredLength() + diagonal)
                .toArray();
        this.pull = new double[texts.size()];
        this.order = new int[texts.size()];
        this.weights = new float[rows];
    }

    /** The weights of the rows for the topic, valid until the next call. */
    float[] weights(int topic) {
        Arrays.fill(weights, 0);
        Arrays.fill(pull, 0);
        SplittableRandom random = new SplittableRandom(seed + topic);
        int active = ownFirst(topic);
        double limit = NO_LIMIT;
        for (int pass = 0; pass < PASSES; pass++) {
            shuffle(active, random);
            double highest = -NO_LIMIT;
            double lowest = NO_LIMIT;
            for (int i = 0; i < active; i++) {
                int text = order[i];
                double side = topics[text] == topic ? 1 : -1;
                double gradient = side * (texts.get(text).dot(weights) + NOTHING_KNOWN) - 1 + diagonal * pull[text];
                if (pull[text] == 0 && gradient > limit) {
                    // Right by a wide margin: it is left out until the others have settled
                    active--;
                    order[i] = order[active];
                    order[active] = text;
                    i--;
                    continue;
                }
                double projected = pull[text] == 0 ? Math.min(0, gradient) : gradient;
                highest = Math.max(highest, projected);
                lowest = Math.min(lowest, projected);
                if (projected != 0) {
                    double before = pull[text];
                    pull[text] = Math.max(0, before - gradient / curvature[text]);
                    texts.get(text).addTo(weights, (pull[text] - before) * side);
                }
            }
            boolean settled = Math.max(highest, -lowest) <= TOLERANCE;
            if (settled && active == order.length) {
                break;
            }
            if (settled) {
                active = order.length;
            }
            limit = settled || highest <= 0 ? NO_LIMIT : highest;
        }
        return weights;
    }

    /** Begins with the topic's own texts: until they have pulled, all others are right. Returns how many they are. */
    private int ownFirst(int topic) {
        int own = 0;
        int other = order.length;
        for (int text = 0; text < topics.length; text++) {
            order[topics[text] == topic ? own++ : --other] = text;
        }
        return own;
    }

    private void shuffle(int active, SplittableRandom random) {
        for (int i = active - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}

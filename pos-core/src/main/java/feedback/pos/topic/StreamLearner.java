package feedback.pos.topic;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The learner for volume: multinomial logistic regression by stochastic gradients, with a step for each feature that shrinks the more often
 * the feature was met (AdaGrad). It reads texts one after the other and keeps the weights alone, so a million messages take minutes and
 * no more memory than fifty thousand; their features are read anew in each pass. Deterministic for a seed; not for use by many threads.
 */
final class StreamLearner {

    /** About so many examples are looked at in all, in 3 to 30 passes. */
    private static final int LOOKS = 600_000;

    private static final int FEWEST_PASSES = 3;
    private static final int MOST_PASSES = 30;

    private static final float STEP = 1.5f;

    /** Where less than this is wrong about a topic its weights stay: most topics are out of the question for most texts. */
    private static final double NOTHING = 1e-3;

    /** Brings the scores to the size of those of the rich model, for which the calibration is made. */
    private static final float SCALE = 0.1f;

    private final int topics;
    private final float[] weights;
    private final float[] met;
    private final double[] shares;

    private StreamLearner(int rows, int topics) {
        this.topics = topics;
        this.weights = new float[Math.multiplyExact(rows, topics)];
        this.met = new float[rows];
        this.shares = new double[topics];
    }

    /** The vector of an example, made anew each time it is asked for. */
    interface Texts {
        SparseVector get(int example);
    }

    /** The weights by row and then by topic. */
    static float[] weights(Texts texts, int[] labels, int topics, int rows, long seed) {
        StreamLearner learner = new StreamLearner(rows, topics);
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[labels.length];
        Arrays.setAll(order, i -> i);
        int passes = Math.max(FEWEST_PASSES, Math.min(MOST_PASSES, LOOKS / Math.max(1, labels.length)));
        for (int pass = 0; pass < passes; pass++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            for (int example : order) {
                learner.look(texts.get(example), labels[example]);
            }
        }
        for (int cell = 0; cell < learner.weights.length; cell++) {
            learner.weights[cell] *= SCALE;
        }
        return learner.weights;
    }

    private void look(SparseVector text, int label) {
        float[] scores = new float[topics];
        for (int i = 0; i < text.rows.length; i++) {
            float value = text.values[i];
            int strip = text.rows[i] * topics;
            for (int topic = 0; topic < topics; topic++) {
                scores[topic] += value * weights[strip + topic];
            }
        }
        float highest = 0;
        for (float score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int topic = 0; topic < topics; topic++) {
            shares[topic] = StrictMath.exp(scores[topic] - highest);
            sum += shares[topic];
        }
        double wrong = 0;
        for (int topic = 0; topic < topics; topic++) {
            shares[topic] = (topic == label ? 1 : 0) - shares[topic] / sum;
            wrong += shares[topic] * shares[topic];
        }
        float[] steps = new float[text.rows.length];
        for (int i = 0; i < steps.length; i++) {
            float value = text.values[i];
            met[text.rows[i]] += (float) (value * value * wrong);
            steps[i] = STEP * value / (float) Math.sqrt(met[text.rows[i]] + 1e-6f);
        }
        for (int topic = 0; topic < topics; topic++) {
            float change = (float) shares[topic];
            if (Math.abs(change) > NOTHING) {
                for (int i = 0; i < steps.length; i++) {
                    weights[text.rows[i] * topics + topic] += change * steps[i];
                }
            }
        }
    }
}

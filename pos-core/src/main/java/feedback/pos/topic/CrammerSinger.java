package feedback.pos.topic;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The first learner of the rich model: a linear support vector machine for all topics at once (Crammer and Singer, 2001), whose loss looks
 * at the strongest wrong topic only, by dual coordinate descent (Keerthi and others, «A sequential dual method for large scale multi-class
 * linear SVMs», 2008). Of the linear machines that were tried on real messages it ranked best, above one topic against the rest, logistic
 * regression and their mixtures.
 *
 * <p>There is no constant term: a text of which nothing is known scores 0 for every topic. Deterministic for a seed; not for use by many
 * threads.
 */
final class CrammerSinger {

    /** Passes over the examples at most: a bound on the time, for a set that does not settle. */
    private static final int PASSES = 60;

    /** The violation of a constraint that is good enough; a finer one was no more accurate on real messages. */
    private static final double TOLERANCE = 0.05;

    /** After so many passes without a change an example is left out until the others have settled. */
    private static final int PATIENCE = 2;

    private static final float LEAST_STEP = 1e-7f;

    /** Up to so many texts the products of all pairs of them are kept: 64 MB. */
    static final int MOST_PRODUCTS = 4_000;

    private final List<SparseVector> texts;
    private final int[] topics;
    private final int count;
    private final double[] cost;
    private final SplittableRandom random;
    private final Standing standing;

    /** By example and topic: how strongly the example pulls the topic's weights. */
    private final float[][] pull;

    private final float[] scores;
    private final double[] targets;
    private final double[] sorted;

    /**
     * @param topics the topic of each text
     * @param count how many topics there are
     * @param cost what a mistake weighs, for each text
     * @param standing how the texts stand while it learns: {@link #products} or {@link #sums}
     */
    CrammerSinger(List<SparseVector> texts, int[] topics, int count, double[] cost, long seed, Standing standing) {
        this.texts = texts;
        this.topics = topics;
        this.count = count;
        this.cost = cost;
        this.random = new SplittableRandom(seed);
        this.standing = standing;
        this.pull = new float[texts.size()][count];
        this.scores = new float[count];
        this.targets = new double[count];
        this.sorted = new double[count];
    }

    /** The weights, by row and then by topic. */
    float[] weights() {
        int[] order = new int[texts.size()];
        Arrays.setAll(order, i -> i);
        int[] idle = new int[order.length];
        int active = order.length;
        for (int pass = 0; pass < PASSES; pass++) {
            shuffle(order, active);
            double worst = 0;
            for (int at = 0; at < active; at++) {
                int text = order[at];
                double violation = improve(text);
                worst = Math.max(worst, violation);
                idle[text] = violation > TOLERANCE ? 0 : idle[text] + 1;
                if (idle[text] >= PATIENCE) {
                    active--;
                    order[at] = order[active];
                    order[active] = text;
                    at--;
                }
            }
            if (worst <= TOLERANCE) {
                if (active == order.length) {
                    break;
                }
                active = order.length;
                Arrays.fill(idle, 0);
            }
        }
        return standing.weights(pull);
    }

    private void shuffle(int[] order, int active) {
        for (int i = active - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /**
     * Solves the problem of one example exactly, the others as they are.
     *
     * @return by how much its constraint was violated before
     */
    private double improve(int text) {
        SparseVector vector = texts.get(text);
        double length = vector.squaredLength();
        if (length == 0) {
            return 0;
        }
        standing.read(text, scores);
        float[] mine = pull[text];
        int own = topics[text];
        double most = cost[text];
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (int topic = 0; topic < count; topic++) {
            double gradient = scores[topic] + (topic == own ? 0 : 1);
            targets[topic] = gradient - length * mine[topic];
            highest = Math.max(highest, gradient);
            if (topic == own ? mine[topic] < most : mine[topic] < 0) {
                lowest = Math.min(lowest, gradient);
            }
        }
        double violation = highest - lowest;
        if (violation > TOLERANCE) {
            double level = level(length * most, own);
            for (int topic = 0; topic < count; topic++) {
                double limit = topic == own ? most : 0;
                float step = (float) (Math.min(limit, (level - targets[topic]) / length) - mine[topic]);
                if (Math.abs(step) > LEAST_STEP) {
                    mine[topic] += step;
                    standing.add(text, topic, step);
                }
            }
        }
        return violation;
    }

    /** At which level the pulls of the topics that are too strong add up to nothing. */
    private double level(double room, int own) {
        System.arraycopy(targets, 0, sorted, 0, count);
        sorted[own] += room;
        Arrays.sort(sorted);
        double level = sorted[count - 1] - room;
        int taken = 1;
        while (taken < count && level < taken * sorted[count - 1 - taken]) {
            level += sorted[count - 1 - taken];
            taken++;
        }
        return level / taken;
    }

    /** Faster, for up to {@link #MOST_PRODUCTS} texts. */
    static Standing products(List<SparseVector> texts, int count, int rows) {
        return new Products(texts, count, rows);
    }

    /** For any number of texts. */
    static Standing sums(List<SparseVector> texts, int count, int rows) {
        return new Sums(texts, count, rows);
    }

    /** How the texts stand to the topics while the pulls change. */
    interface Standing {
        /** The scores of a text. */
        void read(int text, float[] scores);

        /** A text pulls a topic more strongly. */
        void add(int text, int topic, float step);

        /** By row and topic, the sum of all texts as strongly as they pull. */
        float[] weights(float[][] pull);
    }

    /** Keeps the weights, and reads a text's scores from them: for any number of texts. */
    private static final class Sums implements Standing {
        private final List<SparseVector> texts;
        private final int topics;
        private final float[] weights;

        Sums(List<SparseVector> texts, int topics, int rows) {
            this.texts = texts;
            this.topics = topics;
            this.weights = new float[Math.multiplyExact(rows, topics)];
        }

        @Override
        public void read(int text, float[] scores) {
            SparseVector vector = texts.get(text);
            Arrays.fill(scores, 0);
            for (int i = 0; i < vector.rows.length; i++) {
                float value = vector.values[i];
                int strip = vector.rows[i] * topics;
                for (int topic = 0; topic < topics; topic++) {
                    scores[topic] += value * weights[strip + topic];
                }
            }
        }

        @Override
        public void add(int text, int topic, float step) {
            SparseVector vector = texts.get(text);
            for (int i = 0; i < vector.rows.length; i++) {
                weights[vector.rows[i] * topics + topic] += step * vector.values[i];
            }
        }

        @Override
        public float[] weights(float[][] pull) {
            return weights;
        }
    }

    /** Keeps the scores of all texts, and the products by which they change: ten times as fast, for a few thousand texts. */
    private static final class Products implements Standing {
        private final List<SparseVector> texts;
        private final int topics;
        private final int rows;
        private final float[][] products;
        private final float[][] scoresByTopic;

        Products(List<SparseVector> texts, int topics, int rows) {
            this.texts = texts;
            this.topics = topics;
            this.rows = rows;
            this.products = products(texts, rows);
            this.scoresByTopic = new float[topics][texts.size()];
        }

        private static float[][] products(List<SparseVector> texts, int rows) {
            Postings postings = Postings.of(texts, rows);
            float[][] products = new float[texts.size()][];
            Arrays.setAll(products, text -> postings.products(texts.get(text), texts.size()));
            return products;
        }

        @Override
        public void read(int text, float[] scores) {
            for (int topic = 0; topic < topics; topic++) {
                scores[topic] = scoresByTopic[topic][text];
            }
        }

        @Override
        public void add(int text, int topic, float step) {
            float[] products = this.products[text];
            float[] changed = scoresByTopic[topic];
            for (int other = 0; other < changed.length; other++) {
                changed[other] += step * products[other];
            }
        }

        @Override
        public float[] weights(float[][] pull) {
            Sums sums = new Sums(texts, topics, rows);
            for (int text = 0; text < pull.length; text++) {
                for (int topic = 0; topic < topics; topic++) {
                    if (pull[text][topic] != 0) {
                        sums.add(text, topic, pull[text][topic]);
                    }
                }
            }
            return sums.weights;
        }
    }
}

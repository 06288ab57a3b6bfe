package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a text scores under each topic: the sum of what the learners say. Two of them are linear and stand in one matrix; the third votes.
 * For large sets there is a linear one alone. Immutable.
 */
final class Scorer {

    /** How much complement Bayes and the neighbours count beside the support vector machine; found by cross-validation, and flat here. */
    private static final double BAYES = 0.3;

    private static final double VOTES = 0.035;

    /** What a description of a topic, such as its name, counts beside a message. */
    private static final double DESCRIPTION_COST = 3;

    private final Weights weights;
    private final double[] lean;
    private final @Nullable Neighbours neighbours;

    private Scorer(Weights weights, double[] lean, @Nullable Neighbours neighbours) {
        this.weights = weights;
        this.lean = lean;
        this.neighbours = neighbours;
    }

    /** The mixture of three for sets of up to some ten thousand texts. */
    static Scorer rich(
            List<SparseVector> texts, int[] labels, boolean[] descriptions, int topics, int rows, Training settings) {
        double[] cost = IntStream.range(0, labels.length)
                .mapToDouble(i -> settings.cost() * (descriptions[i] ? DESCRIPTION_COST : 1))
                .toArray();
        CrammerSinger.Standing standing = texts.size() <= CrammerSinger.MOST_PRODUCTS
                ? CrammerSinger.products(texts, topics, rows)
                : CrammerSinger.sums(texts, topics, rows);
        float[] weights = new CrammerSinger(texts, labels, topics, cost, settings.seed(), standing).weights();
        double[] lean = ComplementBayes.addTo(weights, texts, labels, topics, BAYES);
        return new Scorer(new Weights(weights, topics), lean, Neighbours.of(texts, labels, topics, rows));
    }

    /** A linear learner alone. */
    static Scorer linear(float[] weights, int topics) {
        return new Scorer(new Weights(weights, topics), new double[topics], null);
    }

    double[] scores(SparseVector text) {
        double[] scores = weights.scores(text);
        if (neighbours != null) {
            double[] votes = neighbours.votes(text);
            double known = 0;
            for (int i = text.wordsFrom; i < text.wordsTo; i++) {
                known += text.values[i];
            }
            for (int topic = 0; topic < scores.length; topic++) {
                scores[topic] += known * lean[topic] + VOTES * votes[topic];
            }
        }
        return scores;
    }

    /** What the feature in this row says for the topic, beside what it says for all topics on average. */
    double says(int row, int topic) {
        double all = 0;
        for (int each = 0; each < lean.length; each++) {
            all += weights.at(row, each);
        }
        return weights.at(row, topic) - all / lean.length;
    }

    void digest(MessageDigest digest) {
        weights.digest(digest);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * lean.length);
        Arrays.stream(lean).forEach(bytes::putDouble);
        digest.update(bytes.array());
        if (neighbours != null) {
            neighbours.digest(digest);
        }
    }

    /** What it takes in memory, in bytes. */
    long bytes() {
        return weights.bytes() + (long) Double.BYTES * lean.length + (neighbours == null ? 0 : neighbours.bytes());
    }
}

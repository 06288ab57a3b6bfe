package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The learned weights of all topics, each rounded to a byte of its topic's scale: a quarter of the memory, no loss in accuracy. What one
 * row means to all topics lies together, so a text reads one strip of memory for each of its features. Immutable.
 */
final class Weights {

    private static final int STEPS = Byte.MAX_VALUE;

    private final int topics;
    private final byte[] steps;
    private final double[] scale;

    /** @param weights by row and then by topic */
    Weights(float[] weights, int topics) {
        this.topics = topics;
        this.steps = new byte[weights.length];
        this.scale = new double[topics];
        float[] largest = new float[topics];
        for (int cell = 0; cell < weights.length; cell++) {
            int topic = cell % topics;
            largest[topic] = Math.max(largest[topic], Math.abs(weights[cell]));
        }
        for (int cell = 0; cell < weights.length; cell++) {
            if (weights[cell] != 0) {
                steps[cell] = (byte) Math.round(weights[cell] / largest[cell % topics] * STEPS);
            }
        }
        Arrays.setAll(scale, topic -> (double) largest[topic] / STEPS);
    }

    /** How well each topic fits; 0 for all where nothing of the text is known. */
    double[] scores(SparseVector text) {
        float[] sums = new float[topics];
        for (int i = 0; i < text.rows.length; i++) {
            float value = text.values[i];
            int strip = text.rows[i] * topics;
            for (int topic = 0; topic < topics; topic++) {
                sums[topic] += value * steps[strip + topic];
            }
        }
        double[] scores = new double[topics];
        Arrays.setAll(scores, topic -> sums[topic] * scale[topic]);
        return scores;
    }

    /** What a unit of the row says for the topic. */
    double at(int row, int topic) {
        return steps[row * topics + topic] * scale[topic];
    }

    void digest(MessageDigest digest) {
        digest.update(steps);
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * topics);
        for (double factor : scale) {
            bytes.putDouble(factor);
        }
        digest.update(bytes.array());
    }

    /** What they take in memory, in bytes. */
    long bytes() {
        return steps.length + (long) Double.BYTES * topics;
    }
}

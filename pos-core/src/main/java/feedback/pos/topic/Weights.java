package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The learned weights of all topics, each rounded to a byte of its topic's scale: a quarter of the memory, no loss in accuracy. What one
 * row means to all topics lies together, so a text reads one strip of memory for each of its features. Filled topic by topic, then only read.
 */
final class Weights {

    private static final int STEPS = Byte.MAX_VALUE;

    private final int topics;
    private final byte[] steps;
    private final double[] scale;

    Weights(int rows, int topics) {
        this.topics = topics;
        this.steps = new byte[Math.multiplyExact(rows, topics)];
        this.scale = new double[topics];
    }

    void put(int topic, float[] weights) {
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        scale[topic] = largest / STEPS;
        float stepsPerUnit = STEPS / largest;
        for (int row = 0; row < weights.length; row++) {
            // Most are 0 already, and each lies far from the next
            if (weights[row] != 0) {
                steps[row * topics + topic] = (byte) Math.round(weights[row] * stepsPerUnit);
            }
        }
    }

    /** How well each topic fits: about 1 for a clear yes, −1 for a clear no. */
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
        Arrays.setAll(scores, topic -> sums[topic] * scale[topic] + OneAgainstTheRest.NOTHING_KNOWN);
        return scores;
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

package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** In which texts each row occurs, and how much it counts there: how like a text is to all of them is so found in one walk. Immutable. */
final class Postings {

    /** Where the list of each row begins. */
    private final int[] starts;

    private final int[] texts;
    private final float[] values;

    private Postings(int[] starts, int[] texts, float[] values) {
        this.starts = starts;
        this.texts = texts;
        this.values = values;
    }

    static Postings of(List<SparseVector> vectors, int rows) {
        int[] starts = new int[rows + 1];
        for (SparseVector vector : vectors) {
            for (int row : vector.rows) {
                starts[row + 1]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            starts[row + 1] += starts[row];
        }
        int[] next = Arrays.copyOf(starts, rows);
        int[] texts = new int[starts[rows]];
        float[] values = new float[starts[rows]];
        for (int text = 0; text < vectors.size(); text++) {
            SparseVector vector = vectors.get(text);
            for (int i = 0; i < vector.rows.length; i++) {
                int at = next[vector.rows[i]]++;
                texts[at] = text;
                values[at] = vector.values[i];
            }
        }
        return new Postings(starts, texts, values);
    }

    /** The products of a vector with each of so many texts. */
    float[] products(SparseVector asked, int count) {
        float[] products = new float[count];
        for (int i = 0; i < asked.rows.length; i++) {
            int row = asked.rows[i];
            float value = asked.values[i];
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                products[texts[at]] += value * values[at];
            }
        }
        return products;
    }

    void digest(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate((Integer.BYTES + Float.BYTES) * texts.length);
        for (int i = 0; i < texts.length; i++) {
            bytes.putInt(texts[i]).putFloat(values[i]);
        }
        digest.update(bytes.array());
    }

    /** What they take in memory, in bytes. */
    long bytes() {
        return (long) Integer.BYTES * (starts.length + texts.length) + (long) Float.BYTES * values.length;
    }
}

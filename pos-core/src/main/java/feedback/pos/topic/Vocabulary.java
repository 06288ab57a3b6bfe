package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The features that were met in training and how telling each is: TF-IDF with a logarithmic count. Immutable.
 *
 * <p>A known feature has a row of its own; nothing is folded into too few buckets, so a word that was never met does not look like one that
 * was. Words and letter groups are brought to length 1 apart from each other, for there are ten times as many groups. What is <em>not</em>
 * known counts in the length too: the less of a text is known, the shorter its vector, and the nearer all scores are to «no topic».
 */
final class Vocabulary {

    /** From here on a feature that occurs in one example only is left out: it is mostly a name or a typing error, and half of all features. */
    private static final int MANY_EXAMPLES = 2_000;

    /** Each of the two kinds of features brings half of the squared length. */
    private static final double SHARE = Math.sqrt(0.5);

    private final IntMap rows;
    private final float[] rarity;
    private final float unknownRarity;

    private Vocabulary(IntMap rows, float[] rarity, float unknownRarity) {
        this.rows = rows;
        this.rarity = rarity;
        this.unknownRarity = unknownRarity;
    }

    /** Learns which features there are; where they are more than {@code maxRows}, the most widespread stay. */
    static Vocabulary of(List<int[]> texts, int maxRows) {
        IntMap spread = new IntMap();
        for (int[] features : texts) {
            for (int i = 0; i < features.length; i++) {
                if (i == 0 || features[i] != features[i - 1]) {
                    spread.put(features[i], spread.get(features[i]) + 1);
                }
            }
        }
        return of(spread, texts.size(), maxRows);
    }

    /** The most widespread features get the first rows: what is read most often lies together. */
    private static Vocabulary of(IntMap spread, int texts, int maxRows) {
        int least = texts > MANY_EXAMPLES ? 2 : 1;
        // Sorted as one number each: how widespread, then which
        long[] features = Arrays.stream(spread.sortedKeys())
                .mapToLong(feature -> ((long) spread.get(feature) << Integer.SIZE) | Integer.toUnsignedLong(feature))
                .filter(feature -> feature >>> Integer.SIZE >= least)
                .sorted()
                .toArray();
        int size = Math.min(features.length, maxRows);
        IntMap rows = new IntMap();
        float[] rarity = new float[size];
        for (int row = 0; row < size; row++) {
            long feature = features[features.length - 1 - row];
            rarity[row] = rarity(texts, (int) (feature >>> Integer.SIZE));
            rows.put((int) feature, row + 1);
        }
        return new Vocabulary(rows, rarity, rarity(texts, 0));
    }

    private static float rarity(int texts, int having) {
        return (float) (1 + StrictMath.log((1.0 + texts) / (1.0 + having)));
    }

    int size() {
        return rarity.length;
    }

    /** The text with these sorted features as a vector of length 1 at most; it has no rows where nothing of it is known. */
    SparseVector vector(int[] features) {
        int[] known = new int[features.length];
        float[] values = new float[features.length];
        int size = 0;
        int groups = 0;
        double groupLength = 0;
        double wordLength = 0;
        for (int from = 0, to; from < features.length; from = to) {
            to = from + 1;
            while (to < features.length && features[to] == features[from]) {
                to++;
            }
            int row = rows.get(features[from]) - 1;
            double value = (1 + StrictMath.log(to - from)) * (row < 0 ? unknownRarity : rarity[row]);
            boolean word = Features.isWord(features[from]);
            if (word) {
                wordLength += value * value;
            } else {
                groupLength += value * value;
            }
            if (row >= 0) {
                known[size] = row;
                values[size++] = (float) value;
                groups += word ? 0 : 1;
            }
        }
        // Negative fingerprints, the letter groups, come first
        scale(values, 0, groups, groupLength);
        scale(values, groups, size, wordLength);
        return new SparseVector(Arrays.copyOf(known, size), Arrays.copyOf(values, size));
    }

    private static void scale(float[] values, int from, int to, double squaredLength) {
        for (int i = from; i < to; i++) {
            values[i] = (float) (values[i] * SHARE / Math.sqrt(squaredLength));
        }
    }

    void digest(MessageDigest digest) {
        int[] features = rows.sortedKeys();
        ByteBuffer bytes = ByteBuffer.allocate((2 * Integer.BYTES + Float.BYTES) * features.length + Float.BYTES);
        for (int feature : features) {
            int row = rows.get(feature);
            bytes.putInt(feature).putInt(row).putFloat(rarity[row - 1]);
        }
        digest.update(bytes.putFloat(unknownRarity).array());
    }

    /** What it takes in memory, in bytes. */
    long bytes() {
        return rows.bytes() + (long) Float.BYTES * rarity.length;
    }
}

package feedback.pos.topic;

import feedback.pos.topic.Features.Kind;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The features that were met in training and how telling each is: TF-IDF with a logarithmic count. Immutable.
 *
 * <p>A known feature has a row of its own; nothing is folded into too few buckets, so a word that was never met does not look like one that
 * was. Each kind of features is brought to a length of its own, for there are ten times as many groups of letters as words. What is
 * <em>not</em> known counts in the length too: the less of a text is known, the shorter its vector, and the nearer all scores are to «no
 * topic».
 */
final class Vocabulary {

    /** From here on a feature that occurs in one example only is left out: it is mostly a name or a typing error, and half of all features. */
    private static final int MANY_EXAMPLES = 2_500;

    /** What words, pairs and groups bring of the squared length; found by cross-validation on real messages, and flat around here. */
    private static final double WORDS = 0.35;

    /** How long the words of a text are that is known throughout. */
    static final double LENGTH_OF_WORDS = Math.sqrt(WORDS);

    private static final double PAIRS = 0.3;
    private static final double GROUPS = 0.35;

    /** How much more a feature counts that is met in one topic only; found by cross-validation, and flat from 1 to 2. */
    private static final double SHARPNESS = 1.5;

    /** A feature that was met in so many texts is believed half of it. */
    private static final double DOUBT = 5;

    private final IntMap rows;
    private final float[] rarity;
    private final float unknownRarity;

    private Vocabulary(IntMap rows, float[] rarity, float unknownRarity) {
        this.rows = rows;
        this.rarity = rarity;
        this.unknownRarity = unknownRarity;
    }

    /** Learns which features there are; where they are more than {@code maxRows}, the most widespread stay. */
    static Vocabulary of(Iterable<int[]> texts, int maxRows) {
        IntMap spread = new IntMap();
        int size = 0;
        for (int[] features : texts) {
            size++;
            for (int i = 0; i < features.length; i++) {
                if (i == 0 || features[i] != features[i - 1]) {
                    spread.put(features[i], spread.get(features[i]) + 1);
                }
            }
        }
        return of(spread, size, maxRows);
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

    /**
     * The same, but a feature counts for more the fewer topics it is met in: a word that stands in many texts, all of one topic, is telling
     * in spite of that.
     *
     * @param labels the topic of each text
     */
    Vocabulary sharpened(List<int[]> texts, int[] labels, int topics) {
        int[] having = new int[size()];
        long[] meetings = new long[texts.stream().mapToInt(each -> each.length).sum()];
        int met = 0;
        for (int text = 0; text < labels.length; text++) {
            int[] features = texts.get(text);
            for (int i = 0; i < features.length; i++) {
                int row = i > 0 && features[i] == features[i - 1] ? -1 : row(features[i]);
                if (row >= 0) {
                    having[row]++;
                    meetings[met++] = (long) row * topics + labels[text];
                }
            }
        }
        Arrays.sort(meetings, 0, met);
        double[] spread = new double[size()];
        for (int from = 0, to; from < met; from = to) {
            to = from + 1;
            while (to < met && meetings[to] == meetings[from]) {
                to++;
            }
            int row = (int) (meetings[from] / topics);
            double share = (double) (to - from) / having[row];
            spread[row] -= share * StrictMath.log(share);
        }
        float[] sharper = new float[size()];
        for (int row = 0; row < sharper.length; row++) {
            int most = Math.min(having[row], topics);
            double gathered = most < 2 ? 1 : 1 - spread[row] / StrictMath.log(most);
            double trust = having[row] / (having[row] + DOUBT);
            sharper[row] = (float) (rarity[row] * (1 + SHARPNESS * gathered * trust));
        }
        return new Vocabulary(rows, sharper, unknownRarity);
    }

    int size() {
        return rarity.length;
    }

    /** The row of a feature, −1 where it was never met. */
    int row(int feature) {
        return rows.get(feature) - 1;
    }

    /** The text with these sorted features as a vector of length 1 at most; it has no rows where nothing of it is known. */
    SparseVector vector(int[] features) {
        int[] known = new int[features.length];
        float[] values = new float[features.length];
        int size = 0;
        int groups = 0;
        int words = 0;
        double groupLength = 0;
        double wordLength = 0;
        double pairLength = 0;
        for (int from = 0, to; from < features.length; from = to) {
            to = from + 1;
            while (to < features.length && features[to] == features[from]) {
                to++;
            }
            int row = row(features[from]);
            double value = (1 + StrictMath.log(to - from)) * (row < 0 ? unknownRarity : rarity[row]);
            int one = row < 0 ? 0 : 1;
            switch (Kind.of(features[from])) {
                case GROUP -> {
                    groupLength += value * value;
                    groups += one;
                }
                case WORD -> {
                    wordLength += value * value;
                    words += one;
                }
                case PAIR -> pairLength += value * value;
            }
            if (row >= 0) {
                known[size] = row;
                values[size++] = (float) value;
            }
        }
        // In the order of the fingerprints: groups, words, pairs
        scale(values, 0, groups, GROUPS / groupLength);
        scale(values, groups, groups + words, WORDS / wordLength);
        scale(values, groups + words, size, PAIRS / pairLength);
        return new SparseVector(Arrays.copyOf(known, size), Arrays.copyOf(values, size), groups, groups + words);
    }

    private static void scale(float[] values, int from, int to, double square) {
        float factor = (float) Math.sqrt(square);
        for (int i = from; i < to; i++) {
            values[i] *= factor;
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

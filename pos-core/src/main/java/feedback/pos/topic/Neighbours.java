package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * The third learner of the rich model: the most similar texts vote. Similar is what has telling words in common (the cosine of the vectors'
 * words). Near-equal messages, of which there are many, are found so even where the other learners have drawn their lines elsewhere.
 * Immutable.
 */
final class Neighbours {

    /** How many vote at most. */
    private static final int VOTERS = 60;

    /** What a topic is given that nobody votes for. */
    private static final double FLOOR = 0.002;

    private final int topics;
    private final int[] labels;
    private final Postings postings;

    private Neighbours(int topics, int[] labels, Postings postings) {
        this.topics = topics;
        this.labels = labels;
        this.postings = postings;
    }

    static Neighbours of(List<SparseVector> vectors, int[] labels, int topics, int rows) {
        List<SparseVector> words = vectors.stream().map(SparseVector::words).toList();
        return new Neighbours(topics, labels.clone(), Postings.of(words, rows));
    }

    /** The logarithm of each topic's share of the votes; nothing for all where no text has a word in common. */
    double[] votes(SparseVector asked) {
        float[] likeness = postings.products(asked.words(), labels.length);
        float least = atLeast(likeness);
        double[] votes = new double[topics];
        float closest = 0;
        for (float each : likeness) {
            closest = Math.max(closest, each);
        }
        if (closest <= 0) {
            return votes;
        }
        // Of those that are just as like as the last one only as many as there is room for
        int room = VOTERS;
        for (float each : likeness) {
            room -= each > least ? 1 : 0;
        }
        double sum = 0;
        for (int text = 0; text < labels.length; text++) {
            boolean isLast = likeness[text] > 0 && likeness[text] == least && room > 0;
            if (likeness[text] > least || isLast) {
                double near = likeness[text] / closest;
                votes[labels[text]] += near * near * near;
                sum += near * near * near;
                room -= isLast ? 1 : 0;
            }
        }
        for (int topic = 0; topic < topics; topic++) {
            votes[topic] = StrictMath.log(votes[topic] / sum + FLOOR);
        }
        return votes;
    }

    /** The likeness of the last one who may vote: a heap of the best holds it on top. */
    private static float atLeast(float[] likeness) {
        float[] best = new float[VOTERS];
        for (float each : likeness) {
            if (each > best[0]) {
                int at = 0;
                for (int child = 1; child < VOTERS; child = 2 * at + 1) {
                    if (child + 1 < VOTERS && best[child + 1] < best[child]) {
                        child++;
                    }
                    if (best[child] >= each) {
                        break;
                    }
                    best[at] = best[child];
                    at = child;
                }
                best[at] = each;
            }
        }
        return best[0];
    }

    void digest(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * labels.length);
        for (int label : labels) {
            bytes.putInt(label);
        }
        digest.update(bytes.array());
        postings.digest(digest);
    }

    /** What they take in memory, in bytes. */
    long bytes() {
        return (long) Integer.BYTES * labels.length + postings.bytes();
    }
}

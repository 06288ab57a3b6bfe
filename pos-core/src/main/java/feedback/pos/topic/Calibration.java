package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Turns scores into probabilities that mean what they say: of the topics proposed with 0.8, four in five are right.
 *
 * <p>First a softmax over the scores and the score of «none of them», its slope (one over the temperature) such that the truth is as likely
 * as can be. Over a hundred topics the softmax is too bold at both ends, so the best topic's probability is then bent by a logistic curve
 * that looks at two things: its log odds, and how far the second is behind. Last, each topic is moved by what was found about it alone:
 * some are proposed too often, some too seldom. All of it is learned from texts that were held out. Immutable.
 */
final class Calibration {

    /** The score of «none of them»: just above that of a text of which nothing is known. */
    private static final double NONE = 0.15;

    private static final double SURE = 1 - 1e-9;
    private static final double LEAST = 1e-9;

    private final double slope;
    private final double[] curve;
    private final double[] offsets;

    /**
     * @param slope of the softmax, above 0
     * @param curve the constant, the factor of the best one's log odds, and that of its lead over the second
     * @param offsets what is added for each topic
     */
    Calibration(double slope, double[] curve, double[] offsets) {
        this.slope = slope;
        this.curve = curve;
        this.offsets = offsets;
    }

    /**
     * What is used where too few examples can be held out: as learned on real messages about a hundred topics, and a little more
     * careful.
     */
    static Calibration careful(int topics) {
        return new Calibration(8, new double[] {-0.1, 0.45, 0.1}, new double[topics]);
    }

    /** The probabilities of the topics in their order; they add up to at most 1. */
    double[] probabilities(double[] scores) {
        double[] shares = shares(scores, slope);
        int best = best(shares);
        if (best < 0) {
            return shares;
        }
        double[] signs = signs(shares, best);
        double raw = Math.min(shares[best], SURE);
        double bent = 1 / (1 + StrictMath.exp(-logit(signs, curve) - offsets[best]));
        double rest = (1 - bent) / (1 - raw);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i == best ? bent : Math.min(bent, shares[i] * rest);
        }
        return shares;
    }

    /** What the softmax alone makes of scores: to be added up over topics, for which the curve of the best one is no measure. */
    double[] shares(double[] scores) {
        return shares(scores, slope);
    }

    static double logit(double[] signs, double[] curve) {
        double sum = 0;
        for (int i = 0; i < signs.length; i++) {
            sum += signs[i] * curve[i];
        }
        return sum;
    }

    /**
     * What the curve looks at: the constant 1, the log odds of the best, and how far the second is behind, as a logarithm; the second may
     * be «none of them».
     */
    static double[] signs(double[] shares, int best) {
        double none = 1;
        double second = LEAST;
        for (int i = 0; i < shares.length; i++) {
            none -= shares[i];
            if (i != best) {
                second = Math.max(second, shares[i]);
            }
        }
        second = Math.max(second, none);
        double open = Math.min(Math.max(shares[best], LEAST), SURE);
        return new double[] {1, StrictMath.log(open / (1 - open)), StrictMath.log(open / second)};
    }

    /** The softmax with its place for «none of them». */
    static double[] shares(double[] scores, double slope) {
        double highest = NONE;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = StrictMath.exp(slope * (NONE - highest));
        double[] shares = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            shares[i] = StrictMath.exp(slope * (scores[i] - highest));
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** The place of the highest, the first of equals; −1 where there is none. */
    static int best(double[] values) {
        int best = -1;
        for (int i = 0; i < values.length; i++) {
            if (best < 0 || values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    void digest(MessageDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * (1 + curve.length + offsets.length));
        bytes.putDouble(slope);
        Arrays.stream(curve).forEach(bytes::putDouble);
        Arrays.stream(offsets).forEach(bytes::putDouble);
        digest.update(bytes.array());
    }
}

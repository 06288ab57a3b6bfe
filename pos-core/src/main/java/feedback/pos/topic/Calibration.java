package feedback.pos.topic;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Turns scores into probabilities that mean what they say: of the topics proposed with 0.8, four in five are right.
 *
 * <p>First a softmax over the scores and the score of «none of them», its slope (one over the temperature) such that the truth is as likely
 * as can be. Over a hundred topics the softmax is too bold at both ends, so the best topic's probability is then bent by a logistic curve
 * (Platt's). Both are learned from texts that were held out. A monotonous curve changes no ranking.
 *
 * @param slope of the softmax, above 0
 * @param scale of the logistic curve over the log odds of the best topic, above 0
 * @param shift of the logistic curve
 */
record Calibration(double slope, double scale, double shift) {

    /**
     * What is used where too few examples can be held out: as learned on real messages about a hundred topics, and a little more
     * careful.
     */
    static final Calibration CAREFUL = new Calibration(8, 0.5, 0);

    /** The score of «none of them»: just above that of a text of which nothing is known. */
    private static final double NONE = OneAgainstTheRest.NOTHING_KNOWN + 0.2;

    private static final double SURE = 1 - 1e-9;

    /** The probabilities of the topics in their order; they add up to at most 1. */
    double[] probabilities(double[] scores) {
        double[] shares = shares(scores, slope);
        int best = best(shares);
        if (best < 0) {
            return shares;
        }
        double raw = Math.min(shares[best], SURE);
        double bent = bend(logOdds(raw));
        double rest = (1 - bent) / (1 - raw);
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i == best ? bent : Math.min(bent, shares[i] * rest);
        }
        return shares;
    }

    private double bend(double logOdds) {
        return 1 / (1 + StrictMath.exp(-scale * logOdds - shift));
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

    static double logOdds(double probability) {
        double open = Math.min(probability, SURE);
        return StrictMath.log(open / (1 - open));
    }

    void digest(MessageDigest digest) {
        digest.update(ByteBuffer.allocate(3 * Double.BYTES)
                .putDouble(slope)
                .putDouble(scale)
                .putDouble(shift)
                .array());
    }
}

package feedback.pos.topic;

import java.util.ArrayList;
import java.util.List;

/** Learns a calibration from texts that were held out. */
final class Calibrating {

    /** With fewer texts held out than this the careful default is better than what can be learned. */
    private static final int FEW = 50;

    /** The topic of a text whose topic had no other example: whatever is proposed is wrong. */
    static final int UNKNOWN = -1;

    private static final double FLATTEST = 1;
    private static final double STEEPEST = 50;
    private static final int NARROWINGS = 16;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Draws the curve towards the straight line as strongly as this many texts would. */
    private static final double PRIOR = 5;

    private static final int NEWTON_STEPS = 25;
    private static final double LEAST_SCALE = 0.1;

    private final List<double[]> scores = new ArrayList<>();
    private final List<Integer> topics = new ArrayList<>();

    /** Takes in what a model said about a text that it had not seen, and the text's true topic. */
    void add(double[] heldOutScores, int topic) {
        scores.add(heldOutScores);
        topics.add(topic);
    }

    Calibration result() {
        long known = topics.stream().filter(topic -> topic != UNKNOWN).count();
        if (known < FEW) {
            return Calibration.CAREFUL;
        }
        return bend(slope());
    }

    /** The slope with the lowest surprise; the surprise is convex in the slope, so narrowing by the golden section finds it. */
    private double slope() {
        double low = Math.log(FLATTEST);
        double high = Math.log(STEEPEST);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = surprise(StrictMath.exp(left));
        double atRight = surprise(StrictMath.exp(right));
        for (int i = 0; i < NARROWINGS; i++) {
            if (atLeft < atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = surprise(StrictMath.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = surprise(StrictMath.exp(right));
            }
        }
        return StrictMath.exp((low + high) / 2);
    }

    private double surprise(double slope) {
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            int topic = topics.get(i);
            if (topic != UNKNOWN) {
                double share = Calibration.shares(scores.get(i), slope)[topic];
                sum -= StrictMath.log(Math.max(share, Double.MIN_NORMAL));
            }
        }
        return sum;
    }

    /** The logistic curve over the log odds of the best topic, by Newton's method. */
    private Calibration bend(double slope) {
        int size = scores.size();
        double[] odds = new double[size];
        boolean[] right = new boolean[size];
        for (int i = 0; i < size; i++) {
            double[] shares = Calibration.shares(scores.get(i), slope);
            int best = Calibration.best(shares);
            odds[i] = Calibration.logOdds(shares[best]);
            right[i] = topics.get(i) == best;
        }
        double scale = 1;
        double shift = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double byScale = PRIOR * (scale - 1);
            double byShift = PRIOR * shift;
            double scaleScale = PRIOR;
            double shiftShift = PRIOR;
            double scaleShift = 0;
            for (int i = 0; i < size; i++) {
                double expected = 1 / (1 + StrictMath.exp(-scale * odds[i] - shift));
                double error = expected - (right[i] ? 1 : 0);
                double spread = expected * (1 - expected);
                byScale += error * odds[i];
                byShift += error;
                scaleScale += spread * odds[i] * odds[i];
                shiftShift += spread;
                scaleShift += spread * odds[i];
            }
            double determinant = scaleScale * shiftShift - scaleShift * scaleShift;
            scale -= (byScale * shiftShift - byShift * scaleShift) / determinant;
            shift -= (byShift * scaleScale - byScale * scaleShift) / determinant;
        }
        return scale >= LEAST_SCALE ? new Calibration(slope, scale, shift) : Calibration.CAREFUL;
    }
}

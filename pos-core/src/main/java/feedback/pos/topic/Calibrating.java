package feedback.pos.topic;

import java.util.stream.IntStream;

/** Learns a calibration from texts that were held out. */
final class Calibrating {

    /** With fewer texts held out than this the careful default is better than what can be learned. */
    private static final int FEW = 50;

    private static final double FLATTEST = 1;
    private static final double STEEPEST = 50;
    private static final int NARROWINGS = 16;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Draws the curve towards the straight line as strongly as this many texts would. */
    private static final double PRIOR = 2;

    private static final double[] STRAIGHT = {0, 1, 0};
    private static final int NEWTON_STEPS = 30;
    private static final int HALVINGS = 20;
    private static final double LEAST_FACTOR = 0.05;

    /** No topic is moved further than from an even chance to seven in eight. */
    private static final double FURTHEST = 2;

    private final Trials trials;
    private final int topics;

    Calibrating(Trials trials, int topics) {
        this.trials = trials;
        this.topics = topics;
    }

    Calibration result() {
        if (trials.known() < FEW) {
            return Calibration.careful(topics);
        }
        double slope = slope();
        int size = trials.size();
        double[][] signs = new double[size][];
        int[] best = new int[size];
        for (int i = 0; i < size; i++) {
            double[] shares = Calibration.shares(trials.scores(i), slope);
            best[i] = Calibration.best(shares);
            signs[i] = Calibration.signs(shares, best[i]);
        }
        double[] curve = curve(signs, best);
        // Both signs rise together, so one may take from the other
        boolean rises = curve[1] + curve[2] > LEAST_FACTOR;
        return rises
                ? new Calibration(slope, curve, offsets(signs, best, curve))
                : new Calibration(slope, new double[] {logOdds(shareOfRight(best)), 0, 0}, new double[topics]);
    }

    /** With a doubt, so that it is never all or nothing. */
    private double shareOfRight(int[] best) {
        long right =
                IntStream.range(0, best.length).filter(i -> isRight(i, best)).count();
        return (right + 1.0) / (best.length + 2.0);
    }

    private boolean isRight(int trial, int[] best) {
        return best[trial] == trials.truth(trial);
    }

    /** The slope with the lowest surprise; the surprise is convex in the slope, so narrowing by the golden section finds it. */
    private double slope() {
        double low = StrictMath.log(FLATTEST);
        double high = StrictMath.log(STEEPEST);
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
        for (int i = 0; i < trials.size(); i++) {
            int topic = trials.truth(i);
            if (topic != Trials.UNKNOWN) {
                double share = Calibration.shares(trials.scores(i), slope)[topic];
                sum -= StrictMath.log(Math.max(share, Double.MIN_NORMAL));
            }
        }
        return sum;
    }

    /** The logistic curve by Newton's method; a step that overshoots is halved. */
    private double[] curve(double[][] signs, int[] best) {
        double[] curve = STRAIGHT.clone();
        double now = loss(curve, signs, best);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[] direction = direction(curve, signs, best);
            double length = 1;
            for (int half = 0; half < HALVINGS; half++) {
                double[] next = new double[curve.length];
                for (int i = 0; i < next.length; i++) {
                    next[i] = curve[i] - length * direction[i];
                }
                double then = loss(next, signs, best);
                if (then <= now) {
                    curve = next;
                    now = then;
                    break;
                }
                length /= 2;
            }
        }
        return curve;
    }

    private double loss(double[] curve, double[][] signs, int[] best) {
        double sum = 0;
        for (int i = 0; i < curve.length; i++) {
            double away = curve[i] - STRAIGHT[i];
            sum += PRIOR / 2 * away * away;
        }
        for (int i = 0; i < signs.length; i++) {
            double logit = Calibration.logit(signs[i], curve) * (isRight(i, best) ? 1 : -1);
            sum += logit > 0
                    ? StrictMath.log1p(StrictMath.exp(-logit))
                    : StrictMath.log1p(StrictMath.exp(logit)) - logit;
        }
        return sum;
    }

    private double[] direction(double[] curve, double[][] signs, int[] best) {
        int size = curve.length;
        double[][] equations = new double[size][size + 1];
        for (int i = 0; i < size; i++) {
            equations[i][i] = PRIOR;
            equations[i][size] = PRIOR * (curve[i] - STRAIGHT[i]);
        }
        for (int trial = 0; trial < signs.length; trial++) {
            double expected = 1 / (1 + StrictMath.exp(-Calibration.logit(signs[trial], curve)));
            double error = expected - (isRight(trial, best) ? 1 : 0);
            for (int i = 0; i < size; i++) {
                equations[i][size] += error * signs[trial][i];
                for (int j = 0; j < size; j++) {
                    equations[i][j] += expected * (1 - expected) * signs[trial][i] * signs[trial][j];
                }
            }
        }
        return solved(equations);
    }

    /** Gauss's elimination; the matrix is positive definite, so no row needs to be exchanged. */
    private static double[] solved(double[][] equations) {
        int size = equations.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; factor != 0 && column <= size; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = equations[i][size] / equations[i][i];
        }
        return solution;
    }

    /**
     * How much more or less often each topic was right than the curve expects of it, in log odds. How far it is drawn back to nothing
     * depends on how often it was proposed, and on how much topics differ at all beyond what chance makes of it (the moment estimate of
     * DerSimonian and Laird).
     */
    private double[] offsets(double[][] signs, int[] best, double[] curve) {
        double[] known = new double[topics];
        double[] surplus = new double[topics];
        for (int i = 0; i < signs.length; i++) {
            double expected = 1 / (1 + StrictMath.exp(-Calibration.logit(signs[i], curve)));
            known[best[i]] += expected * (1 - expected);
            surplus[best[i]] += (isRight(i, best) ? 1 : 0) - expected;
        }
        double spread = 0;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int topic = 0; topic < topics; topic++) {
            if (known[topic] > 0) {
                spread += surplus[topic] * surplus[topic] / known[topic];
                sum += known[topic];
                squares += known[topic] * known[topic];
                count++;
            }
        }
        double freedom = sum - squares / Math.max(sum, Double.MIN_NORMAL);
        double variance = freedom <= 0 ? 0 : Math.max(0, (spread - count) / freedom);
        double[] offsets = new double[topics];
        for (int topic = 0; topic < topics; topic++) {
            double offset = variance * surplus[topic] / (variance * known[topic] + 1);
            offsets[topic] = Math.max(-FURTHEST, Math.min(FURTHEST, offset));
        }
        return offsets;
    }

    private static double logOdds(double probability) {
        return StrictMath.log(probability / (1 - probability));
    }
}

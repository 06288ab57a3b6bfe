package feedback.pos.topic;

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

    /** Draws a topic's offset to nothing as strongly as this many proposals of it would; found on real messages. */
    private static final double SHRINK = 12;

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
        boolean rises = curve[1] > LEAST_FACTOR && curve[2] > -LEAST_FACTOR;
        return rises ? new Calibration(slope, curve, offsets(signs, best, curve)) : Calibration.careful(topics);
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

    /** How much more or less often each topic was right than the curve expects of it, drawn to nothing where it was seldom proposed. */
    private double[] offsets(double[][] signs, int[] best, double[] curve) {
        double[] proposed = new double[topics];
        double[] expected = new double[topics];
        double[] right = new double[topics];
        for (int i = 0; i < signs.length; i++) {
            proposed[best[i]]++;
            expected[best[i]] += 1 / (1 + StrictMath.exp(-Calibration.logit(signs[i], curve)));
            right[best[i]] += isRight(i, best) ? 1 : 0;
        }
        double[] offsets = new double[topics];
        for (int topic = 0; topic < topics; topic++) {
            if (proposed[topic] > 0) {
                double mean = expected[topic] / proposed[topic];
                double found = (right[topic] + SHRINK * mean) / (proposed[topic] + SHRINK);
                offsets[topic] = logOdds(found) - logOdds(mean);
            }
        }
        return offsets;
    }

    private static double logOdds(double probability) {
        return StrictMath.log(probability / (1 - probability));
    }
}

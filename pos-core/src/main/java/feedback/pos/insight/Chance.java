package feedback.pos.insight;

/**
 * How many of all the places, topics and periods looked at would be as unusual as this one by chance alone on one day: the sum
 * of their likelihoods, each with its own discrete steps. Nothing is taken for independent, so the true number is less: what is
 * expected once in n days comes at most that often. Not thread-safe.
 */
final class Chance {
    /** Four steps for each power of ten. */
    private static final int STEPS = 4;

    private static final int SLOTS = 20 * STEPS;

    /** Above such a mean the steps of counts are finer than those of the table. */
    private static final double SMOOTH = 40;

    private final double[] expected = new double[SLOTS + 1];
    private final int fewest;
    private final double leastRatio;

    /**
     * @param fewest what is fewer is not looked at
     * @param leastRatio what is less times the usual is not looked at
     */
    Chance(int fewest, double leastRatio) {
        this.fewest = fewest;
        this.leastRatio = leastRatio;
    }

    /** Adds so many places of the same usual number. */
    void add(double places, double mean, double spread) {
        if (mean >= SMOOTH) {
            // By the likelihood itself: what the least ratio takes away is left in, which errs to the safe side
            for (int slot = 0; slot <= SLOTS; slot++) {
                expected[slot] += places * likelihood(slot);
            }
            return;
        }
        int from = Math.max(fewest, Math.max((int) Math.floor(mean) + 1, (int) Math.ceil(mean * leastRatio)));
        double[] tails = Tail.all(from, mean, spread);
        int slot = 0;
        for (double tail : tails) {
            for (; slot <= SLOTS && likelihood(slot) >= tail; slot++) {
                // The first count whose likelihood is not above the slot's; those before were
                expected[slot] += places * tail;
            }
        }
    }

    private static double likelihood(int slot) {
        return Math.pow(10, -slot / (double) STEPS);
    }

    /** How many as unlikely as this, or more so, are expected by chance on a day. */
    double asUnlikely(double likelihood) {
        int slot = (int) Math.floor(-Math.log10(Math.max(likelihood, Tail.LEAST)) * STEPS + 1e-9);
        return expected[Math.max(0, Math.min(SLOTS, slot))];
    }
}

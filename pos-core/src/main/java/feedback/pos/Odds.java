package feedback.pos;

/** The little statistics that learning and its report need: how much of a difference may be chance. */
final class Odds {
    /** Of a normal curve, what 95 % lie within on both sides. */
    private static final double BOTH_SIDES = 1.96;

    private Odds() {}

    /**
     * How often a fair coin that is thrown as often would show heads at least as often: the one-sided sign test.
     *
     * @param heads 0 or more
     * @param tails 0 or more
     */
    static double byChance(int heads, int tails) {
        int n = heads + tails;
        double logOfOne = -n * Math.log(2);
        double sum = 0;
        // log C(n, k) for k from 0 on
        double logChoose = 0;
        for (int k = 0; k <= n; k++) {
            if (k >= heads) {
                sum += Math.exp(logChoose + logOfOne);
            }
            logChoose += Math.log(n - k) - Math.log(k + 1);
        }
        return Math.min(1, sum);
    }

    /** How many standard errors the first share lies above the second; 0 where either is of nothing. */
    static double apart(int first, int ofFirst, int second, int ofSecond) {
        if (ofFirst == 0 || ofSecond == 0) {
            return 0;
        }
        double pooled = (double) (first + second) / (ofFirst + ofSecond);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / ofFirst + 1.0 / ofSecond));
        return error == 0 ? 0 : ((double) first / ofFirst - (double) second / ofSecond) / error;
    }

    /** The lower end of Wilson's interval of 95 % around a share; 0 where it is of nothing. */
    static double least(int count, int of) {
        return of == 0 ? 0 : Math.max(0, middle(count, of) - half(count, of));
    }

    /** The upper end; 1 where it is of nothing. */
    static double most(int count, int of) {
        return of == 0 ? 1 : Math.min(1, middle(count, of) + half(count, of));
    }

    private static double middle(int count, int of) {
        double z2 = BOTH_SIDES * BOTH_SIDES;
        return (count + z2 / 2) / (of + z2);
    }

    private static double half(int count, int of) {
        double z2 = BOTH_SIDES * BOTH_SIDES;
        double share = (double) count / of;
        return BOTH_SIDES * Math.sqrt(of * share * (1 - share) + z2 / 4) / (of + z2);
    }
}

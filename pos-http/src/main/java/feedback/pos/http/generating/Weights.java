package feedback.pos.http.generating;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Numbers that come up in proportion to their weights. Immutable and thread-safe. */
final class Weights {
    private final double[] sums;

    private Weights(double[] sums) {
        this.sums = sums;
    }

    /** @param weight of each of the numbers below {@code count}; not all of them 0 */
    static Weights of(int count, IntToDoubleFunction weight) {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weight.applyAsDouble(i);
            sums[i] = sum;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("nothing has a weight");
        }
        return new Weights(sums);
    }

    /** Few that come up very often and a long tail of those that hardly do, as with words, streets and offices. */
    static Weights zipf(int count, double exponent) {
        return of(count, rank -> Math.pow(rank + 1.0, -exponent));
    }

    int count() {
        return sums.length;
    }

    int pick(Dice dice) {
        return pick(dice.unit());
    }

    /** @param unit 0 to 1, without 1 */
    int pick(double unit) {
        int found = Arrays.binarySearch(sums, unit * sums[sums.length - 1]);
        return Math.min(found >= 0 ? found + 1 : -found - 1, sums.length - 1);
    }

    /** What part of the whole comes before the number. */
    double before(int number) {
        return number == 0 ? 0 : sums[number - 1] / sums[sums.length - 1];
    }
}

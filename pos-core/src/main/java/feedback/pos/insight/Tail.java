package feedback.pos.insight;

import java.util.Arrays;

/**
 * How likely it is that at least so many come where so many are usual: the upper tail of the negative binomial distribution,
 * which is Poisson's where nothing but chance spreads the counts. Right within 1 part in 1,000.
 */
final class Tail {
    /** Below it nothing is told apart. */
    static final double LEAST = 1e-20;

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572E-6,
        1.5056327351493116E-7
    };

    private Tail() {}

    /**
     * The likelihood of so many or more.
     *
     * @param count at least 0
     * @param mean how many are usual, more than 0
     * @param spread how much the usual itself varies: the square of its relative deviation, 0 for a fixed one
     */
    static double atLeast(int count, double mean, double spread) {
        if (count <= 0) {
            return 1;
        }
        double term = Math.exp(logOf(count, mean, spread));
        if (count <= mean) {
            // Nothing unusual: how usual exactly, nobody asks
            return Math.max(0.5, term);
        }
        double sum = 0;
        for (int n = count; term > sum * 1e-9 && term > 0; n++) {
            sum += term;
            term *= step(n, mean, spread);
        }
        return Math.min(1, sum);
    }

    /**
     * The likelihoods of {@code from} or more, {@code from} + 1 or more and so on, down to {@link #LEAST}.
     *
     * @param from more than the mean
     */
    static double[] all(int from, double mean, double spread) {
        double[] terms = new double[64];
        double term = Math.exp(logOf(from, mean, spread));
        int count = 0;
        for (int n = from; term > LEAST * 1e-3; n++) {
            if (count == terms.length) {
                terms = Arrays.copyOf(terms, 2 * count);
            }
            terms[count++] = term;
            term *= step(n, mean, spread);
        }
        double sum = 0;
        for (int i = count - 1; i >= 0; i--) {
            sum += terms[i];
            terms[i] = sum;
        }
        return Arrays.copyOf(terms, count);
    }

    /** What the likelihood of n has to be multiplied by for that of n + 1. */
    private static double step(int n, double mean, double spread) {
        return spread == 0 ? mean / (n + 1) : (n * spread + 1) / (n + 1) * mean / (mean * spread + 1);
    }

    private static double logOf(int n, double mean, double spread) {
        if (spread < 1e-9) {
            return n * Math.log(mean) - mean - logFactorial(n);
        }
        double size = 1 / spread;
        return logGamma(n + size)
                - logGamma(size)
                - logFactorial(n)
                - size * Math.log1p(mean * spread)
                + n * (Math.log(mean) - Math.log(mean + size));
    }

    private static double logFactorial(int n) {
        return logGamma(n + 1.0);
    }

    /** Lanczos's approximation. */
    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
        }
        double y = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (y + i);
        }
        double t = y + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}

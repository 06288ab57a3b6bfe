package feedback.pos.tally;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What voters have left, in exact fractions, while projects are bought one after another. All fractions of a moment share one denominator, which each
 * purchase multiplies; a group's numerator is brought to it only when it is looked at. For one thread.
 */
final class ExactShares {
    private final Supporters supporters;
    /** Of each group, over the denominator at {@link #asOf}. */
    private final BigInteger[] money;
    /** Which denominator a numerator stands over. */
    private final int[] asOf;

    private final List<BigInteger> denominators = new ArrayList<>();
    private final List<@Nullable BigInteger> factors = new ArrayList<>();

    /**
     * Before anything is bought.
     *
     * @param share what each voter has, in the smallest part of money that occurs in the election
     */
    ExactShares(Supporters supporters, Fraction share) {
        this.supporters = supporters;
        this.money = new BigInteger[supporters.voters().length];
        this.asOf = new int[money.length];
        Arrays.fill(money, share.numerator());
        denominators.add(share.denominator());
        factors.add(BigInteger.ONE);
    }

    /**
     * A fraction.
     *
     * @param denominator above 0
     */
    record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
        static Fraction of(BigInteger numerator, BigInteger denominator) {
            BigInteger common = numerator.gcd(denominator);
            return common.signum() == 0
                    ? new Fraction(numerator, denominator)
                    : new Fraction(numerator.divide(common), denominator.divide(common));
        }

        @Override
        public int compareTo(Fraction other) {
            return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
        }
    }

    /** How the cost of a project is paid: at most {@code rest / rich} for a unit of weight, over the denominator of the moment. */
    private record Split(BigInteger rest, long rich) {}

    /** What those who want a project have left together; over {@link #denominator()}. */
    private BigInteger together(int project) {
        int[] groups = supporters.groups()[project];
        BigInteger sum = BigInteger.ZERO;
        for (int group : groups) {
            sum = sum.add(money(group).multiply(BigInteger.valueOf(supporters.voters()[group])));
        }
        return sum;
    }

    private BigInteger denominator() {
        return denominators.get(denominators.size() - 1);
    }

    private BigInteger money(int group) {
        int now = denominators.size() - 1;
        int then = asOf[group];
        if (then != now) {
            if (money[group].signum() != 0) {
                money[group] = money[group].multiply(factor(then, now));
            }
            asOf[group] = now;
        }
        return money[group];
    }

    private BigInteger factor(int then, int now) {
        BigInteger factor = factors.get(then);
        if (factor == null) {
            factor = denominators.get(now).divide(denominators.get(then));
            factors.set(then, factor);
        }
        return factor;
    }

    /** What those who want a project have left together. */
    Fraction moneyFor(int project) {
        return Fraction.of(together(project), denominator());
    }

    /** What the most burdened supporter would pay for a unit of worth; null if they cannot pay for it together. */
    @Nullable
    Fraction price(int project) {
        Split split = split(project);
        if (split == null) {
            return null;
        }
        BigInteger below = denominator().multiply(BigInteger.valueOf(split.rich));
        return new Fraction(
                split.rest,
                supporters.points() ? below : below.multiply(supporters.wholeCosts()[project]));
    }

    private @Nullable Split split(int project) {
        BigInteger cost = supporters.wholeCosts()[project].multiply(denominator());
        if (together(project).compareTo(cost) < 0) {
            return null;
        }
        int[] groups = supporters.groups()[project];
        long[] weights = supporters.weights()[project];
        boolean[] isPoor = new boolean[groups.length];
        BigInteger rest = cost;
        long rich = supporters.totals()[project];
        // Whoever has less than an equal part pays all; then the part of the others grows, and more of them may have
        // less
        for (boolean changed = true; changed; ) {
            changed = false;
            BigInteger part = rest;
            BigInteger among = BigInteger.valueOf(rich);
            for (int i = 0; i < groups.length; i++) {
                if (!isPoor[i]
                        && money(groups[i]).multiply(among).compareTo(part.multiply(BigInteger.valueOf(weights[i])))
                                < 0) {
                    isPoor[i] = true;
                    changed = true;
                    long voters = supporters.voters()[groups[i]];
                    rest = rest.subtract(money(groups[i]).multiply(BigInteger.valueOf(voters)));
                    rich -= voters * weights[i];
                }
            }
        }
        return new Split(rest, rich);
    }

    /**
     * A purchase.
     *
     * @param most what a voter pays at most; with points, for a unit of weight
     * @param payers how many voters paid something
     * @param full how many paid the most
     */
    record Payment(Fraction most, long payers, long full) {}

    /** Buys a project, which its supporters must be able to pay for. */
    Payment buy(int project) {
        Split split = split(project);
        if (split == null) {
            throw new IllegalStateException("not affordable: " + project);
        }
        BigInteger rich = BigInteger.valueOf(split.rich);
        BigInteger common = split.rest.gcd(rich);
        BigInteger grows = rich.divide(common);
        BigInteger most = split.rest.divide(common);
        if (!grows.equals(BigInteger.ONE)) {
            denominators.add(denominator().multiply(grows));
            for (int i = 0; i < factors.size(); i++) {
                factors.set(i, null);
            }
            factors.add(BigInteger.ONE);
        }
        int[] groups = supporters.groups()[project];
        long[] weights = supporters.weights()[project];
        long payers = 0;
        long full = 0;
        for (int i = 0; i < groups.length; i++) {
            BigInteger has = money(groups[i]);
            BigInteger due = most.multiply(BigInteger.valueOf(weights[i]));
            long voters = supporters.voters()[groups[i]];
            payers += has.signum() > 0 ? voters : 0;
            full += has.compareTo(due) >= 0 ? voters : 0;
            money[groups[i]] = has.subtract(due).max(BigInteger.ZERO);
        }
        return new Payment(Fraction.of(most, denominator()), payers, full);
    }
}

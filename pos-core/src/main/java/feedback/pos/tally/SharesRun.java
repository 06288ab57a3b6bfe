package feedback.pos.tally;

import feedback.pos.tally.ExactShares.Fraction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Equal shares for a given share, or for all shares between two at once.
 *
 * <p>Money is kept as two whole numbers, a lower and an upper bound, and each step rounds the one down and the other up. Where the bounds of two
 * projects do not overlap, they prove which one is bought; where they do, exact fractions decide. Bounds may also begin apart, at two different
 * shares: what they prove then holds for every share in between, since with the same purchases before, more money at the start never leaves
 * anybody with less, nor raises a price. For one thread.
 */
final class SharesRun {
    /** Sums of money stay below 2 to this power, so that nothing overflows. */
    private static final int BITS = 61;

    private static final int NONE = -1;
    private static final int UNSURE = -2;

    private final Supporters supporters;
    private final BigDecimal budget;
    private final Comparator<Integer> ties;
    private final @Nullable Fraction exactShare;
    private final long[] least;
    private final long[] most;
    private final long[] costLeast;
    private final long[] costMost;
    /** Bounds of what the most burdened supporter pays for a unit of weight. */
    private final long[] priceLeast;

    private final long[] priceMost;
    /** Whether all supporters can surely pay the same, so that the price is known exactly. */
    private final boolean[] allPay;

    private final int[] active;
    private final int shift;
    private int actives;
    private BigDecimal spent = BigDecimal.ZERO;
    private final List<Integer> bought = new ArrayList<>();
    private final List<List<Integer>> tied = new ArrayList<>();
    private @Nullable ExactShares exact;
    private int exactRound;
    // What the last addition and the last upper bound came to beside their results
    private long sumAll;
    private long sumPoor;
    private boolean nobodyIsPoor;

    private SharesRun(Supporters supporters, BigDecimal budget, Comparator<Integer> ties, Fraction from, Fraction to) {
        this.supporters = supporters;
        this.budget = budget;
        this.ties = ties;
        this.exactShare = from.compareTo(to) == 0 ? from : null;
        int groups = supporters.voters().length;
        int size = supporters.size();
        BigInteger all =
                up(new Fraction(to.numerator().multiply(BigInteger.valueOf(supporters.allVoters())), to.denominator()));
        this.shift = BITS - all.bitLength();
        this.least = new long[groups];
        this.most = new long[groups];
        Arrays.fill(least, down(shifted(from, shift)).longValueExact());
        Arrays.fill(most, up(shifted(to, shift)).longValueExact());
        this.costLeast = new long[size];
        this.costMost = new long[size];
        this.priceLeast = new long[size];
        this.priceMost = new long[size];
        this.allPay = new boolean[size];
        this.active = new int[size];
        for (int i = 0; i < size; i++) {
            // What costs more than all have together is never bought
            if (supporters.wholeCosts()[i].compareTo(all) <= 0) {
                Fraction cost = shifted(new Fraction(supporters.wholeCosts()[i], BigInteger.ONE), shift);
                costLeast[i] = down(cost).longValueExact();
                costMost[i] = up(cost).longValueExact();
                priceLeast[i] = costLeast[i] / supporters.totals()[i];
                active[actives++] = i;
            }
        }
        sort(actives);
    }

    private static Fraction shifted(Fraction value, int shift) {
        return shift >= 0
                ? new Fraction(value.numerator().shiftLeft(shift), value.denominator())
                : new Fraction(value.numerator(), value.denominator().shiftLeft(-shift));
    }

    private static BigInteger down(Fraction value) {
        return value.numerator().divide(value.denominator());
    }

    private static BigInteger up(Fraction value) {
        return new BigDecimal(value.numerator())
                .divide(new BigDecimal(value.denominator()), 0, RoundingMode.CEILING)
                .toBigInteger();
    }

    /**
     * What was bought.
     *
     * @param bought by index, in this order
     * @param spent in all; more than the budget if it went beyond, then nothing else was looked at
     * @param tied at which purchases equal projects had to be told apart: the equal ones, the bought one first
     */
    record Result(List<Integer> bought, BigDecimal spent, List<List<Integer>> tied) {}

    /** For one share, the money of one voter. */
    static Result at(Supporters supporters, BigDecimal budget, Comparator<Integer> ties, Fraction share) {
        Result result = new SharesRun(supporters, budget, ties, share, share).run();
        if (result == null) {
            throw new IllegalStateException("exact fractions always decide");
        }
        return result;
    }

    /** For all shares between two; null if it cannot be proved that they all come to the same. */
    static @Nullable Result between(
            Supporters supporters, BigDecimal budget, Comparator<Integer> ties, Fraction from, Fraction to) {
        return new SharesRun(supporters, budget, ties, from, to).run();
    }

    private @Nullable Result run() {
        while (true) {
            int best = cheapest();
            if (best == UNSURE) {
                return null;
            }
            if (best < 0) {
                return new Result(bought, spent, tied);
            }
            buy(best);
            if (spent.compareTo(budget) > 0) {
                return new Result(bought, spent, tied);
            }
        }
    }

    /**
     * The project that is bought next: {@link #NONE} if there is none, {@link #UNSURE} if that cannot be said. Projects stand in the order of their lower
     * bounds; a bound of an earlier round still holds, since prices only rise, so those behind the best one's upper bound need not be looked at.
     */
    private int cheapest() {
        int best = NONE;
        int looked = 0;
        while (looked < actives && (best == NONE || mayBeAsGood(active[looked], best))) {
            int project = active[looked];
            if (!lookBelow(project)) {
                drop(project);
                continue;
            }
            if (best == NONE || mayBeAsGood(project, best)) {
                int seen = lookAbove(project);
                if (seen == UNSURE) {
                    return UNSURE;
                }
                if (seen == NONE) {
                    drop(project);
                    continue;
                }
                if (best == NONE || isLess(priceMost[project], costLeast[project], priceMost[best], costLeast[best])) {
                    best = project;
                }
            }
            looked++;
        }
        int decided = best == NONE ? NONE : decide(best, looked);
        sort(looked);
        return decided;
    }

    /** Puts the first ones, whose bounds rose, back into the order of the others. */
    private void sort(int first) {
        for (int from = first - 1; from >= 0; from--) {
            int project = active[from];
            int at = from;
            while (at + 1 < actives
                    && isLess(
                            priceLeast[active[at + 1]],
                            costMost[active[at + 1]],
                            priceLeast[project],
                            costMost[project])) {
                active[at] = active[at + 1];
                at++;
            }
            active[at] = project;
        }
    }

    private boolean mayBeAsGood(int project, int best) {
        return !isLess(priceMost[best], costLeast[best], priceLeast[project], costMost[project]);
    }

    /** Whether one price for a unit of worth is surely less than another: with votes a project is worth its cost, with points the points. */
    private boolean isLess(long price, long cost, long otherPrice, long otherCost) {
        if (supporters.points()) {
            return price < otherPrice;
        }
        // price / cost < otherPrice / otherCost, over 128 bits
        long high = Math.multiplyHigh(price, otherCost);
        long otherHigh = Math.multiplyHigh(otherPrice, cost);
        return high < otherHigh || high == otherHigh && Long.compareUnsigned(price * otherCost, otherPrice * cost) < 0;
    }

    /** Finds the lower bound of this round; false if the project can no longer be paid. */
    private boolean lookBelow(int project) {
        long price = boundBelow(project);
        if (price == NONE) {
            return false;
        }
        priceLeast[project] = price;
        return true;
    }

    /** Finds the upper bound of this round; {@link #NONE} if the project can no longer be paid, {@link #UNSURE} if that cannot be said. */
    private int lookAbove(int project) {
        long above = boundAbove(project);
        if (above != UNSURE) {
            priceMost[project] = above;
            allPay[project] = nobodyIsPoor;
            return project;
        }
        ExactShares fractions = exact();
        if (fractions == null) {
            return UNSURE;
        }
        Fraction exactly = fractions.price(project);
        if (exactly == null) {
            return NONE;
        }
        allPay[project] = false;
        narrow(project, exactly);
        return project;
    }

    /** Takes the bounds of what is known exactly. */
    private void narrow(int project, Fraction price) {
        BigInteger worth = supporters.points() ? BigInteger.ONE : supporters.wholeCosts()[project];
        Fraction money = shifted(new Fraction(price.numerator().multiply(worth), price.denominator()), shift);
        priceLeast[project] = Math.max(priceLeast[project], down(money).longValueExact());
        priceMost[project] = up(money).longValueExact();
    }

    private void drop(int project) {
        for (int i = 0; i < actives; i++) {
            if (active[i] == project) {
                System.arraycopy(active, i + 1, active, i, actives - i - 1);
                actives--;
                return;
            }
        }
    }

    private long boundBelow(int project) {
        long cost = costLeast[project];
        long price = priceLeast[project];
        while (true) {
            long rich = add(project, most, price);
            if (sumAll < cost) {
                return NONE;
            }
            long rest = cost - sumPoor;
            if (rich == 0 || rest <= 0) {
                return price;
            }
            long next = rest / rich;
            if (next <= price) {
                return price;
            }
            price = next;
        }
    }

    private long boundAbove(int project) {
        long cost = costMost[project];
        long price = priceLeast[project];
        long total = supporters.totals()[project];
        while (true) {
            long rich = add(project, least, price);
            if (sumAll < cost) {
                return UNSURE;
            }
            long rest = cost - sumPoor;
            if (rich == 0 || rest <= 0) {
                nobodyIsPoor = false;
                return price;
            }
            long next = (rest - 1) / rich + 1;
            if (next <= price) {
                nobodyIsPoor = rich == total;
                return price;
            }
            price = next;
        }
    }

    /** Adds up what those have who have less than the price, and the weights of the others, which it returns. */
    private long add(int project, long[] money, long price) {
        int[] groups = supporters.groups()[project];
        long[] times = supporters.times()[project];
        long poor = 0;
        long all = 0;
        long rich = 0;
        if (supporters.points()) {
            long[] weights = supporters.weights()[project];
            for (int i = 0; i < groups.length; i++) {
                long has = money[groups[i]];
                long theirs = has * times[i];
                all += theirs;
                if (has < times(price, weights[i])) {
                    poor += theirs;
                } else {
                    rich += times[i] * weights[i];
                }
            }
        } else {
            for (int i = 0; i < groups.length; i++) {
                long has = money[groups[i]];
                long theirs = has * times[i];
                all += theirs;
                if (has < price) {
                    poor += theirs;
                } else {
                    rich += times[i];
                }
            }
        }
        sumPoor = poor;
        sumAll = all;
        return rich;
    }

    private static long times(long price, long weight) {
        long low = price * weight;
        return Math.multiplyHigh(price, weight) != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    /** Among the one with the least bound and those that may be as good. */
    private int decide(int best, int looked) {
        int count = 0;
        for (int i = 0; i < looked; i++) {
            count += mayBeAsGood(active[i], best) ? 1 : 0;
        }
        if (count == 1) {
            return best;
        }
        List<Integer> rivals = new ArrayList<>(count);
        for (int i = 0; i < looked; i++) {
            if (mayBeAsGood(active[i], best)) {
                rivals.add(active[i]);
            }
        }
        List<Integer> equal = least(rivals);
        if (equal == null) {
            return UNSURE;
        }
        if (equal.size() > 1) {
            equal.sort(Comparator.comparing(index -> supporters.places().get(index), ties));
            tied.add(List.copyOf(equal));
        }
        return equal.get(0);
    }

    /** Those with the least price, exactly; null if that cannot be said. */
    private @Nullable List<Integer> least(List<Integer> rivals) {
        List<Integer> equal = new ArrayList<>();
        Fraction lowest = null;
        for (int project : rivals) {
            Fraction price = price(project);
            if (price == null) {
                return null;
            }
            if (exactShare != null) {
                narrow(project, price);
            }
            int compared = lowest == null ? -1 : price.compareTo(lowest);
            if (compared < 0) {
                lowest = price;
                equal.clear();
            }
            if (compared <= 0) {
                equal.add(project);
            }
        }
        return equal;
    }

    private @Nullable Fraction price(int project) {
        BigInteger total = BigInteger.valueOf(supporters.totals()[project]);
        if (allPay[project]) {
            return supporters.points()
                    ? new Fraction(supporters.wholeCosts()[project], total)
                    : new Fraction(BigInteger.ONE, total);
        }
        ExactShares fractions = exact();
        return fractions == null ? null : fractions.price(project);
    }

    /** The exact fractions of this round; null if this is about more than one share. */
    private @Nullable ExactShares exact() {
        if (exactShare == null) {
            return null;
        }
        ExactShares fractions = exact;
        if (fractions == null) {
            fractions = new ExactShares(supporters, exactShare);
            exact = fractions;
        }
        for (; exactRound < bought.size(); exactRound++) {
            fractions.buy(bought.get(exactRound));
        }
        return fractions;
    }

    private void buy(int project) {
        long low = priceLeast[project];
        long high = priceMost[project];
        int[] groups = supporters.groups()[project];
        long[] weights = supporters.weights()[project];
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            least[group] = Math.max(0, least[group] - times(high, weights[i]));
            most[group] = Math.max(0, most[group] - times(low, weights[i]));
        }
        bought.add(project);
        spent = spent.add(supporters.costs()[project]);
        drop(project);
        supporters.rivals().get(project).forEach(this::drop);
    }
}

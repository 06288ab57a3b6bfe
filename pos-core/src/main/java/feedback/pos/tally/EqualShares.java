package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.tally.CountStep.Compared;
import feedback.pos.tally.CountStep.Free;
import feedback.pos.tally.CountStep.Grown;
import feedback.pos.tally.CountStep.Grown.End;
import feedback.pos.tally.CountStep.Nobody;
import feedback.pos.tally.CountStep.Paid;
import feedback.pos.tally.CountStep.Rest;
import feedback.pos.tally.CountStep.Shares;
import feedback.pos.tally.CountStep.Unpaid;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.ExactShares.Fraction;
import feedback.pos.tally.ExactShares.Payment;
import feedback.pos.tally.Profile.Group;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The method of equal shares (Peters, Pierczyński, Skowron 2021; equalshares.net): everybody has the same part of the budget; the project whose
 * supporters pay least for it, as equally as they can, is bought, until none can be paid. The completions are those of Pabulib and equalshares.net.
 */
final class EqualShares {
    /** More than any real election takes: with each run all shares of a range are settled at once. */
    private static final int MOST_RUNS = 100_000;

    private static final int LONGEST_PATIENCE = 64;
    private static final int CENTS = 2;

    private final Counting counting;
    private final Rule rule;
    private final List<Integer> electable;
    private final BigDecimal budget;

    private EqualShares(Counting counting, Rule rule) {
        this.counting = counting;
        this.rule = rule;
        this.electable = counting.electable();
        this.budget = counting.election().budget().orElseThrow();
    }

    static void count(Counting counting, Rule rule) {
        EqualShares shares = new EqualShares(counting, rule);
        shares.buy();
        if (rule.completion().isUtilitarian()) {
            shares.giveRest();
        }
        if (rule.comparison()) {
            shares.compare();
        }
    }

    private void buy() {
        for (int place : ByRank.ranked(counting, electable)) {
            if (counting.cost(place).signum() == 0
                    && counting.standing(place).votes() > 0
                    && counting.excludedBy(place) == null) {
                counting.elect(place);
                counting.add(new Free(
                        counting.project(place).id(), counting.project(place).name()));
            }
        }
        Supporters supporters = Supporters.of(
                counting,
                electable.stream()
                        .filter(place -> counting.excludedBy(place) == null)
                        .toList());
        if (supporters.size() == 0) {
            if (counting.elected().isEmpty()) {
                counting.add(new Nobody());
            }
            return;
        }
        new Growing(supporters).run();
    }

    /** Runs with growing shares, and what came of the last one that fits. */
    private final class Growing {
        private final Supporters supporters;
        private final Comparator<Integer> ties;
        private final BigInteger unit;
        private final Fraction first;
        private Fraction share;
        private SharesRun.Result bought;
        private long times;
        private int runs;

        Growing(Supporters supporters) {
            this.supporters = supporters;
            this.ties = counting.ties().order(counting.election());
            this.unit = BigInteger.TEN.pow(supporters.decimals());
            this.first = Fraction.of(
                    budget.movePointRight(supporters.decimals()).toBigIntegerExact(),
                    BigInteger.valueOf(supporters.allVoters()));
            this.share = first;
            this.bought = SharesRun.at(supporters, budget, ties, share);
        }

        void run() {
            counting.add(new Shares(supporters.allVoters(), exactly(first), rounded(first), budget));
            if (rule.completion().adds()) {
                End end = grow();
                counting.add(new Grown(rounded(first), rounded(share), times, end));
            }
            tell();
        }

        /**
         * Shares grow by one unit for as long as what is bought fits. Where one run proves that a whole range of shares comes to the same, the range is
         * passed at once; so the outcome is that of going step by step.
         */
        private End grow() {
            // The first step also rounds: shares are whole units from there on
            BigInteger next =
                    share.numerator().divide(share.denominator().multiply(unit)).add(BigInteger.ONE);
            long width = 1;
            int patience = 1;
            int wait = 0;
            while (true) {
                End end = reached();
                if (end != null) {
                    return end;
                }
                if (runs++ == MOST_RUNS) {
                    throw Refusal.field("rule", "tally.growth", rule, MOST_RUNS);
                }
                SharesRun.Result result = width == 1
                        ? SharesRun.at(supporters, budget, ties, whole(next))
                        : SharesRun.between(
                                supporters, budget, ties, whole(next), whole(next.add(BigInteger.valueOf(width - 1))));
                if (result == null) {
                    width /= 2;
                    if (width == 1) {
                        patience = Math.min(LONGEST_PATIENCE, 2 * patience);
                        wait = patience;
                    }
                    continue;
                }
                if (result.spent().compareTo(budget) > 0) {
                    return End.BUDGET;
                }
                bought = result;
                // Where growth ends with this outcome, it ends at the first share that comes to it
                long passed = reached() == null ? width : 1;
                next = next.add(BigInteger.valueOf(passed));
                times += passed;
                share = whole(next.subtract(BigInteger.ONE));
                if (width > 1) {
                    patience = 1;
                    width = Math.min(2 * width, Long.MAX_VALUE / 4);
                } else if (--wait <= 0) {
                    width = 2;
                }
            }
        }

        private Fraction whole(BigInteger units) {
            return new Fraction(units.multiply(unit), BigInteger.ONE);
        }

        /** Why shares need not grow any more; null if they do. */
        private @Nullable End reached() {
            Set<Integer> places = bought.bought().stream()
                    .map(supporters.places()::get)
                    .collect(Collectors.toCollection(HashSet::new));
            places.addAll(counting.elected());
            boolean nothingToBuy = supporters.places().stream()
                    .allMatch(place -> places.contains(place)
                            || counting.rivals(place).stream().anyMatch(places::contains));
            if (nothingToBuy) {
                return End.NOTHING;
            }
            BigDecimal left = budget.subtract(counting.spent()).subtract(bought.spent());
            boolean exhausted = rule.completion().stopsExhausted()
                    && electable.stream()
                            .noneMatch(place -> !places.contains(place)
                                    && counting.cost(place).compareTo(left) <= 0
                                    && counting.rivals(place).stream().noneMatch(places::contains));
            return exhausted ? End.EXHAUSTED : null;
        }

        private void tell() {
            ExactShares money = new ExactShares(supporters, share);
            Fraction left = new Fraction(
                    share.numerator().multiply(BigInteger.valueOf(supporters.allVoters())), share.denominator());
            int ties = 0;
            for (int index : bought.bought()) {
                if (ties < bought.tied().size() && bought.tied().get(ties).get(0) == index) {
                    counting.tied(bought.tied().get(ties).stream()
                            .map(supporters.places()::get)
                            .toList());
                    ties++;
                }
                Payment payment = money.buy(index);
                int place = supporters.places().get(index);
                counting.elect(place);
                left = new Fraction(
                        left.numerator().subtract(supporters.wholeCosts()[index].multiply(left.denominator())),
                        left.denominator());
                tellPaid(index, payment, left);
            }
            for (int index = 0; index < supporters.size(); index++) {
                int place = supporters.places().get(index);
                Integer because = counting.excludedBy(place);
                if (because != null && !counting.isElected(place)) {
                    counting.excluded(place, because);
                } else if (!counting.isElected(place)) {
                    Project project = counting.project(place);
                    counting.add(new Unpaid(
                            project.id(),
                            project.name(),
                            counting.cost(place),
                            supporters.supporters(index),
                            rounded(money.moneyFor(index))));
                }
            }
        }

        private void tellPaid(int index, Payment payment, Fraction left) {
            Project project = counting.project(supporters.places().get(index));
            Fraction most = supporters.points()
                    ? Fraction.of(
                            payment.most().numerator().multiply(BigInteger.valueOf(Profile.UNIT)),
                            payment.most().denominator().multiply(BigInteger.valueOf(supporters.unit())))
                    : payment.most();
            counting.add(new Paid(
                    project.id(),
                    project.name(),
                    supporters.costs()[index],
                    supporters.supporters(index),
                    payment.payers(),
                    payment.full(),
                    exactly(most),
                    rounded(most),
                    supporters.points(),
                    rounded(left)));
        }

        /** In units of money. */
        private @Nullable String exactly(Fraction value) {
            Fraction money = Fraction.of(value.numerator(), value.denominator().multiply(unit));
            // Digits are costly to write, so it is first looked how many there are
            if (money.numerator().bitLength() + money.denominator().bitLength() > 3 * CountStep.LONGEST_FRACTION) {
                return null;
            }
            String text = money.denominator().equals(BigInteger.ONE)
                    ? money.numerator().toString()
                    : money.numerator() + "/" + money.denominator();
            return text.length() > CountStep.LONGEST_FRACTION ? null : text;
        }

        private BigDecimal rounded(Fraction value) {
            return Election.plain(new BigDecimal(value.numerator())
                    .divide(new BigDecimal(value.denominator().multiply(unit)), CENTS, RoundingMode.HALF_UP));
        }
    }

    private void giveRest() {
        counting.add(new Rest(budget.subtract(counting.spent())));
        List<Integer> others = electable.stream()
                .filter(place -> !counting.isElected(place) && counting.excludedBy(place) == null)
                .toList();
        ByRank.elect(counting, ByRank.ranked(counting, others), false, Integer.MAX_VALUE);
    }

    /** Every voter is asked which of two outcomes holds more of what they voted for. */
    private void compare() {
        Counting greedy = new Counting(counting.election(), counting.ties());
        ByRank.elect(greedy, ByRank.ranked(greedy, electable), false, Integer.MAX_VALUE);
        long forShares = 0;
        long forGreedy = 0;
        for (Group group : counting.election().profile().groups()) {
            long byShares = worth(group, counting);
            long byGreedy = worth(group, greedy);
            forShares += byShares > byGreedy ? group.times() : 0;
            forGreedy += byGreedy > byShares ? group.times() : 0;
        }
        boolean greedyWins = forGreedy > forShares;
        counting.add(new Compared(forShares, forGreedy, greedyWins));
        if (greedyWins) {
            counting.forget();
            ByRank.elect(counting, ByRank.ranked(counting, electable), false, Integer.MAX_VALUE);
        }
    }

    private static long worth(Group group, Counting outcome) {
        long worth = 0;
        for (int i = 0; i < group.chosen().length; i++) {
            worth += outcome.isElected(group.chosen()[i]) && group.adds(i) ? group.given(i) : 0;
        }
        return worth;
    }
}

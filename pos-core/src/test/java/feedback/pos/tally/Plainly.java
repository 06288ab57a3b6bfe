package feedback.pos.tally;

import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.VoteType;
import feedback.pos.tally.Elections.Ballot;
import feedback.pos.tally.Elections.Drawn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rules once more, as one would tell them: every voter has a purse of their own, money is a fraction, shares grow by one unit and everything is
 * counted again. Shares no code with what it is held against but the shape of elections.
 */
final class Plainly {
    private final Drawn drawn;
    private final Rule rule;
    private final List<String> listed;
    private final Map<String, Project> projects = new LinkedHashMap<>();
    /** What each voter gives to each project. */
    private final List<Map<String, BigDecimal>> given = new ArrayList<>();

    /** What the most burdened voter paid for each that was bought (with points: for a point). */
    final Map<String, Frac> most = new HashMap<>();

    Plainly(Drawn drawn, Rule rule) {
        this.drawn = drawn;
        this.rule = rule;
        drawn.projects().forEach(project -> projects.put(project.id(), project));
        this.listed = List.copyOf(projects.keySet());
        for (Ballot ballot : drawn.ballots()) {
            Map<String, BigDecimal> gives = new HashMap<>();
            if (drawn.type() == VoteType.SCORING) {
                listed.forEach(id -> gives.put(id, BigDecimal.ONE));
            }
            for (int i = 0; i < ballot.ids().size(); i++) {
                BigDecimal points = switch (drawn.type()) {
                    case CHOOSE_1, APPROVAL -> BigDecimal.ONE;
                    case ORDINAL -> BigDecimal.valueOf(ballot.ids().size() - i);
                    case CUMULATIVE, SCORING -> ballot.points().get(i);
                };
                gives.put(ballot.ids().get(i), points);
            }
            given.add(gives);
        }
    }

    record Frac(BigInteger n, BigInteger d) implements Comparable<Frac> {
        static Frac of(BigDecimal value) {
            return new Frac(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
        }

        Frac plus(Frac o) {
            return reduced(n.multiply(o.d).add(o.n.multiply(d)), d.multiply(o.d));
        }

        Frac minus(Frac o) {
            return plus(new Frac(o.n.negate(), o.d));
        }

        Frac times(Frac o) {
            return reduced(n.multiply(o.n), d.multiply(o.d));
        }

        Frac over(Frac o) {
            return reduced(n.multiply(o.d), d.multiply(o.n));
        }

        static Frac reduced(BigInteger n, BigInteger d) {
            BigInteger g = n.gcd(d).max(BigInteger.ONE);
            return new Frac(n.divide(g), d.divide(g));
        }

        @Override
        public int compareTo(Frac o) {
            return n.multiply(o.d).compareTo(o.n.multiply(d));
        }

        static final Frac ZERO = new Frac(BigInteger.ZERO, BigInteger.ONE);
    }

    List<String> winners() {
        if (drawn.ballots().isEmpty() && rule.kind() == Rule.Kind.EQUAL_SHARES) {
            List<String> none = new ArrayList<>();
            return completed(none);
        }
        return switch (rule.kind()) {
            case PLURALITY, K_BEST, BORDA -> most();
            case EQUAL_SHARES -> equalShares();
            default -> greedy(new ArrayList<>(), rule.kind().stops());
        };
    }

    private long votes(String id) {
        return drawn.ballots().stream()
                .filter(ballot -> ballot.ids().contains(id))
                .count();
    }

    private BigDecimal figure(String id) {
        return drawn.type().isScored()
                ? given.stream()
                        .map(gives -> gives.getOrDefault(id, BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.valueOf(votes(id));
    }

    private boolean canWin(String id) {
        BigDecimal minimum = drawn.minimum();
        return !projects.get(id).withdrawn() && (minimum == null || figure(id).compareTo(minimum) >= 0);
    }

    private BigDecimal cost(String id) {
        return projects.get(id).cost();
    }

    private BigDecimal spent(List<String> winners) {
        return winners.stream().map(this::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private boolean conflicts(String id, List<String> winners) {
        return drawn.exclusive().stream()
                .anyMatch(group -> group.contains(id)
                        && winners.stream().anyMatch(winner -> !winner.equals(id) && group.contains(winner)));
    }

    private List<String> ranked() {
        List<String> ranked =
                new ArrayList<>(listed.stream().filter(this::canWin).toList());
        ranked.sort(Comparator.comparing(this::figure).reversed().thenComparing(usual()));
        return ranked;
    }

    private Comparator<String> usual() {
        Comparator<String> list = Comparator.comparingInt(listed::indexOf);
        return rule.kind() == Rule.Kind.EQUAL_SHARES
                ? Comparator.comparing(this::cost)
                        .thenComparing(Comparator.comparing(this::votes).reversed())
                        .thenComparing(list)
                : list;
    }

    private List<String> most() {
        List<String> winners = new ArrayList<>();
        for (String id : ranked()) {
            boolean fits = spent(winners).add(cost(id)).compareTo(drawn.budget()) <= 0;
            if (winners.size() < rule.winners() && figure(id).signum() > 0 && fits && !conflicts(id, winners)) {
                winners.add(id);
            }
        }
        return winners;
    }

    private List<String> greedy(List<String> winners, boolean stops) {
        for (String id : ranked()) {
            if (winners.contains(id) || conflicts(id, winners)) {
                continue;
            }
            if (spent(winners).add(cost(id)).compareTo(drawn.budget()) <= 0) {
                winners.add(id);
            } else if (stops) {
                return winners;
            }
        }
        return winners;
    }

    private List<String> equalShares() {
        Frac share = Frac.of(drawn.budget()).over(Frac.of(BigDecimal.valueOf(given.size())));
        List<String> winners = shares(share);
        if (rule.completion().adds()) {
            BigInteger units = share.n().divide(share.d());
            while (!isEnd(winners)) {
                units = units.add(BigInteger.ONE);
                List<String> more = shares(new Frac(units, BigInteger.ONE));
                if (spent(more).compareTo(drawn.budget()) > 0) {
                    break;
                }
                winners = more;
                share = new Frac(units, BigInteger.ONE);
            }
            winners = shares(share);
        }
        return completed(winners);
    }

    private List<String> completed(List<String> shares) {
        List<String> winners = shares;
        if (rule.completion().isUtilitarian()) {
            winners = greedy(new ArrayList<>(winners), false);
        }
        if (rule.comparison()) {
            List<String> greedy = greedy(new ArrayList<>(), false);
            long forShares = 0;
            for (Ballot ballot : drawn.ballots()) {
                forShares += Integer.signum(worth(ballot, winners).compareTo(worth(ballot, greedy)));
            }
            winners = forShares < 0 ? greedy : winners;
        }
        return winners;
    }

    private BigDecimal worth(Ballot ballot, List<String> winners) {
        BigDecimal worth = BigDecimal.ZERO;
        for (int i = 0; i < ballot.ids().size(); i++) {
            if (winners.contains(ballot.ids().get(i))) {
                worth = worth.add(
                        switch (drawn.type()) {
                            case CHOOSE_1, APPROVAL -> BigDecimal.ONE;
                            case ORDINAL -> BigDecimal.valueOf(ballot.ids().size() - i);
                            case CUMULATIVE, SCORING -> ballot.points().get(i);
                        });
            }
        }
        return worth;
    }

    private boolean isEnd(List<String> winners) {
        boolean nothing = listed.stream()
                .filter(id -> canWin(id) && given.stream().anyMatch(gives -> wants(gives, id)))
                .filter(id -> cost(id).signum() > 0)
                .allMatch(id -> winners.contains(id) || conflicts(id, winners));
        boolean exhausted = listed.stream()
                .filter(id -> canWin(id) && !winners.contains(id) && !conflicts(id, winners))
                .noneMatch(id -> spent(winners).add(cost(id)).compareTo(drawn.budget()) <= 0);
        return nothing || rule.completion().stopsExhausted() && exhausted;
    }

    private static boolean wants(Map<String, BigDecimal> gives, String id) {
        return gives.getOrDefault(id, BigDecimal.ZERO).signum() > 0;
    }

    /** For a share: free ones first, then always the one whose most burdened supporter pays least for what it is worth. */
    private List<String> shares(Frac share) {
        List<String> winners = new ArrayList<>();
        for (String id : ranked()) {
            if (cost(id).signum() == 0 && votes(id) > 0 && !conflicts(id, winners)) {
                winners.add(id);
            }
        }
        List<Frac> purses = new ArrayList<>();
        given.forEach(any -> purses.add(share));
        while (true) {
            Map<String, Frac> prices = new HashMap<>();
            for (String id : listed) {
                if (canWin(id) && cost(id).signum() > 0 && !winners.contains(id) && !conflicts(id, winners)) {
                    Frac price = price(id, purses);
                    if (price != null) {
                        prices.put(id, price);
                    }
                }
            }
            String best = prices.keySet().stream()
                    .min(Comparator.<String, Frac>comparing(prices::get).thenComparing(usual()))
                    .orElse(null);
            if (best == null) {
                return winners;
            }
            Frac price = prices.get(best);
            for (int i = 0; i < purses.size(); i++) {
                Frac due = price.times(worth(given.get(i), best));
                Frac has = purses.get(i);
                purses.set(i, due.compareTo(has) > 0 ? Frac.ZERO : has.minus(due));
            }
            winners.add(best);
            most.put(best, drawn.type().isScored() ? price : price.times(Frac.of(cost(best))));
        }
    }

    /** With plain votes a project is worth its cost, with points the points. */
    private Frac worth(Map<String, BigDecimal> gives, String id) {
        if (!wants(gives, id)) {
            return Frac.ZERO;
        }
        return Frac.of(drawn.type().isScored() ? gives.get(id) : cost(id));
    }

    /** What has to be paid for a unit of worth; null if it cannot be paid. Tried at every point where somebody's purse is empty. */
    private @Nullable Frac price(String id, List<Frac> purses) {
        Frac cost = Frac.of(cost(id));
        TreeSet<Frac> bends = new TreeSet<>();
        for (int i = 0; i < purses.size(); i++) {
            if (wants(given.get(i), id)) {
                bends.add(purses.get(i).over(worth(given.get(i), id)));
            }
        }
        Frac low = Frac.ZERO;
        for (Frac bend : bends) {
            if (paid(id, purses, bend).compareTo(cost) >= 0) {
                // Between two bends what is paid is a straight line
                Frac from = paid(id, purses, low);
                Frac to = paid(id, purses, bend);
                return low.plus(bend.minus(low).times(cost.minus(from).over(to.minus(from))));
            }
            low = bend;
        }
        return null;
    }

    private Frac paid(String id, List<Frac> purses, Frac price) {
        Frac paid = Frac.ZERO;
        for (int i = 0; i < purses.size(); i++) {
            Frac due = price.times(worth(given.get(i), id));
            paid = paid.plus(due.compareTo(purses.get(i)) < 0 ? due : purses.get(i));
        }
        return paid;
    }
}

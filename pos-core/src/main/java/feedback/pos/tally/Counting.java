package feedback.pos.tally;

import feedback.pos.tally.CountStep.Excluded;
import feedback.pos.tally.CountStep.Withdrawn;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A count under way: who is elected, what is spent, and how it came about. Projects go by their places in the list. For one thread. */
final class Counting {
    private static final int SHOWN = 10;

    private final Election election;
    private final Ties ties;
    private final List<CountStep> steps = new ArrayList<>();
    private final List<Integer> elected = new ArrayList<>();
    private final boolean[] isElected;
    private final List<List<Integer>> rivals;
    private BigDecimal spent = BigDecimal.ZERO;

    Counting(Election election, Ties ties) {
        this.election = election;
        this.ties = ties;
        int size = election.projects().size();
        this.isElected = new boolean[size];
        this.rivals = rivals(election);
    }

    private static List<List<Integer>> rivals(Election election) {
        List<List<Integer>> rivals = new ArrayList<>();
        for (int i = 0; i < election.projects().size(); i++) {
            rivals.add(new ArrayList<>());
        }
        for (List<String> group : election.exclusive()) {
            List<Integer> places = group.stream().map(election::place).toList();
            for (Integer one : places) {
                places.stream()
                        .filter(other -> !other.equals(one) && !rivals.get(one).contains(other))
                        .forEach(rivals.get(one)::add);
            }
        }
        return rivals;
    }

    Election election() {
        return election;
    }

    Ties ties() {
        return ties;
    }

    Project project(int place) {
        return election.projects().get(place);
    }

    Standing standing(int place) {
        return election.standings().get(place);
    }

    /** What the project is ranked by. */
    BigDecimal figure(int place) {
        return standing(place).rank(election.type());
    }

    BigDecimal cost(int place) {
        BigDecimal cost = project(place).cost();
        return cost == null ? BigDecimal.ZERO : cost;
    }

    /** What is left of the budget; null without one. */
    @Nullable
    BigDecimal left() {
        return election.budget().map(budget -> budget.subtract(spent)).orElse(null);
    }

    BigDecimal spent() {
        return spent;
    }

    List<Integer> elected() {
        return elected;
    }

    boolean isElected(int place) {
        return isElected[place];
    }

    /** Projects beside which this one cannot be built. */
    List<Integer> rivals(int place) {
        return rivals.get(place);
    }

    /** The one that won and excludes the project; null if there is none. */
    @Nullable
    Integer excludedBy(int place) {
        return rivals.get(place).stream()
                .filter(each -> isElected[each])
                .findFirst()
                .orElse(null);
    }

    void add(CountStep step) {
        steps.add(step);
    }

    void elect(int place) {
        isElected[place] = true;
        elected.add(place);
        spent = spent.add(cost(place));
    }

    /** Begins anew with the same election; what was told stays told. */
    void forget() {
        elected.forEach(place -> isElected[place] = false);
        elected.clear();
        spent = BigDecimal.ZERO;
    }

    /** The projects that may win; says which may not. */
    List<Integer> electable() {
        List<Integer> electable = new ArrayList<>();
        for (int place = 0; place < isElected.length; place++) {
            Project project = project(place);
            if (project.withdrawn()) {
                add(new Withdrawn(project.id(), project.name()));
            } else if (meetsMinimum(place)) {
                electable.add(place);
            }
        }
        return electable;
    }

    private boolean meetsMinimum(int place) {
        Election.Minimum minimum = election.minimum().orElse(null);
        if (minimum == null || minimum.isMet(standing(place), election.type())) {
            return true;
        }
        BigDecimal has = minimum.ofVotes() ? BigDecimal.valueOf(standing(place).votes()) : figure(place);
        add(new CountStep.Minimum(project(place).id(), project(place).name(), has, minimum.value(), minimum.ofVotes()));
        return false;
    }

    void excluded(int place, int because) {
        add(new Excluded(
                project(place).id(), project(place).name(), project(because).id()));
    }

    /** Says how equal projects were told apart; they come in the order in which they were put. */
    void tied(List<Integer> order) {
        add(new CountStep.Tied(
                project(order.get(0)).id(),
                ids(order.subList(0, Math.min(SHOWN, order.size()))),
                order.size(),
                ties.told(election, order.get(0), order.get(1))));
    }

    List<String> ids(Collection<Integer> places) {
        return places.stream().map(place -> project(place).id()).toList();
    }

    Outcome outcome(Rule rule) {
        return new Outcome(
                rule,
                ties,
                election.ballots(),
                ids(elected),
                Election.plain(spent),
                IntStream.range(0, isElected.length)
                        .mapToObj(place -> new Outcome.Line(
                                project(place).id(),
                                project(place).name(),
                                project(place).cost(),
                                standing(place).votes(),
                                standing(place).score(),
                                isElected[place]))
                        .toList(),
                steps);
    }
}

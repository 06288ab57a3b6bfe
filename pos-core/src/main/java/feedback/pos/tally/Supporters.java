package feedback.pos.tally;

import feedback.pos.tally.Profile.Group;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Who wants what, as equal shares see it. Voters of the same choice always have the same money left, so they are one group. Projects go by an index of
 * their own, in the order of {@link #places}. Immutable.
 *
 * <p>What a project is worth to a voter: with plain votes its cost, as cities have it that counted by equal shares; with points the points. So a
 * project is the better bought the less its most burdened supporter pays for a unit of worth.
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never handed out
record Supporters(
        List<Integer> places,
        BigDecimal[] costs,
        BigInteger[] wholeCosts,
        int decimals,
        long[] voters,
        long allVoters,
        int[][] groups,
        long[][] times,
        long[][] weights,
        long[] totals,
        boolean points,
        long unit,
        List<List<Integer>> rivals) {

    /** Of these projects of the election; those that nobody wants are left out. */
    static Supporters of(Counting counting, List<Integer> electable) {
        Election election = counting.election();
        Profile profile = election.profile();
        boolean points = election.type().isScored();
        List<Group> groups = profile.groups();
        int projects = election.projects().size();
        long byDefault = Profile.defaultPoints(election.type(), election.limits());
        IntList[] who = lists(projects);
        LongList[] worth = longLists(projects);
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            for (int i = 0; i < group.chosen().length; i++) {
                int place = group.chosen()[i];
                if (group.given(i) <= 0 || !group.adds(i)) {
                    continue;
                }
                if (who[place].endsWith(g)) {
                    worth[place].addToLast(group.given(i));
                } else {
                    who[place].add(g);
                    worth[place].add(points ? group.given(i) : 1);
                }
            }
            if (byDefault > 0) {
                boolean[] named = new boolean[projects];
                Arrays.stream(group.chosen()).forEach(place -> named[place] = true);
                for (int place = 0; place < projects; place++) {
                    if (!named[place]) {
                        who[place].add(g);
                        worth[place].add(byDefault);
                    }
                }
            }
        }
        List<Integer> places = electable.stream()
                .filter(place -> who[place].size > 0 && counting.cost(place).signum() > 0)
                .toList();
        long unit = Arrays.stream(worth).flatMapToLong(LongList::stream).reduce(0, Supporters::divisor);
        return build(counting, places, who, worth, Math.max(1, unit), points);
    }

    private static Supporters build(
            Counting counting, List<Integer> places, IntList[] who, LongList[] worth, long unit, boolean points) {
        Profile profile = counting.election().profile();
        long[] voters = profile.groups().stream().mapToLong(Group::times).toArray();
        int size = places.size();
        int[][] groups = new int[size][];
        long[][] times = new long[size][];
        long[][] weights = new long[size][];
        long[] totals = new long[size];
        for (int i = 0; i < size; i++) {
            int place = places.get(i);
            groups[i] = who[place].toArray();
            times[i] =
                    Arrays.stream(groups[i]).mapToLong(group -> voters[group]).toArray();
            weights[i] = worth[place].stream().map(each -> each / unit).toArray();
            for (int j = 0; j < groups[i].length; j++) {
                totals[i] += times[i][j] * weights[i][j];
            }
        }
        BigDecimal[] costs = places.stream().map(counting::cost).toArray(BigDecimal[]::new);
        int decimals = Arrays.stream(costs).mapToInt(BigDecimal::scale).max().orElse(0);
        decimals = Math.max(
                decimals, counting.election().budget().orElse(BigDecimal.ZERO).scale());
        int scale = decimals;
        BigInteger[] whole = Arrays.stream(costs)
                .map(cost -> cost.movePointRight(scale).toBigIntegerExact())
                .toArray(BigInteger[]::new);
        List<List<Integer>> rivals = places.stream()
                .map(place -> counting.rivals(place).stream()
                        .map(places::indexOf)
                        .filter(index -> index >= 0)
                        .toList())
                .toList();
        return new Supporters(
                places,
                costs,
                whole,
                decimals,
                voters,
                profile.ballots(),
                groups,
                times,
                weights,
                totals,
                points,
                unit,
                rivals);
    }

    int size() {
        return places.size();
    }

    /** How many voters want a project. */
    long supporters(int project) {
        return Arrays.stream(times[project]).sum();
    }

    private static long divisor(long a, long b) {
        return b == 0 ? Math.abs(a) : divisor(b, a % b);
    }

    private static IntList[] lists(int size) {
        return IntStream.range(0, size).mapToObj(any -> new IntList()).toArray(IntList[]::new);
    }

    private static LongList[] longLists(int size) {
        return IntStream.range(0, size).mapToObj(any -> new LongList()).toArray(LongList[]::new);
    }

    /** A list that grows, without a box for each number. */
    private static final class IntList {
        private int[] values = new int[8];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        boolean endsWith(int value) {
            return size > 0 && values[size - 1] == value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    /** The same for longer numbers. */
    private static final class LongList {
        private long[] values = new long[8];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        void addToLast(long more) {
            values[size - 1] += more;
        }

        LongStream stream() {
            return Arrays.stream(values, 0, size);
        }
    }
}

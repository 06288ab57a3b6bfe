package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.tally.Election.Choice;
import feedback.pos.tally.Election.Limits;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.Standing;
import feedback.pos.tally.Election.VoteType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ballots, grouped: each distinct choice once, with how often it was made. Points are whole numbers of {@link #UNIT}ths. Immutable.
 */
final class Profile {
    /** In this many parts a point can be divided. */
    static final long UNIT = 10_000;

    private static final int DECIMALS = 4;
    private static final long MOST_POINTS = 1_000_000;
    private static final long[] ALIKE = {};

    private final List<Group> groups;
    private final long ballots;
    private final int size;

    private Profile(List<Group> groups, long ballots, int size) {
        this.groups = groups;
        this.ballots = ballots;
        this.size = size;
    }

    /**
     * A choice and how often it was made.
     *
     * @param chosen the projects by their places in the list
     * @param points beside them; empty where all count alike
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never handed out
    record Group(int[] chosen, long[] points, long times) {
        /** What the choice gives to the project at an index of its own, in parts of a point. */
        long given(int index) {
            return points.length == 0 ? UNIT : points[index];
        }

        /** Whether the project at an index is named for the first time, or points are added to what it got before. */
        boolean adds(int index) {
            return points.length > 0 || index == 0 || chosen[index] != chosen[index - 1];
        }
    }

    boolean isEmpty() {
        return ballots == 0;
    }

    long ballots() {
        return ballots;
    }

    /** In an order that depends on nothing but the choices. */
    List<Group> groups() {
        return groups;
    }

    /** What each project of the list got. */
    List<Standing> standings(VoteType type, Limits limits) {
        long[] votes = new long[size];
        long[] points = new long[size];
        for (Group group : groups) {
            for (int i = 0; i < group.chosen.length; i++) {
                votes[group.chosen[i]] += group.times;
                points[group.chosen[i]] += group.given(i) * group.times;
            }
        }
        long byDefault = defaultPoints(type, limits);
        return IntStream.range(0, size)
                .mapToObj(i -> new Standing(votes[i], number(points[i] + byDefault * (ballots - votes[i]))))
                .toList();
    }

    /** What a ballot gives to projects that it does not name, in parts of a point. */
    static long defaultPoints(VoteType type, Limits limits) {
        BigDecimal score = limits.defaultScore();
        return type == VoteType.SCORING && score != null ? parts(score) : 0;
    }

    List<Choice> choices(List<Project> projects, VoteType type) {
        return groups.stream()
                .map(group -> new Choice(
                        Arrays.stream(group.chosen)
                                .mapToObj(place -> projects.get(place).id())
                                .toList(),
                        type.isScored()
                                ? Arrays.stream(group.points)
                                        .mapToObj(Profile::number)
                                        .toList()
                                : List.of(),
                        group.times))
                .toList();
    }

    /** Whether all rankings have the points that they have by themselves. */
    boolean isBorda() {
        return groups.stream().allMatch(group -> Arrays.equals(group.points, borda(group.points.length)));
    }

    /** Of k projects the first gets k, the last 1. */
    static long[] borda(int length) {
        return IntStream.range(0, length).mapToLong(i -> (length - i) * UNIT).toArray();
    }

    /** Points as they are said. */
    static BigDecimal number(long parts) {
        return Election.plain(BigDecimal.valueOf(parts, DECIMALS));
    }

    private static long parts(BigDecimal points) {
        boolean fits = points.precision() - (long) points.scale() <= 8
                && points.scale() <= 100
                && points.stripTrailingZeros().scale() <= DECIMALS
                && points.abs().compareTo(BigDecimal.valueOf(MOST_POINTS)) <= 0;
        if (!fits) {
            throw Refusal.field("points", "tally.points.value", MOST_POINTS, DECIMALS);
        }
        return points.movePointRight(DECIMALS).longValueExact();
    }

    /** Takes ballots in and groups them. For one thread. */
    static final class Collecting {
        private final VoteType type;
        private final Map<Key, long[]> times = new HashMap<>();
        private long ballots;

        private boolean repeats;

        Collecting(VoteType type) {
            this.type = type;
        }

        /** A project that is named twice counts twice. */
        void countRepeats() {
            repeats = true;
        }

        /** A choice as a key; what does not matter is left out of it. */
        @SuppressWarnings("ArrayRecordComponent") // compared by content below
        private record Key(int[] chosen, long[] points) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Key key
                        && Arrays.equals(chosen, key.chosen)
                        && Arrays.equals(points, key.points);
            }

            @Override
            public int hashCode() {
                return 31 * Arrays.hashCode(chosen) + Arrays.hashCode(points);
            }
        }

        void add(int[] named, List<BigDecimal> points, long number) {
            if (number < 1 || number > Election.MOST_BALLOTS - ballots) {
                throw Refusal.of(Reason.TOO_LARGE, "tally.ballots", Election.MOST_BALLOTS);
            }
            ballots += number;
            times.computeIfAbsent(key(named, points), any -> new long[1])[0] += number;
        }

        private Key key(int[] named, List<BigDecimal> points) {
            if (!type.isScored()) {
                return new Key(distinct(Arrays.stream(named).sorted()), ALIKE);
            }
            int[] once = distinct(Arrays.stream(named));
            if (points.isEmpty()) {
                return new Key(once, borda(once.length));
            }
            long[] given = new long[once.length];
            for (int i = 0; i < named.length; i++) {
                int project = named[i];
                int at = repeats
                        ? i
                        : IntStream.range(0, once.length)
                                .filter(j -> once[j] == project)
                                .findFirst()
                                .orElseThrow();
                given[at] += parts(points.get(i));
            }
            return type == VoteType.ORDINAL ? new Key(once, given) : sorted(once, given);
        }

        private int[] distinct(IntStream places) {
            return (repeats ? places : places.distinct()).toArray();
        }

        /** The most points first, then by the list: the order in which points were given does not matter. */
        private static Key sorted(int[] once, long[] given) {
            int[] order = IntStream.range(0, once.length)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(i -> -given[i]).thenComparingInt(i -> once[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Key(
                    Arrays.stream(order).map(i -> once[i]).toArray(),
                    Arrays.stream(order).mapToLong(i -> given[i]).toArray());
        }

        Profile build(int projects) {
            List<Group> groups = new ArrayList<>(times.size());
            times.forEach((key, number) -> groups.add(new Group(key.chosen, key.points, number[0])));
            groups.sort(Comparator.<Group, int[]>comparing(Group::chosen, Arrays::compare)
                    .thenComparing(Group::points, Arrays::compare));
            return new Profile(List.copyOf(groups), ballots, projects);
        }
    }
}

package feedback.pos.insight;

import feedback.pos.insight.Census.Rows;
import feedback.pos.insight.Census.Topic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Looks for places and times in which more messages on a topic came than are usual: a scan statistic over cells of the grid and
 * squares of four of them, at all levels, over the last 1 to 14 days and all topics. Usual in a place is its share of the
 * topic, times what is usual on the topic in these days ({@link Usual}), and more while the rest of the region has more
 * too: what everybody writes of is a problem of the region, not one of each place. Counts are taken to be spread as a negative binomial
 * distribution: by chance, by what is not known of the place, and by how places vary from week to week. Pure: the same census gives the same
 * bursts.
 *
 * <p>How rare a burst is, is said for all that was looked at together ({@link Chance}): something as rare comes up by chance
 * at most once in so many days.
 *
 * <p>After M. Kulldorff's space-time scan statistic and D. Neill's expectation-based one.
 */
public final class Scan {
    /** Lengths of the periods looked at, in days. */
    static final List<Integer> PERIODS = List.of(1, 2, 3, 5, 7, 10, 14);

    /** With less history nothing is called unusual. */
    static final int LEAST_HISTORY = 56;

    /** Whatever is likelier is not looked at twice. */
    private static final double UNLIKELY = 1e-3;

    /** What is known of the rest of the region weighs against so many messages. */
    private static final double DRAWN = 10;

    /** How places vary is drawn to this as far as little is known. */
    private static final double SOME = 0.1;

    private static final double SOMES_WEIGHT = 10;

    /** Whoever knows is asked at most so often. */
    private static final int MOST_ASKED = 300;

    private static final int[] NOTHING = new int[Census.RECENT];

    private final Census census;
    private final Rules rules;
    private final Chance chance;
    private final List<Found> found = new ArrayList<>();
    private final List<Usual> usuals = new ArrayList<>();
    private final List<Double> spreads = new ArrayList<>();

    /**
     * What is called a burst.
     *
     * @param fewest persons, 2 to 1,000
     * @param leastRatio times the usual, at least 1
     * @param everyDays once in so many days something as rare may come up by chance, 1 to 10,000
     * @param most bursts of one scan, 1 to 100
     */
    public record Rules(int fewest, double leastRatio, int everyDays, int most) {
        /** @throws IllegalArgumentException if a number is out of its range */
        public Rules {
            if (fewest < 2
                    || fewest > 1_000
                    || !(leastRatio >= 1)
                    || everyDays < 1
                    || everyDays > 10_000
                    || most < 1
                    || most > 100) {
                throw new IllegalArgumentException(
                        "fewest " + fewest + ", ratio " + leastRatio + ", days " + everyDays + ", most " + most);
            }
        }

        /** At least four persons and one and a half times the usual; by chance at most once a month. */
        public static Rules defaults() {
            return new Rules(4, 1.5, 30, 50);
        }
    }

    /** Knows who wrote. */
    @FunctionalInterface
    public interface Witness {
        /**
         * How many different persons wrote the messages of a burst.
         *
         * @return 0 to {@link Burst#messages}
         */
        int persons(Burst burst);

        /** Every message is somebody else's. */
        static Witness everybody() {
            return Burst::messages;
        }
    }

    /** A place and a period in which more came than is likely. */
    private record Found(
            int topic, Zone zone, int days, int observed, int messages, double mean, double spread, double likelihood) {
        Found of(int persons) {
            return new Found(topic, zone, days, persons, messages, mean, spread, Tail.atLeast(persons, mean, spread));
        }
    }

    /** The least likely first; of the same, the narrower place, the deeper topic, the shorter time. */
    private static final Comparator<Found> ORDER = Comparator.comparingDouble(Found::likelihood)
            .thenComparing(each -> -each.zone().depth())
            .thenComparing(each -> -each.topic())
            .thenComparing(Found::days)
            .thenComparing(each -> each.zone().y())
            .thenComparing(each -> each.zone().x());

    private Scan(Census census, Rules rules) {
        this.census = census;
        this.rules = rules;
        this.chance = new Chance(rules.fewest(), rules.leastRatio());
    }

    /** Looks everywhere. */
    public static Scan of(Census census, Rules rules) {
        Scan scan = new Scan(census, rules);
        if (census.history() < LEAST_HISTORY) {
            return scan;
        }
        scan.everywhere();
        for (int level = census.finest(); level >= 0; level -= 2) {
            Grid grid = Grid.of(census.leaves(), level);
            if (grid.size() < 2) {
                break;
            }
            scan.level(grid);
        }
        return scan;
    }

    /** The last day looked at. */
    public LocalDate day() {
        return census.day();
    }

    /** Whether enough is known of the past to call anything unusual: eight weeks before the recent days. */
    public boolean isInformed() {
        return !usuals.isEmpty();
    }

    /**
     * Which share of the topic's messages is usual in a place, 0–1: what bursts were judged by.
     *
     * @param path as of a burst
     */
    public double share(List<String> path, Zone zone) {
        if (zone.isWhole()) {
            return 1;
        }
        Grid grid = Grid.of(census.leaves(), zone.level());
        boolean[] within = new boolean[grid.size()];
        for (int cell = 0; cell < within.length; cell++) {
            within[cell] = zone.contains(grid.cell(cell));
        }
        double share = sum(general(grid), within);
        double placed = 1;
        for (String code : path) {
            int topic = census.find(code);
            if (topic >= 0) {
                Rows rows = census.topics().get(topic).usual;
                double here = 0;
                double sum = 0;
                for (int row = 0; row < rows.size(); row++) {
                    here += within[grid.cellOf(rows.leaf(row))] ? rows.count(row) : 0;
                    sum += rows.count(row);
                }
                share = (here + grid.size() * share) / (sum + grid.size());
                placed = placed(census.topics().get(topic), sum);
            }
        }
        return share * placed;
    }

    private static double sum(double[] shares, boolean[] within) {
        double sum = 0;
        for (int cell = 0; cell < within.length; cell++) {
            sum += within[cell] ? shares[cell] : 0;
        }
        return sum;
    }

    /**
     * How many messages came in a place on each of the recent days, and how many are usual, the first day first.
     *
     * @param path as of a burst
     * @param share what is usual of the topic in the place, 0–1
     */
    public List<Problem.Day> days(List<String> path, Zone zone, double share) {
        int topic = census.find(path.get(path.size() - 1));
        int[] came = new int[Census.RECENT];
        if (topic >= 0 && zone.isWhole()) {
            came = Arrays.copyOf(census.topics().get(topic).daily, Census.RECENT);
        } else if (topic >= 0) {
            Rows rows = census.topics().get(topic).recent;
            for (int row = 0; row < rows.size(); row++) {
                came[rows.time(row)] += zone.contains(census.leaves().get(rows.leaf(row))) ? rows.count(row) : 0;
            }
        }
        List<Problem.Day> days = new ArrayList<>();
        for (int age = Census.RECENT - 1; age >= 0; age--) {
            double usual = topic >= 0 && isInformed() ? usuals.get(topic).on(age) * share : 0;
            days.add(new Problem.Day(census.day().minusDays(age), came[age], Math.round(usual * 1_000) / 1_000.0));
        }
        return days;
    }

    // The whole region

    private void everywhere() {
        Usual all = new Usual(census.all(), census.history(), census.day(), null, null);
        for (int i = 0; i < census.topics().size(); i++) {
            Topic topic = census.topics().get(i);
            Usual category = topic.parent < 0 ? null : usuals.get(census.category(i));
            Usual usual = new Usual(topic.daily, census.history(), census.day(), all, category);
            usuals.add(usual);
            int observed = 0;
            int age = 0;
            for (int days : PERIODS) {
                for (; age < days; age++) {
                    observed += topic.daily[age];
                }
                double spread = usual.spread(days) + 1 / usual.known();
                spreads.add(spread);
                double mean = usual.expected(days);
                chance.add(1, mean, spread);
                look(i, Zone.whole(), days, observed, mean, spread);
            }
        }
    }

    /** How far the forecast for the whole region may be from the truth. */
    private double spreadOf(int topic, int days) {
        return spreads.get(topic * PERIODS.size() + PERIODS.indexOf(days));
    }

    private void look(int topic, Zone zone, int days, int observed, double mean, double spread) {
        if (observed >= rules.fewest() && observed >= mean * rules.leastRatio()) {
            double likelihood = Tail.atLeast(observed, mean, spread);
            if (likelihood < UNLIKELY) {
                found.add(new Found(topic, zone, days, observed, observed, mean, spread, likelihood));
            }
        }
    }

    // Cells of one level

    private void level(Grid grid) {
        int cells = grid.size();
        double[][] shares = new double[census.topics().size()][];
        double[] general = general(grid);
        int[] weekly = new int[cells * Census.WEEKS];
        int[][] recent = new int[cells][];
        Arrays.fill(recent, NOTHING);
        for (int i = 0; i < shares.length; i++) {
            Topic topic = census.topics().get(i);
            Arrays.fill(weekly, 0);
            double[] counts = new double[cells];
            double sum = 0;
            Rows rows = topic.usual;
            for (int row = 0; row < rows.size(); row++) {
                int cell = grid.cellOf(rows.leaf(row));
                counts[cell] += rows.count(row);
                weekly[cell * Census.WEEKS + rows.time(row)] += rows.count(row);
                sum += rows.count(row);
            }
            double[] above = topic.parent < 0 ? general : shares[topic.parent];
            double[] share = new double[cells];
            for (int cell = 0; cell < cells; cell++) {
                // What is usual of the topics above is worth one message a cell
                share[cell] = (counts[cell] + cells * above[cell]) / (sum + cells);
            }
            shares[i] = share;
            double varying = varying(share, weekly, grid);
            Rows newer = topic.recent;
            List<Integer> touched = new ArrayList<>();
            for (int row = 0; row < newer.size(); row++) {
                int cell = grid.cellOf(newer.leaf(row));
                int[] days = recent[cell];
                if (days == NOTHING) {
                    days = new int[Census.RECENT];
                    recent[cell] = days;
                    touched.add(cell);
                }
                days[newer.time(row)] += newer.count(row);
            }
            new Level(grid, i, share, sum + cells, varying, placed(topic, sum)).look(recent, touched);
            touched.forEach(cell -> recent[cell] = NOTHING);
        }
    }

    /** The shares of cells in messages on whatever topic; a cell nobody wrote of before counts as one message. */
    private double[] general(Grid grid) {
        double[] share = new double[grid.size()];
        Arrays.fill(share, 1);
        double sum = share.length;
        for (Topic topic : census.topics()) {
            if (topic.parent < 0) {
                for (int row = 0; row < topic.usual.size(); row++) {
                    share[grid.cellOf(topic.usual.leaf(row))] += topic.usual.count(row);
                    sum += topic.usual.count(row);
                }
            }
        }
        for (int cell = 0; cell < share.length; cell++) {
            share[cell] /= sum;
        }
        return share;
    }

    /** Which share of the messages has a place. */
    private static double placed(Topic topic, double sum) {
        return (sum + 1) / (sum + topic.unplaced + 1);
    }

    /**
     * How much the counts of places vary from week to week beyond chance, while the region as a whole is what it is: the square of
     * the relative deviation. Weeks that look like problems of their own count as less.
     */
    private static double varying(double[] share, int[] weekly, Grid grid) {
        double[] whole = new double[Census.WEEKS];
        for (int i = 0; i < weekly.length; i++) {
            whole[i % Census.WEEKS] += weekly[i];
        }
        double errors = 0;
        double means = 0;
        for (int cell = 0; cell < grid.size(); cell++) {
            for (int week = 0; week < Census.WEEKS; week++) {
                double mean = share[cell] * whole[week];
                double count = Math.min(weekly[cell * Census.WEEKS + week], mean + 3 * Math.sqrt(mean) + 3);
                errors += (count - mean) * (count - mean) - mean * (1 - share[cell]);
                means += mean * mean;
            }
        }
        return Math.max(0, (errors + SOMES_WEIGHT * SOME) / (means + SOMES_WEIGHT));
    }

    /** One topic at one level. */
    private final class Level {
        private final Grid grid;
        private final int topic;
        private final double[] share;
        private final double known;
        private final double varying;
        private final double placed;
        private final double[] means = new double[PERIODS.size()];
        private final double[] came = new double[PERIODS.size()];
        private final double[] spreads = new double[PERIODS.size()];

        /**
         * @param share of each cell
         * @param known from how many messages the shares are known
         * @param varying how places vary
         * @param placed the share of messages that have a place
         */
        Level(Grid grid, int topic, double[] share, double known, double varying, double placed) {
            this.grid = grid;
            this.topic = topic;
            this.share = share;
            this.known = known;
            this.varying = varying;
            this.placed = placed;
            int[] daily = census.topics().get(topic).daily;
            for (int i = 0; i < means.length; i++) {
                means[i] = usuals.get(topic).expected(PERIODS.get(i));
                spreads[i] = spreadOf(topic, PERIODS.get(i));
                for (int age = 0; age < PERIODS.get(i); age++) {
                    came[i] += daily[age];
                }
            }
        }

        void look(int[][] recent, List<Integer> touched) {
            Map<Integer, Double> alike = new HashMap<>();
            for (int cell = 0; cell < grid.size(); cell++) {
                if (grid.isOwn(cell)) {
                    count(alike, share[cell]);
                }
            }
            for (int[] square : grid.squares()) {
                count(alike, share(square));
            }
            alike.forEach((step, places) -> chances(Math.exp(step / STEPS), places));
            for (int cell : touched) {
                if (grid.isOwn(cell)) {
                    periods(grid.zone(cell), share[cell], recent[cell]);
                }
            }
            for (int square : grid.squaresOf(touched)) {
                int[] of = grid.squares().get(square);
                periods(
                        grid.square(square),
                        share(of),
                        at(recent, of[0]),
                        at(recent, of[1]),
                        at(recent, of[2]),
                        at(recent, of[3]));
            }
        }

        private static final double STEPS = 8;

        private void count(Map<Integer, Double> alike, double part) {
            alike.merge((int) Math.round(Math.log(part) * STEPS), 1.0, Double::sum);
        }

        private double share(int[] square) {
            double sum = 0;
            for (int cell : square) {
                sum += cell < 0 ? 0 : share[cell];
            }
            return sum;
        }

        private int[] at(int[][] recent, int cell) {
            return cell < 0 ? NOTHING : recent[cell];
        }

        private double spread(double part, int period) {
            return spreads[period] + varying + 1 / (known * part);
        }

        private void chances(double part, double places) {
            double most = Math.min(1, part);
            for (int i = 0; i < means.length; i++) {
                double everywhere = Math.max(1, (came[i] + DRAWN) / (means[i] + DRAWN));
                chance.add(places, means[i] * placed * most * everywhere, spread(most, i));
            }
        }

        private void periods(Zone zone, double part, int[]... days) {
            int observed = 0;
            int age = 0;
            for (int i = 0; i < means.length; i++) {
                for (; age < PERIODS.get(i); age++) {
                    for (int[] each : days) {
                        observed += each[age];
                    }
                }
                if (observed >= rules.fewest()) {
                    double elsewhere = Math.max(1, (came[i] - observed + DRAWN) / (means[i] * (1 - part) + DRAWN));
                    Scan.this.look(
                            topic,
                            zone,
                            PERIODS.get(i),
                            observed,
                            means[i] * placed * part * elsewhere,
                            spread(part, i));
                }
            }
        }
    }

    // What is left of what was found

    /**
     * The bursts that last until the last day, the least likely first; of those that have place and topic in common only one.
     *
     * @param witness asked about what is unlikely enough, at most 300 times
     */
    public List<Burst> bursts(Witness witness) {
        PriorityQueue<Found> queue = new PriorityQueue<>(ORDER);
        found.stream()
                .filter(each -> chance.asUnlikely(each.likelihood()) * rules.everyDays() <= 1)
                .forEach(queue::add);
        List<Burst> bursts = new ArrayList<>();
        Map<Found, Boolean> asked = new HashMap<>();
        while (!queue.isEmpty() && bursts.size() < rules.most()) {
            Found best = deepest(queue.remove());
            if (bursts.stream().anyMatch(each -> isSame(each, best))) {
                continue;
            }
            if (asked.remove(best) != null) {
                bursts.add(burst(best));
                continue;
            }
            if (asked.size() >= MOST_ASKED) {
                break;
            }
            int persons = Math.min(best.messages(), witness.persons(burst(best)));
            Found real = best.of(persons);
            if (persons >= rules.fewest()
                    && persons >= real.mean() * rules.leastRatio()
                    && chance.asUnlikely(real.likelihood()) * rules.everyDays() <= 1) {
                asked.put(real, true);
                queue.add(real);
            }
        }
        return bursts;
    }

    /** The same messages on the topic farthest down that all of them are about, if that is unlikely enough too. */
    private Found deepest(Found one) {
        Found deepest = one;
        List<String> path = census.path(one.topic());
        for (Found each : found) {
            boolean isSameMessages = each.messages() == one.messages()
                    && each.days() == one.days()
                    && each.zone().equals(one.zone());
            if (isSameMessages
                    && one.observed() == one.messages()
                    && each.topic() > deepest.topic()
                    && Burst.isRelated(path, census.path(each.topic()))
                    && chance.asUnlikely(each.likelihood()) * rules.everyDays() <= 1) {
                deepest = each;
            }
        }
        return deepest;
    }

    private boolean isSame(Burst burst, Found other) {
        return burst.zone().meets(other.zone()) && Burst.isRelated(burst.path(), census.path(other.topic()));
    }

    private Burst burst(Found each) {
        double perDay = chance.asUnlikely(each.likelihood());
        return new Burst(
                census.path(each.topic()),
                each.zone(),
                census.day().minusDays(each.days() - 1L),
                census.day(),
                each.observed(),
                each.messages(),
                each.mean(),
                each.likelihood(),
                perDay <= 0 ? MOST_DAYS : Math.min(MOST_DAYS, 1 / perDay));
    }

    /** About a thousand years: what is rarer is not told apart. */
    private static final double MOST_DAYS = 365_000;
}

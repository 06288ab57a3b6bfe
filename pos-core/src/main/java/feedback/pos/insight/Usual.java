package feedback.pos.insight;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many messages on a topic are usual in the whole region on a day: the level of the eight weeks before the recent days,
 * the day of the week, and what the season did to the level a year ago; and how far such forecasts were from the truth in
 * the past year. Small numbers are drawn to what is known better: a topic's week to the week of all topics, its season to
 * none, its level to that of the year. Immutable.
 */
final class Usual {
    /** Days of which the level is taken. */
    private static final int LEVEL = 56;

    private static final int YEAR = 364;

    /** Days around the same days of last year that speak for the season. */
    private static final int AROUND = 7;

    /** So many messages are worth as much as what is known better. */
    private static final double DRAWN = 10;

    private static final double DRAWN_WEEKDAY = 50;

    /** A season makes of a level at most so many times as much, or so much less. */
    private static final double MOST_SEASON = 3;

    /** What is not known of a forecast's error is taken for this: about 30 in 100. */
    private static final double SOME = 0.1;

    private static final double SOMES_WEIGHT = 4;

    /** No forecast is better than 10 in 100. */
    private static final double LEAST_SPREAD = 0.01;

    /** Of the past errors so many are taken for problems of their own. */
    private static final double TRIMMED = 0.02;

    private final int[] daily;
    private final int[] sums;
    private final double[] capped;
    private final int history;
    private final double[] weekday;
    private final int lastDay;
    private final double yearly;
    private final @Nullable Usual category;

    /**
     * @param daily what came each day, the last one first
     * @param history for how many days before the recent ones something is known
     * @param day the last day
     * @param above whose week this one's is drawn to, or null for the topic of all topics
     * @param category whose season this one has, since what came long ago is known of categories only; null for its own
     */
    Usual(int[] daily, int history, LocalDate day, @Nullable Usual above, @Nullable Usual category) {
        this.category = category;
        this.daily = daily;
        this.history = history;
        this.lastDay = day.getDayOfWeek().getValue() - 1;
        sums = new int[daily.length + 1];
        for (int age = 0; age < daily.length; age++) {
            sums[age + 1] = sums[age] + daily[age];
        }
        capped = capped();
        int year = Math.min(history, YEAR);
        yearly = Math.max(capped[Census.RECENT + year] - capped[Census.RECENT], 0.5) / Math.max(1, year);
        weekday = weekday(above);
    }

    /** Sums in which a day of a week like no other counts as one of a week twice as full as the middle one. */
    private double[] capped() {
        int weeks = Math.min(history, daily.length - Census.RECENT) / 7;
        double[] result = new double[daily.length + 1];
        for (int age = 0; age < daily.length; age++) {
            int week = (age - Census.RECENT) / 7;
            double share = 1;
            if (age >= Census.RECENT && week < weeks) {
                int from = Census.RECENT + 7 * week;
                int own = sums[from + 7] - sums[from];
                int most = 2 * middle(week, weeks) + 3;
                share = own > most ? most / (double) own : 1;
            }
            result[age + 1] = result[age] + daily[age] * share;
        }
        return result;
    }

    /** The middle one of the weeks around a week. */
    private int middle(int week, int weeks) {
        int from = Math.max(0, Math.min(week - 4, weeks - 9));
        int to = Math.min(weeks, from + 9);
        int[] around = new int[to - from];
        for (int i = from; i < to; i++) {
            around[i - from] = sums[Census.RECENT + 7 * i + 7] - sums[Census.RECENT + 7 * i];
        }
        Arrays.sort(around);
        return around[around.length / 2];
    }

    private double[] weekday(@Nullable Usual above) {
        double[] counts = new double[7];
        double sum = 0;
        int days = Math.min(history, YEAR) / 7 * 7;
        for (int age = Census.RECENT; age < Census.RECENT + days; age++) {
            double count = capped[age + 1] - capped[age];
            counts[dayOfWeek(age)] += count;
            sum += count;
        }
        double[] factors = new double[7];
        for (int i = 0; i < 7; i++) {
            double drawn = DRAWN_WEEKDAY / 7 * (above == null ? 1 : above.weekday[i]);
            factors[i] = 7 * (counts[i] + drawn) / (sum + DRAWN_WEEKDAY);
        }
        return factors;
    }

    private int dayOfWeek(int age) {
        return Math.floorMod(lastDay - age, 7);
    }

    /** How many are usual on the days of an age from {@code from} to before {@code to}, within recent days that began at an age. */
    private double expected(int origin, int from, int to) {
        double days = 0;
        for (int age = from; age < to; age++) {
            days += weekday[dayOfWeek(age)];
        }
        return days * level(origin) * season(origin);
    }

    /** How many are usual in the last days. */
    double expected(int days) {
        return expected(0, 0, days);
    }

    /** How many are usual on one of the recent days. */
    double on(int age) {
        return expected(0, age, age + 1);
    }

    /** Messages a day, as of an origin so many days ago. */
    private double level(int origin) {
        int from = origin + Census.RECENT;
        int days = Math.min(LEVEL, history - origin);
        return (capped[from + days] - capped[from] + DRAWN) / (days + DRAWN / yearly);
    }

    /** From how many messages the level is known. */
    double known() {
        int days = Math.min(LEVEL, history);
        return capped[Census.RECENT + days] - capped[Census.RECENT] + DRAWN;
    }

    private double season(int origin) {
        if (category != null) {
            return category.season(origin);
        }
        int last = origin + YEAR;
        int before = last + Census.RECENT;
        if (before + LEVEL > Math.min(daily.length, history + Census.RECENT)) {
            return 1;
        }
        double then = capped[last + Census.RECENT + AROUND] - capped[last - AROUND];
        double earlier = capped[before + LEVEL] - capped[before];
        double ratio = ((then + DRAWN) / (Census.RECENT + 2 * AROUND + DRAWN / yearly))
                / ((earlier + DRAWN) / (LEVEL + DRAWN / yearly));
        return Math.min(MOST_SEASON, Math.max(1 / MOST_SEASON, ratio));
    }

    /**
     * How far forecasts for so many days were from the truth in the past year, beyond what chance does: the square of their relative
     * deviation.
     */
    double spread(int days) {
        int last = Math.min(YEAR, history - LEVEL);
        int step = Math.max(3, days);
        int most = Math.max(0, last / step + 1);
        double[][] tries = new double[most][];
        int count = 0;
        for (int origin = Census.RECENT; origin + days <= last; origin += step) {
            double mean = expected(origin, origin, origin + days);
            double error = sums[origin + days] - sums[origin] - mean;
            tries[count++] = new double[] {error / Math.sqrt(mean + SOME * mean * mean), mean, error};
        }
        Arrays.sort(tries, 0, count, (one, other) -> Double.compare(one[0], other[0]));
        int kept = count - (int) Math.ceil(count * TRIMMED);
        double errors = 0;
        double means = 0;
        for (int i = 0; i < kept; i++) {
            double mean = tries[i][1];
            errors += tries[i][2] * tries[i][2] - mean;
            means += mean * mean;
        }
        double found = means == 0 ? SOME : Math.max(0, errors / means);
        return Math.max(LEAST_SPREAD, (kept * found + SOMES_WEIGHT * SOME) / (kept + SOMES_WEIGHT));
    }
}

package feedback.pos.insight;

import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many messages came, by day, topic and place, as far as a {@linkplain Scan scan} asks: the last {@value #RECENT} days by
 * day and cell, the 52 weeks before them by week and cell, and {@value #DAYS} days by day without place. Filled from
 * messages one by one, or from counters. Not thread-safe.
 */
public final class Census {
    /** So many days are looked at for what is new; what is usual is counted from what lies before. */
    public static final int RECENT = 14;

    /** So many weeks before the recent days say what is usual in a place. */
    public static final int WEEKS = 52;

    /** So many days, the last one among them, say what is usual in a season and on a day of the week: a year, and the one before it. */
    public static final int DAYS = RECENT + 2 * 7 * WEEKS + 98;

    /** The finest cells that are looked at: 300 m high. */
    public static final int FINEST = 16;

    private final LocalDate day;
    private final List<Topic> topics = new ArrayList<>();
    private final Map<String, Integer> topicOf = new HashMap<>();
    private final Map<Long, Integer> leafOf = new HashMap<>();
    private final List<Cell> leaves = new ArrayList<>();
    private final int[] all = new int[DAYS];
    private final int finest;

    /** A topic, with all below it. */
    static final class Topic {
        final String code;
        final int parent;
        final int[] daily = new int[DAYS];
        final Rows usual = new Rows();
        final Rows recent = new Rows();

        /** Before the recent days. */
        int unplaced;

        private Topic(String code, int parent) {
            this.code = code;
            this.parent = parent;
        }
    }

    /** Leaf, time and count, three numbers each. */
    static final class Rows {
        private int[] numbers = new int[48];
        private int length;

        private void add(int leaf, int time, int count) {
            if (length + 3 > numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * length);
            }
            numbers[length++] = leaf;
            numbers[length++] = time;
            numbers[length++] = count;
        }

        int size() {
            return length / 3;
        }

        int leaf(int row) {
            return numbers[3 * row];
        }

        int time(int row) {
            return numbers[3 * row + 1];
        }

        int count(int row) {
            return numbers[3 * row + 2];
        }
    }

    private Census(LocalDate day, int finest) {
        if (!Cell.LEVELS.contains(finest)) {
            throw new IllegalArgumentException("no level of cells: " + finest);
        }
        this.day = day;
        this.finest = finest;
    }

    /** An empty one of the days up to this one, with cells of the finest level. */
    public static Census until(LocalDate day) {
        return until(day, FINEST);
    }

    /**
     * An empty one of the days up to this one.
     *
     * @param finest the level of the finest cells, one of {@link Cell#LEVELS}: where there are very many places, coarser ones cost less
     */
    public static Census until(LocalDate day, int finest) {
        return new Census(day, finest);
    }

    /** The last day. */
    public LocalDate day() {
        return day;
    }

    /** The level of the finest cells. */
    public int finest() {
        return finest;
    }

    /**
     * Adds a message.
     *
     * @param path the codes of its topic and those above it, the topmost first
     * @param point where, or null
     */
    public void add(LocalDate when, List<String> path, @Nullable Point point) {
        total(when, path, 1);
        placed(when, path, point == null ? null : Cell.of(finest, point.lat(), point.lon()), 1);
    }

    /** Adds to what came on a day, wherever it came: what {@link #placed} is told of has to be told of here too. */
    public void total(LocalDate when, List<String> path, int count) {
        int age = age(when);
        if (age < 0 || age >= DAYS) {
            return;
        }
        all[age] += count;
        for (int topic = topic(path); topic >= 0; topic = topics.get(topic).parent) {
            topics.get(topic).daily[age] += count;
        }
    }

    /**
     * Adds to what came on a day at a place, or without one. Before the recent days a part of the weeks is enough.
     *
     * @param cell of the finest level or a finer one; null where there is no place
     */
    public void placed(LocalDate when, List<String> path, @Nullable Cell cell, int count) {
        int age = age(when);
        if (age < 0 || age >= RECENT + 7 * WEEKS) {
            return;
        }
        if (cell == null) {
            for (int topic = age < RECENT ? -1 : topic(path); topic >= 0; topic = topics.get(topic).parent) {
                topics.get(topic).unplaced += count;
            }
            return;
        }
        Cell up = cell.up(finest);
        int leaf = leafOf.computeIfAbsent((long) up.y() << 32 | up.x(), key -> {
            leaves.add(up);
            return leaves.size() - 1;
        });
        for (int topic = topic(path); topic >= 0; topic = topics.get(topic).parent) {
            if (age < RECENT) {
                topics.get(topic).recent.add(leaf, age, count);
            } else {
                topics.get(topic).usual.add(leaf, (age - RECENT) / 7, count);
            }
        }
    }

    /** How many days before the last one. */
    private int age(LocalDate when) {
        long days = ChronoUnit.DAYS.between(when, day);
        return days > DAYS ? DAYS : (int) Math.max(days, -1);
    }

    private int topic(List<String> path) {
        int last = -1;
        for (String code : path) {
            int parent = last;
            last = topicOf.computeIfAbsent(code, any -> {
                topics.add(new Topic(code, parent));
                return topics.size() - 1;
            });
        }
        return last;
    }

    /** The topic of a code, or −1. */
    int find(String code) {
        return topicOf.getOrDefault(code, -1);
    }

    /** The topmost topic above one, or itself. */
    int category(int topic) {
        int top = topic;
        while (topics.get(top).parent >= 0) {
            top = topics.get(top).parent;
        }
        return top;
    }

    List<Topic> topics() {
        return topics;
    }

    List<Cell> leaves() {
        return leaves;
    }

    /** What came each day, the last day first. */
    int[] all() {
        return all;
    }

    /** For how many days before the recent ones something is known. */
    int history() {
        for (int age = DAYS - 1; age >= RECENT; age--) {
            if (all[age] > 0) {
                return age - RECENT + 1;
            }
        }
        return 0;
    }

    /** The codes of a topic and of those above it. */
    List<String> path(int topic) {
        List<String> path = new ArrayList<>();
        for (int each = topic; each >= 0; each = topics.get(each).parent) {
            path.add(0, topics.get(each).code);
        }
        return path;
    }
}

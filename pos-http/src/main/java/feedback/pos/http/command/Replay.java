package feedback.pos.http.command;

import feedback.pos.insight.Burst;
import feedback.pos.insight.Census;
import feedback.pos.insight.Course;
import feedback.pos.insight.Problem;
import feedback.pos.insight.Problem.Evidence;
import feedback.pos.insight.Scan;
import feedback.pos.message.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Looks for emerging problems at the end of each of many days, as if they were today. Every message is taken for somebody else's. */
final class Replay {
    private static final double DAYS_OF_MONTH = 30.44;

    private final List<Came> all;

    /** @param all in {@link Came#ORDER} */
    Replay(List<Came> all) {
        this.all = all;
    }

    /**
     * A message.
     *
     * @param path the codes of its topic and those above it, the topmost first
     */
    record Came(LocalDate day, List<String> path, @Nullable Point point, UUID message) {
        static final Comparator<Came> ORDER = Comparator.comparing(Came::day).thenComparing(Came::message);
    }

    /**
     * How often something came.
     *
     * @param months in how many months
     */
    record Rate(int count, double months) {
        private static final double SURE = 1.96;

        double perMonth() {
            return rounded(count / months);
        }

        /** The lower end of what is true with 95 %, by Byar's approximation. */
        double atLeast() {
            return count == 0
                    ? 0
                    : rounded(count * cube(1 - 1.0 / (9 * count) - SURE / (3 * Math.sqrt(count))) / months);
        }

        /** The upper end of it. */
        double atMost() {
            double more = count + 1.0;
            return rounded(more * cube(1 - 1 / (9 * more) + SURE / (3 * Math.sqrt(more))) / months);
        }

        private static double cube(double value) {
            return value * value * value;
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }
    }

    static double months(LocalDate first, LocalDate last) {
        return (ChronoUnit.DAYS.between(first, last) + 1) / DAYS_OF_MONTH;
    }

    /** The problems that would have been raised, the first one first, as they stood on the last day. */
    List<Problem> over(LocalDate first, LocalDate last) {
        return over(all, first, last);
    }

    private static List<Problem> over(List<Came> messages, LocalDate first, LocalDate last) {
        Map<UUID, Problem> known = new LinkedHashMap<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            Instant now = day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
            Scan scan = Scan.of(census(messages, day), Scan.Rules.defaults());
            List<Burst> bursts = scan.bursts(Scan.Witness.everybody());
            List<Problem> matter = known.values().stream()
                    .filter(each -> Course.matters(each, now))
                    .toList();
            Course.of(matter, scan, bursts, burst -> Evidence.none(burst.messages()), now)
                    .forEach(each -> known.put(each.id(), each));
        }
        return List.copyOf(known.values());
    }

    private static Census census(List<Came> messages, LocalDate day) {
        Census census = Census.until(day);
        for (int i = firstOf(messages, day.minusDays(Census.DAYS)); i < messages.size(); i++) {
            Came came = messages.get(i);
            if (came.day().isAfter(day)) {
                break;
            }
            census.add(came.day(), came.path(), came.point());
        }
        return census;
    }

    private static int firstOf(List<Came> messages, LocalDate day) {
        int from = 0;
        int to = messages.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (messages.get(middle).day().isBefore(day)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * How often something is raised where there is nothing: the dates of the messages change places among the same weekdays of the same
     * quarter of the year, so that place and topic have nothing to do with time any more, while days stay as full as they were.
     *
     * @param shuffles how often to shuffle and look
     * @param done told after each
     */
    Rate byChance(LocalDate first, LocalDate last, int shuffles, long seed, IntConsumer done) {
        int count = 0;
        for (int i = 0; i < shuffles; i++) {
            count += over(shuffled(new Random(seed + i)), first, last).size();
            done.accept(i + 1);
        }
        return new Rate(count, shuffles * months(first, last));
    }

    private List<Came> shuffled(Random random) {
        Map<String, List<Integer>> alike = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            LocalDate day = all.get(i).day();
            alike.computeIfAbsent(
                            day.get(IsoFields.QUARTER_OF_YEAR) + " " + day.getDayOfWeek(), any -> new ArrayList<>())
                    .add(i);
        }
        List<Came> shuffled = new ArrayList<>(all);
        for (List<Integer> each : alike.values()) {
            List<Integer> others = new ArrayList<>(each);
            Collections.shuffle(others, random);
            for (int i = 0; i < each.size(); i++) {
                Came came = all.get(each.get(i));
                LocalDate day = all.get(others.get(i)).day();
                shuffled.set(each.get(i), new Came(day, came.path(), came.point(), came.message()));
            }
        }
        shuffled.sort(Came.ORDER);
        return shuffled;
    }
}

package feedback.pos;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Census;
import feedback.pos.insight.Face;
import feedback.pos.insight.Grain;
import feedback.pos.insight.Mark;
import feedback.pos.message.Cell;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link Census} from the facts of the last year and the counters of the years before. What a day came to is kept in memory once
 * it is past, about 12 bytes for each place and topic, so that a look reads the facts of today and yesterday only. Where a year has more
 * than a million messages, places are counted from some of its weeks, and only categories are looked at. Not thread-safe.
 */
final class Tallies {
    /** So many facts of a year are read at the most; of the recent days, half as many. */
    static final int MOST = 1_000_000;

    /** What happens on a day is known for good when it is so old: topics are corrected in the first days. */
    private static final int SETTLED = 3;

    private static final int YEAR = Census.RECENT + 7 * Census.WEEKS;
    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 28;
    private static final long NOWHERE = 0xffff_ffffL;

    private final Office office;
    private final Insights insights;
    private final TreeMap<LocalDate, Tally> days = new TreeMap<>();
    private final List<List<String>> paths = new ArrayList<>();
    private final Map<List<String>, Integer> pathOf = new HashMap<>();

    Tallies(Office office, Insights insights) {
        this.office = office;
        this.insights = insights;
    }

    /** What came on a day: the number of the topic's path with the cell, and how often. */
    private static final class Tally {
        private final long[] keys;
        private final int[] counts;

        Tally(Map<Long, Integer> found) {
            keys = found.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
            counts = Arrays.stream(keys).mapToInt(found::get).toArray();
        }
    }

    /** Whether a message tells of something that came up: not one that was declined, nor one that goes on at a superior body. */
    static boolean tells(Stage stage, int round) {
        return stage != Stage.DECLINED && round == 0;
    }

    private static boolean tells(Mark mark) {
        return tells(mark.stage(), mark.round());
    }

    /** The census until today. */
    Census census(Instant now) {
        Regulation rules = office.regulation();
        LocalDate today = LocalDate.ofInstant(now, rules.zone());
        Map<LocalDate, Map<String, Integer>> totals = totals(today, rules);
        int year = sum(totals, today.minusDays(YEAR - 1L), today.minusDays(Census.RECENT));
        int recent = sum(totals, today.minusDays(Census.RECENT - 1L), today);
        int everyWeek = 1 + year / MOST;
        boolean isMuch = everyWeek > 1;
        days.headMap(today.minusDays(YEAR - 1L)).clear();
        days.tailMap(today.minusDays(SETTLED)).clear();
        Census census = Census.until(today);
        for (int age = YEAR - 1; age >= 0; age = next(age)) {
            int week = (age - Census.RECENT) / 7;
            boolean isRead = age < Census.RECENT ? recent <= MOST / 2 : week % everyWeek == 0;
            if (isRead) {
                fill(census, today.minusDays(age), today.minusDays(next(age) + 1L), isMuch, now);
            }
        }
        LocalDate begin = today.minusDays(YEAR - 1L);
        totals.forEach((day, categories) -> categories.forEach((category, count) -> {
            if (isMuch || day.isBefore(begin) || recent > MOST / 2) {
                census.total(day, List.of(category), count);
            }
        }));
        return census;
    }

    /** The age of the next piece: weeks, and then the recent days at once. */
    private static int next(int age) {
        return age < Census.RECENT ? -1 : age - 7;
    }

    private static int sum(Map<LocalDate, Map<String, Integer>> totals, LocalDate from, LocalDate to) {
        int sum = 0;
        for (Map.Entry<LocalDate, Map<String, Integer>> each : totals.entrySet()) {
            if (!each.getKey().isBefore(from) && !each.getKey().isAfter(to)) {
                sum += each.getValue().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
            }
        }
        return sum;
    }

    /** What came by day and category. */
    private Map<LocalDate, Map<String, Integer>> totals(LocalDate today, Regulation rules) {
        Map<LocalDate, Map<String, Integer>> totals = new TreeMap<>();
        List<Face> faces = rules.catalog().topics().stream()
                .filter(topic -> topic.parent() == null)
                .map(topic -> Face.all(topic.code()))
                .toList();
        int from = Grain.DAY.bucket(today.minusDays(Census.DAYS - 1L));
        int to = Grain.DAY.bucket(today);
        insights.read(reading -> {
            reading.counters(
                    faces,
                    Grain.DAY,
                    from,
                    to,
                    (face, bucket, bag) -> totals.computeIfAbsent(Grain.DAY.start(bucket), day -> new TreeMap<>())
                            .merge(face.topic(), count(bag), Integer::sum));
            return true;
        });
        return totals;
    }

    private static int count(Bag bag) {
        return (int) Math.min(Integer.MAX_VALUE / 2, bag.count(Tallies::tells));
    }

    private void fill(Census census, LocalDate from, LocalDate to, boolean isMuch, Instant now) {
        ensure(from, to, now);
        days.subMap(from, true, to, true).forEach((day, tally) -> {
            for (int i = 0; i < tally.keys.length; i++) {
                long key = tally.keys[i];
                List<String> path = paths.get((int) (key >>> 32));
                List<String> counted = isMuch ? path.subList(0, 1) : path;
                long cell = key & NOWHERE;
                Cell place =
                        cell == NOWHERE ? null : new Cell(Census.FINEST, (int) (cell & 0xffff), (int) (cell >>> 16));
                census.placed(day, counted, place, tally.counts[i]);
                if (!isMuch) {
                    census.total(day, path, tally.counts[i]);
                }
            }
        });
    }

    /** Reads the days of which nothing is known yet. */
    private void ensure(LocalDate from, LocalDate to, Instant now) {
        @Nullable LocalDate begin = null;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (days.containsKey(day)) {
                if (begin != null) {
                    read(begin, day.minusDays(1), now);
                    begin = null;
                }
            } else if (begin == null) {
                begin = day;
            }
            if (begin != null && (day.equals(to) || begin.plusDays(AT_ONCE - 1L).equals(day))) {
                read(begin, day, now);
                begin = null;
            }
        }
    }

    private void read(LocalDate from, LocalDate to, Instant now) {
        ZoneId zone = office.regulation().zone();
        Filter filter = Filter.all(now)
                .withFrom(from.atStartOfDay(zone).toInstant())
                .withTo(to.plusDays(1).atStartOfDay(zone).toInstant());
        Map<LocalDate, Map<Long, Integer>> found = new HashMap<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            found.put(day, new HashMap<>());
        }
        if (office.storage().figures().isPresent()) {
            insights.facts(filter, fact -> {
                if (tells(fact.mark())) {
                    add(found.get(fact.day()), fact.topics(), fact.point());
                }
            });
        } else {
            list(filter, found, zone);
        }
        found.forEach((day, counts) -> days.put(day, new Tally(counts)));
    }

    private void list(Filter filter, Map<LocalDate, Map<Long, Integer>> found, ZoneId zone) {
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = office.storage().messages().list(filter, after, PAGE);
            for (Message message : page) {
                after = Position.of(message);
                if (tells(message.stage(), message.links().round())) {
                    add(
                            found.get(LocalDate.ofInstant(message.createdAt(), zone)),
                            message.topic().path(),
                            message.submission().location());
                }
            }
        } while (page.size() == PAGE);
    }

    private void add(@Nullable Map<Long, Integer> counts, List<String> path, @Nullable Point point) {
        if (counts == null) {
            return;
        }
        int number = pathOf.computeIfAbsent(path, each -> {
            paths.add(each);
            return paths.size() - 1;
        });
        long place = NOWHERE;
        if (point != null) {
            Cell cell = Cell.of(Census.FINEST, point.lat(), point.lon());
            place = (long) cell.y() << 16 | cell.x();
        }
        counts.merge((long) number << 32 | place, 1, Integer::sum);
    }
}

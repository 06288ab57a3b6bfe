package feedback.pos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.Insights.Split;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Crowd;
import feedback.pos.insight.FourWeeks;
import feedback.pos.insight.Release;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of the map is public: for each four weeks that are over a table of districts by weeks and one of districts by categories. Whatever the
 * public asks is answered from these tables alone, so what they do not betray no combination of questions does. A table is kept for
 * an hour: it costs some reads. Thread-safe.
 */
final class PublicMap {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int TABLES = 500;

    private final Office office;
    private final Insights insights;
    private final Cache<Key, Tables> kept =
            Caffeine.newBuilder().maximumSize(TABLES).build();

    /** What a table depends on. */
    private record Key(FourWeeks weeks, Districts districts, ZoneId zone, int crowd) {}

    /**
     * The tables of four weeks.
     *
     * @param made when
     * @param rows the districts; the last row of the tables is what lies in none
     * @param weeks Mondays
     * @param byWeek with the weeks as columns
     * @param categories codes
     * @param byCategory with the categories as columns
     */
    record Tables(
            Instant made,
            List<District> rows,
            List<LocalDate> weeks,
            Release byWeek,
            List<String> categories,
            Release byCategory) {}

    /** A number of a place in a table. */
    private record At(int row, String column) {}

    PublicMap(Office office, Insights insights) {
        this.office = office;
        this.insights = insights;
    }

    /** The tables; to be asked for weeks that are over only. */
    Tables of(FourWeeks weeks) {
        Regulation rules = office.procedure().regulation();
        Key key = new Key(
                weeks, rules.routes().districts(), rules.zone(), rules.policy().crowd());
        Instant now = office.now();
        Tables tables = kept.getIfPresent(key);
        if (tables == null
                || tables.made().plus(KEPT).isBefore(now)
                || tables.made().isAfter(now)) {
            tables = make(key, now);
            kept.put(key, tables);
        }
        return tables;
    }

    private Tables make(Key key, Instant now) {
        List<District> rows = key.districts().parts();
        List<LocalDate> weeks = key.weeks().weeks();
        Filter all = between(Filter.all(now), weeks.get(0), key.weeks().end(), key.zone());
        Map<At, Set<String>> byWeek = senders(all, key, message -> weekOf(message, key.zone()));
        List<Map<Integer, Long>> columns = new ArrayList<>();
        for (LocalDate week : weeks) {
            columns.add(column(between(all, week, week.plusWeeks(1), key.zone()), rows));
        }
        Release weekly = release(
                rows.size() + 1, weeks.stream().map(LocalDate::toString).toList(), columns, byWeek, key.crowd());
        List<String> categories =
                List.copyOf(new TreeSet<>(insights.sums(all, Split.TOPIC).keySet()));
        List<Map<Integer, Long>> topics = new ArrayList<>();
        for (String category : categories) {
            topics.add(column(all.withCategory(category), rows));
        }
        Release byCategory = release(
                rows.size() + 1,
                categories,
                topics,
                senders(all, key, message -> message.topic().path().get(0)),
                key.crowd());
        return new Tables(now, rows, weeks, weekly, categories, byCategory);
    }

    private static String weekOf(Message message, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(message.createdAt(), zone);
        return day.minusDays(day.getDayOfWeek().getValue() - 1L).toString();
    }

    private interface Column {
        String of(Message message);
    }

    private Map<At, Set<String>> senders(Filter filter, Key key, Column column) {
        Map<String, Integer> index = new HashMap<>();
        List<District> rows = key.districts().parts();
        rows.forEach(each -> index.put(each.id(), index.size()));
        return Senders.of(
                office.storage().messages(),
                filter,
                message -> new At(
                        row(message.submission().location(), key.districts(), index, rows.size()), column.of(message)));
    }

    private static int row(@Nullable Point point, Districts districts, Map<String, Integer> rows, int none) {
        return point == null
                ? none
                : districts.around(point.lat(), point.lon()).stream()
                        .map(each -> rows.get(each.id()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(none);
    }

    /** How many lie in which district; under the number after the last, what lies in none. */
    private Map<Integer, Long> column(Filter filter, List<District> rows) {
        Map<String, Bag> sums = insights.sums(filter, Split.DISTRICT);
        Map<Integer, Long> column = new HashMap<>();
        long placed = 0;
        for (int row = 0; row < rows.size(); row++) {
            Bag bag = sums.get(rows.get(row).id());
            long count = bag == null ? 0 : bag.count();
            column.put(row, count);
            placed += count;
        }
        // Where districts overlap by a slip of the pen, what lies in two of them counts twice
        column.put(rows.size(), Math.max(0, insights.sums(filter).count() - placed));
        return column;
    }

    private static Release release(
            int rows, List<String> names, List<Map<Integer, Long>> columns, Map<At, Set<String>> senders, int crowd) {
        List<List<Crowd>> table = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Crowd> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(new Crowd(
                        columns.get(column).getOrDefault(row, 0L),
                        senders.getOrDefault(new At(row, names.get(column)), Set.of())));
            }
            table.add(cells);
        }
        return Release.of(table, crowd);
    }

    static Filter between(Filter filter, @Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
        return filter.withFrom(from == null ? null : from.atStartOfDay(zone).toInstant())
                .withTo(to == null ? null : to.atStartOfDay(zone).toInstant());
    }
}

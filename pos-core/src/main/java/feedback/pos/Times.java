package feedback.pos;

import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter's period cut into the largest pieces that counters are kept for: whole years, then months, then days. What is left at the
 * ends is for the facts.
 */
final class Times {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Filter filter;
    private final ZoneId zone;
    private final Predicate<String> isCategory;

    /** The first whole day, or null if there is nothing to count. */
    private final @Nullable LocalDate begin;

    /** The day after the last whole one. */
    private final @Nullable LocalDate end;

    Times(Filter filter, ZoneId zone, Figures.Reading reading, Predicate<String> isCategory) {
        this.filter = filter;
        this.zone = zone;
        this.isCategory = isCategory;
        LocalDate first = reading.first();
        LocalDate last = reading.last();
        if (first == null || last == null) {
            begin = null;
            end = null;
            return;
        }
        // What was received may be answered until now
        LocalDate today = LocalDate.ofInstant(filter.now(), zone);
        LocalDate behind = (today.isAfter(last) ? today : last).plusDays(1);
        Instant from = filter.from();
        Instant to = filter.to();
        LocalDate wished = from == null ? first : wholeDay(from, 1);
        LocalDate until = to == null ? behind : wholeDay(to, 0);
        begin = wished.isBefore(first) ? first : wished;
        end = until.isAfter(behind) ? behind : until;
    }

    /** The day that begins at an instant; else, the day in which it lies, or the next one. */
    private LocalDate wholeDay(Instant instant, int forward) {
        LocalDate day = LocalDate.ofInstant(within(instant), zone);
        return beginsDay(instant) ? day : day.plusDays(forward);
    }

    private boolean beginsDay(Instant instant) {
        Instant held = within(instant);
        return LocalDate.ofInstant(held, zone).atStartOfDay(zone).toInstant().equals(held);
    }

    /** Calendars end before instants do. */
    private static Instant within(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }

    boolean isEmpty() {
        return begin == null || end == null || !begin.isBefore(end);
    }

    LocalDate firstDay() {
        return Objects.requireNonNull(begin);
    }

    LocalDate lastDay() {
        return Objects.requireNonNull(end).minusDays(1);
    }

    /** What is done with a piece. */
    interface Piece {
        void of(Grain grain, int from, int to);
    }

    /** The pieces for which counters like those of the face are kept. */
    void forEach(Face like, Set<Grain> wanted, Piece piece) {
        if (!isEmpty()) {
            cut(firstDay(), Objects.requireNonNull(end), grains(like, wanted), piece, (from, to) -> {});
        }
    }

    /** The filters of what no piece covers: parts of days, and days for which no counters are kept. */
    void forEachRest(Face like, Set<Grain> wanted, Consumer<Filter> rest) {
        List<Filter> parts = new ArrayList<>();
        if (isEmpty()) {
            // A period within one day, if any
            if (begin != null) {
                parts.add(filter);
            }
        } else {
            Instant first = firstDay().atStartOfDay(zone).toInstant();
            Instant behind = Objects.requireNonNull(end).atStartOfDay(zone).toInstant();
            if (filter.from() != null
                    && !beginsDay(filter.from())
                    && filter.from().isBefore(first)) {
                parts.add(filter.withTo(first));
            }
            cut(
                    firstDay(),
                    end,
                    grains(like, wanted),
                    (grain, from, to) -> {},
                    (from, to) ->
                            parts.add(filter.withFrom(from.atStartOfDay(zone).toInstant())
                                    .withTo(to.atStartOfDay(zone).toInstant())));
            if (filter.to() != null && !beginsDay(filter.to()) && filter.to().isAfter(behind)) {
                parts.add(filter.withFrom(behind));
            }
        }
        parts.forEach(rest);
    }

    private List<Grain> grains(Face like, Set<Grain> wanted) {
        return Stream.of(Grain.YEAR, Grain.MONTH, Grain.DAY)
                .filter(wanted::contains)
                .filter(grain -> Fact.isCounted(like, isCategory.test(like.topic()), grain))
                .toList();
    }

    private interface Days {
        void of(LocalDate from, LocalDate to);
    }

    /** Cuts the days from one, up to but without another. */
    private static void cut(LocalDate from, LocalDate to, List<Grain> grains, Piece piece, Days rest) {
        if (!from.isBefore(to)) {
            return;
        }
        if (grains.isEmpty()) {
            rest.of(from, to);
            return;
        }
        Grain grain = grains.get(0);
        List<Grain> finer = grains.subList(1, grains.size());
        int first = grain.bucket(from);
        if (!grain.start(first).equals(from)) {
            first++;
        }
        int behind = grain.bucket(to);
        if (first >= behind) {
            cut(from, to, finer, piece, rest);
            return;
        }
        cut(from, grain.start(first), finer, piece, rest);
        piece.of(grain, first, behind - 1);
        cut(grain.start(behind), to, finer, piece, rest);
    }
}

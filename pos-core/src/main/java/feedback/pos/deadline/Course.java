package feedback.pos.deadline;

import feedback.pos.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a deadline is counted from, so that it can be counted anew from the original start whenever the topic, the
 * kind or the zone changes. Immutable and thread-safe.
 *
 * @param start when the message came in; years 1900–2200
 * @param term how long there is to answer
 * @param zone where days begin and end: the zone of the competent organization
 * @param rules which day is day 0, what happens when the last day is off, when offices are open
 * @param pauses when the clock stood, in any order, overlapping or not; at most 1,000
 * @param extensions the new dates given, in any order; at most 1,000
 */
public record Course(
        Instant start, Term term, ZoneId zone, ClockRules rules, List<Pause> pauses, List<Extension> extensions) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final Instant EARLIEST = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse((LAST_YEAR + 1) + "-01-01T00:00:00Z");
    private static final int MOST = 1000;

    /** @throws Refusal if a date or a number is out of range; the field is {@code start}, {@code pauses} or {@code extensions} */
    public Course {
        pauses = List.copyOf(pauses);
        extensions = List.copyOf(extensions);
        checkSize("pauses", pauses);
        checkSize("extensions", extensions);
        checkDate("start", start);
        for (Pause pause : pauses) {
            checkDate("pauses", pause.from());
            checkDate("pauses", pause.to());
        }
        for (Extension extension : extensions) {
            checkDate("extensions", extension.until());
        }
    }

    /** A course without pauses and extensions under the usual rules. */
    public static Course of(Instant start, Term term, ZoneId zone) {
        return new Course(start, term, zone, ClockRules.usual(), List.of(), List.of());
    }

    /** The same course with another term. */
    public Course withTerm(Term other) {
        return new Course(start, other, zone, rules, pauses, extensions);
    }

    /** The same course in another zone. */
    public Course withZone(ZoneId other) {
        return new Course(start, term, other, rules, pauses, extensions);
    }

    /** The same course with another roll. */
    public Course withRoll(Roll other) {
        return new Course(start, term, zone, rules.withRoll(other), pauses, extensions);
    }

    /** The same course under other rules. */
    public Course withRules(ClockRules other) {
        return new Course(start, term, zone, other, pauses, extensions);
    }

    /** The same course with these pauses instead of those it had. */
    public Course withPauses(List<Pause> others) {
        return new Course(start, term, zone, rules, others, extensions);
    }

    /** The same course, extended once more. */
    public Course extended(Extension extension) {
        List<Extension> more = new ArrayList<>(extensions);
        more.add(extension);
        return new Course(start, term, zone, rules, pauses, more);
    }

    /** The local day of the start. */
    LocalDate startDay() {
        return LocalDate.ofInstant(start, zone);
    }

    private static void checkSize(String field, List<?> list) {
        if (list.size() > MOST) {
            throw Refusal.field(field, "course.too-many", MOST, list.size());
        }
    }

    private static void checkDate(String field, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE))) {
            throw outOfRange(field, instant);
        }
    }

    private static void checkDate(String field, LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw outOfRange(field, date);
        }
    }

    private static Refusal outOfRange(String field, Object date) {
        return Refusal.field(field, "course.date-range", date, FIRST_YEAR, LAST_YEAR);
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts from the start of one course while the clock runs.
 *
 * <p>A day is over when the clock runs at its end. In calendar days the last day is the one at whose end day 0 and as many
 * further days as the term has are over: a question from the evening until the next morning costs one day, a question
 * answered on the same day costs none. In working days only worked days are looked at, day 0 too. Hours are over when the
 * clock ran as long, working hours when it ran as long while offices were open. What happens after the end of a term cannot
 * move it any more.
 */
final class RunningClock {
    private final Course course;
    private final WorkCalendar calendar;
    private final ZoneId zone;
    private final LocalDate dayZero;
    private final Instant begin;
    private final List<PausedTime> pauses;
    private final List<Shift> shifts = new ArrayList<>(0);

    /**
     * What one stretch of paused time did.
     *
     * @param from the last day before it
     * @param to the last day after it
     * @param at the last instant after it, of a term in hours
     */
    record Shift(
            PausedTime pause,
            LocalDate from,
            LocalDate to,
            @Nullable Instant at) {}

    RunningClock(Course course, WorkCalendar calendar) {
        this(course, calendar, PausedTime.union(course.pauses()));
    }

    private RunningClock(Course course, WorkCalendar calendar, List<PausedTime> pauses) {
        this.course = course;
        this.calendar = calendar;
        this.zone = course.zone();
        LocalDate received = course.startDay();
        this.dayZero = course.rules().start().dayZero(received, calendar);
        this.begin = dayZero.equals(received)
                ? course.start()
                : dayZero.atStartOfDay(zone).toInstant();
        this.pauses = pauses;
    }

    /** The same clock, had it never stood. */
    static RunningClock withoutPauses(Course course, WorkCalendar calendar) {
        return new RunningClock(course, calendar, List.of());
    }

    LocalDate dayZero() {
        return dayZero;
    }

    /** What moved the last count. */
    List<Shift> shifts() {
        return List.copyOf(shifts);
    }

    /** The day that many days, of the unit of the term, after another one. */
    private LocalDate plus(LocalDate day, int days) {
        return isWorkingDays() ? calendar.plusWorkingDays(day, days) : day.plusDays(days);
    }

    /** The day at whose end that many days, of the unit of the term, are over. */
    LocalDate dayAfter(int days) {
        shifts.clear();
        LocalDate last = plus(dayZero, days);
        for (PausedTime pause : pauses) {
            LocalDate from = later(LocalDays.firstStartingAt(pause.from(), zone).minusDays(1), dayZero);
            LocalDate until = LocalDays.firstStartingAt(pause.to(), zone).minusDays(1);
            if (from.isAfter(last)) {
                break;
            }
            int lost = from.isBefore(until) ? days(from, until) : 0;
            if (lost > 0) {
                LocalDate before = last;
                last = plus(last, lost);
                shifts.add(new Shift(pause, before, last, null));
            }
        }
        return last;
    }

    /** The instant at which the clock has run that long. */
    Instant instantAfter(Duration running) {
        shifts.clear();
        Instant last = plus(begin, running);
        for (PausedTime pause : pauses) {
            Instant from = pause.from().isBefore(begin) ? begin : pause.from();
            if (!from.isBefore(last)) {
                break;
            }
            Duration lost = from.isBefore(pause.to()) ? between(from, pause.to()) : Duration.ZERO;
            if (!lost.isZero()) {
                Instant before = last;
                last = plus(last, lost);
                shifts.add(new Shift(pause, LocalDate.ofInstant(before, zone), LocalDate.ofInstant(last, zone), last));
            }
        }
        return last;
    }

    private Instant plus(Instant instant, Duration running) {
        return course.term().unit() == Unit.WORKING_HOURS
                ? course.rules().hours().plus(instant, running, zone, calendar)
                : instant.plus(running);
    }

    private Duration between(Instant from, Instant until) {
        return course.term().unit() == Unit.WORKING_HOURS
                ? course.rules().hours().between(from, until, zone, calendar)
                : Duration.between(from, until);
    }

    private int days(LocalDate from, LocalDate until) {
        return isWorkingDays()
                ? calendar.workingDaysBetween(from, until)
                : Math.toIntExact(until.toEpochDay() - from.toEpochDay());
    }

    private boolean isWorkingDays() {
        return course.term().unit() == Unit.WORKING_DAYS;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}

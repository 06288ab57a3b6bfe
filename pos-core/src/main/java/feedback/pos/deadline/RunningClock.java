package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts from the start of one course while the clock runs.
 *
 * <p>A day is over when the clock runs at its end. In calendar days the last day is the one at whose end day 0 and as many
 * further days as the term has are over: a question from the evening until the next morning costs one day, a question
 * answered on the same day costs none. In working days only worked days are looked at, day 0 too. Hours are over when the
 * clock ran as long. What happens after the end of a term cannot move it any more.
 */
final class RunningClock {
    private final Course course;
    private final WorkCalendar calendar;
    private final ZoneId zone;
    private final LocalDate startDay;
    private final List<PausedTime> pauses;
    private final List<Shift> shifts = new ArrayList<>(0);

    /** What one stretch of paused time did: where the last day was before it and is after it. */
    record Shift(PausedTime pause, LocalDate from, LocalDate to) {}

    RunningClock(Course course, WorkCalendar calendar) {
        this.course = course;
        this.calendar = calendar;
        this.zone = course.zone();
        this.startDay = course.startDay();
        this.pauses = PausedTime.union(course.pauses());
    }

    /** What moved the last count. */
    List<Shift> shifts() {
        return List.copyOf(shifts);
    }

    /** The day that many days, of the unit of the term, after another one. */
    LocalDate plus(LocalDate day, int days) {
        return isWorkingDays() ? calendar.plusWorkingDays(day, days) : day.plusDays(days);
    }

    /** The day at whose end that many days, of the unit of the term, are over. */
    LocalDate dayAfter(int days) {
        shifts.clear();
        LocalDate last = plus(startDay, days);
        for (PausedTime pause : pauses) {
            LocalDate from = later(LocalDays.firstStartingAt(pause.from(), zone).minusDays(1), startDay);
            LocalDate until = LocalDays.firstStartingAt(pause.to(), zone).minusDays(1);
            if (from.isAfter(last)) {
                break;
            }
            int lost = from.isBefore(until) ? days(from, until) : 0;
            if (lost > 0) {
                LocalDate before = last;
                last = plus(last, lost);
                shifts.add(new Shift(pause, before, last));
            }
        }
        return last;
    }

    /** The instant at which the clock has run that long. */
    Instant instantAfter(Duration running) {
        shifts.clear();
        Instant last = course.start().plus(running);
        for (PausedTime pause : pauses) {
            Instant from = pause.from().isBefore(course.start()) ? course.start() : pause.from();
            if (!from.isBefore(last)) {
                break;
            }
            if (from.isBefore(pause.to())) {
                Instant before = last;
                last = last.plus(Duration.between(from, pause.to()));
                shifts.add(new Shift(pause, LocalDate.ofInstant(before, zone), LocalDate.ofInstant(last, zone)));
            }
        }
        return last;
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

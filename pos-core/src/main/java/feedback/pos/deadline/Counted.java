package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.RunningClock.Shift;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A course counted through: what each rule in turn made of it. {@link Deadlines} says what the rules are.
 *
 * @param shifts what the pauses did
 * @param unextendedRaw the last day after the pauses, before the extensions
 * @param unextendedEnd the last instant there
 * @param extensions those extensions that moved the last day
 * @param raw the last day, unrolled
 * @param isWholeDay whether the last day is in time until its end
 * @param dueDay the legal last day
 * @param due the legal last instant
 * @param control the last day for the authority's own control
 */
record Counted(
        List<Shift> shifts,
        LocalDate unextendedRaw,
        Instant unextendedEnd,
        List<Extension> extensions,
        LocalDate raw,
        boolean isWholeDay,
        LocalDate dueDay,
        Instant due,
        LocalDate control) {

    static Counted of(Course course, WorkCalendar calendar) {
        ZoneId zone = course.zone();
        RunningClock clock = new RunningClock(course, calendar);
        int amount = course.term().amount();
        boolean isWholeDay = course.term().unit() != Unit.HOURS;
        Instant unextendedEnd;
        LocalDate unextendedRaw;
        if (isWholeDay) {
            unextendedRaw = clock.dayAfter(amount);
            unextendedEnd = LocalDays.endOf(unextendedRaw, zone);
        } else {
            unextendedEnd = clock.instantAfter(Duration.ofHours(amount));
            unextendedRaw = LocalDate.ofInstant(unextendedEnd, zone);
        }

        LocalDate raw = unextendedRaw;
        Instant end = unextendedEnd;
        List<Extension> moving = new ArrayList<>(0);
        for (Extension extension : course.extensions()) {
            Instant extended = LocalDays.endOf(extension.until(), zone);
            if (extended.isAfter(end)) {
                moving.add(extension);
                raw = extension.until();
                end = extended;
                isWholeDay = true;
            }
        }

        LocalDate dueDay = raw;
        LocalDate control = raw;
        if (isWholeDay) {
            dueDay = roll(course.roll(), raw, course, calendar);
            end = dueDay.equals(raw) ? end : LocalDays.endOf(dueDay, zone);
            control = roll(Roll.BACKWARD, raw, course, calendar);
        }
        return new Counted(clock.shifts(), unextendedRaw, unextendedEnd, moving, raw, isWholeDay, dueDay, end, control);
    }

    /** Rolls a day off a day off, never to before the day of the start. */
    static LocalDate roll(Roll roll, LocalDate day, Course course, WorkCalendar calendar) {
        LocalDate rolled = roll.apply(day, calendar);
        LocalDate startDay = course.startDay();
        return rolled.isBefore(startDay) ? startDay : rolled;
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.RunningClock.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A course counted through: what each rule in turn made of it. {@link Deadlines} says what the rules are.
 *
 * @param dayZero the day from which days are counted
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
        LocalDate dayZero,
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
        return of(course, course.term().amount(), calendar);
    }

    /** @param amount how many of the term's unit there are */
    private static Counted of(Course course, int amount, WorkCalendar calendar) {
        ZoneId zone = course.zone();
        RunningClock clock = new RunningClock(course, calendar);
        boolean isWholeDay = course.term().unit().isDays();
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
            dueDay = roll(course.rules().roll(), raw, clock.dayZero(), calendar);
            end = dueDay.equals(raw) ? end : LocalDays.endOf(dueDay, zone);
            control = roll(Roll.BACKWARD, raw, clock.dayZero(), calendar);
        }
        return new Counted(
                clock.dayZero(),
                clock.shifts(),
                unextendedRaw,
                unextendedEnd,
                moving,
                raw,
                isWholeDay,
                dueDay,
                end,
                control);
    }

    /** Rolls a day off a day off, never to before day 0. */
    static LocalDate roll(Roll roll, LocalDate day, LocalDate dayZero, WorkCalendar calendar) {
        LocalDate rolled = roll.apply(day, calendar);
        return rolled.isBefore(dayZero) ? dayZero : rolled;
    }

    /**
     * When it is grossly late: counted as the term is, with so many times its amount, and as much later as the extensions
     * moved the term itself. Three times ten working days are not three times as long as ten working days are.
     */
    Instant gross(Course course, WorkCalendar calendar) {
        int amount = course.term().amount() * course.rules().grossFactor();
        // An internal date that lies far ahead: no reason to refuse the legal one
        WorkCalendar endless = calendar.orFallback();
        RunningClock clock = new RunningClock(course, endless);
        if (!course.term().unit().isDays()) {
            return clock.instantAfter(Duration.ofHours(amount)).plus(Duration.between(unextendedEnd, due));
        }
        LocalDate day = clock.dayAfter(amount).plusDays(raw.toEpochDay() - unextendedRaw.toEpochDay());
        return LocalDays.endOf(roll(course.rules().roll(), day, dayZero, endless), course.zone());
    }
}

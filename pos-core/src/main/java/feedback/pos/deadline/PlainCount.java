package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same count as {@link Counted} for what nearly every message is when it comes in: a term in days that was neither
 * paused nor extended, under the usual rules of the clock. Nothing is made on the way, so a nation can be counted anew in
 * seconds.
 */
final class PlainCount {
    private static final long DAY = 86_400;

    private PlainCount() {}

    /** The deadline, or null if the course is not so plain. */
    static @Nullable Deadline of(Course course, WorkCalendar calendar) {
        Unit unit = course.term().unit();
        ClockRules rules = course.rules();
        boolean isPlain = unit.isDays()
                && course.pauses().isEmpty()
                && course.extensions().isEmpty()
                && rules.start() == StartRule.DAY_OF_RECEIPT
                && rules.roll() == Roll.FORWARD;
        if (!isPlain) {
            return null;
        }
        ZoneId zone = course.zone();
        ZoneRules offsets = zone.getRules();
        long start = course.start().getEpochSecond();
        ZoneOffset offset = offsets.getOffset(course.start());
        LocalDate received = LocalDate.ofEpochDay(Math.floorDiv(start + offset.getTotalSeconds(), DAY));
        int amount = course.term().amount();
        LocalDate raw;
        LocalDate dueDay;
        LocalDate control;
        if (unit == Unit.WORKING_DAYS) {
            raw = calendar.plusWorkingDays(received, amount);
            dueDay = raw;
            control = raw;
        } else {
            raw = received.plusDays(amount);
            boolean works = calendar.isWorking(raw);
            dueDay = works ? raw : calendar.workingOnOrAfter(raw);
            control = works ? raw : Counted.roll(Roll.BACKWARD, raw, received, calendar);
        }
        Instant due = endOf(dueDay, zone, offsets, offset);
        return new Deadline(course.start(), course.term(), zone, raw, due, control, List.of(), List.of());
    }

    /** The last second of a day; guessed with an offset and looked at whether it still holds there and a day before. */
    private static Instant endOf(LocalDate day, ZoneId zone, ZoneRules offsets, ZoneOffset offset) {
        Instant guess = Instant.ofEpochSecond((day.toEpochDay() + 1) * DAY - offset.getTotalSeconds() - 1);
        if (offsets.isFixedOffset()) {
            return guess;
        }
        boolean holds = offsets.getOffset(guess.plusSeconds(1)).equals(offset)
                && offsets.getOffset(guess.minusSeconds(DAY)).equals(offset);
        return holds ? guess : LocalDays.endOf(day, zone);
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
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
        ZoneRules offsets = course.zone().getRules();
        ZoneOffset offset = offsets.getOffset(course.start());
        long received = Math.floorDiv(course.start().getEpochSecond() + offset.getTotalSeconds(), DAY);
        int amount = course.term().amount();
        if (unit == Unit.WORKING_DAYS) {
            long last = calendar.plusWorkingDays(received, amount);
            LocalDate raw = LocalDate.ofEpochDay(last);
            return deadline(course, raw, raw, endOf(last, course, offsets, offset));
        }
        LocalDate raw = LocalDate.ofEpochDay(received + amount);
        if (calendar.isWorking(raw)) {
            return deadline(course, raw, raw, endOf(received + amount, course, offsets, offset));
        }
        LocalDate due = calendar.workingOnOrAfter(raw);
        LocalDate control = Counted.roll(Roll.BACKWARD, raw, LocalDate.ofEpochDay(received), calendar);
        return deadline(course, raw, control, endOf(due.toEpochDay(), course, offsets, offset));
    }

    private static Deadline deadline(Course course, LocalDate raw, LocalDate control, Instant due) {
        return new Deadline(course.start(), course.term(), course.zone(), raw, due, control, List.of(), List.of());
    }

    /** The last second of a day; guessed with an offset and looked at whether it holds there and a day before. */
    private static Instant endOf(long day, Course course, ZoneRules offsets, ZoneOffset offset) {
        Instant guess = Instant.ofEpochSecond((day + 1) * DAY - offset.getTotalSeconds() - 1);
        boolean holds = offsets.getOffset(guess.plusSeconds(1)).equals(offset)
                && offsets.getOffset(guess.minusSeconds(DAY)).equals(offset);
        return holds ? guess : LocalDays.endOf(LocalDate.ofEpochDay(day), course.zone());
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Days in a row of which the calendar says the same. Immutable and thread-safe.
 *
 * @param from the first day
 * @param to the last day
 * @param type what kind of days they are
 * @param name the name of the holiday or decree, where there is one
 */
public record Span(
        LocalDate from,
        LocalDate to,
        CalendarDay.Type type,
        @Nullable String name) {

    /** The days from one until another, both included, that the clock passes over or that are short. */
    static List<Span> notPlain(
            LocalDate from, LocalDate to, WorkCalendar calendar, Predicate<CalendarDay.Type> wanted) {
        List<Span> spans = new ArrayList<>();
        @Nullable Span last = null;
        for (LocalDate at = from; !at.isAfter(to); at = at.plusDays(1)) {
            CalendarDay day = calendar.day(at);
            if (wanted.test(day.type())) {
                if (last != null && last.isFollowedBy(day)) {
                    last = new Span(last.from, at, last.type, last.name);
                    spans.set(spans.size() - 1, last);
                } else {
                    last = new Span(at, at, day.type(), day.name());
                    spans.add(last);
                }
            }
        }
        return List.copyOf(spans);
    }

    private boolean isFollowedBy(CalendarDay day) {
        return to.plusDays(1).equals(day.date()) && type == day.type() && Objects.equals(name, day.name());
    }

    int days() {
        return Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
    }
}

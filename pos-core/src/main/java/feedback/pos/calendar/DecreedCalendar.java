package feedback.pos.calendar;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** A calendar of decreed facts and nothing else: it refuses outside of them. Days that are not listed are plain. */
record DecreedCalendar(
        String id,
        String edition,
        LocalDate firstDay,
        LocalDate lastDay,
        Map<LocalDate, CalendarDay> notPlain,
        Map<Integer, Source> sources)
        implements WorkCalendar {

    @Override
    public Optional<Source> source(int year) {
        return Optional.ofNullable(sources.get(year));
    }

    @Override
    public CalendarDay day(LocalDate day) {
        if (!isDecreed(day)) {
            throw Refusal.of(Reason.CALENDAR_EXHAUSTED, "calendar.exhausted", day, firstDay, lastDay);
        }
        CalendarDay known = notPlain.get(day);
        return known == null ? plain(day) : known;
    }

    /** A day of which nothing is known but its day of the week. */
    static CalendarDay plain(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
        return new CalendarDay(day, weekend ? CalendarDay.Type.WEEKEND : CalendarDay.Type.WORK, null, null);
    }
}

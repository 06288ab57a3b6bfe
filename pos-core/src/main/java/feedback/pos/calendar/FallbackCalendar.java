package feedback.pos.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;

/** A calendar that goes on outside its decreed data with weekends and fixed holidays; nothing is moved there. */
record FallbackCalendar(WorkCalendar decreed) implements WorkCalendar {
    private static final String NEW_YEAR = "Новогодние каникулы";

    /** Article 112 of the Labour Code; only their dates are sure in years to come. */
    private static final Map<MonthDay, String> FIXED_HOLIDAYS = Map.ofEntries(
            Map.entry(MonthDay.of(1, 1), NEW_YEAR),
            Map.entry(MonthDay.of(1, 2), NEW_YEAR),
            Map.entry(MonthDay.of(1, 3), NEW_YEAR),
            Map.entry(MonthDay.of(1, 4), NEW_YEAR),
            Map.entry(MonthDay.of(1, 5), NEW_YEAR),
            Map.entry(MonthDay.of(1, 6), NEW_YEAR),
            Map.entry(MonthDay.of(1, 7), "Рождество Христово"),
            Map.entry(MonthDay.of(1, 8), NEW_YEAR),
            Map.entry(MonthDay.of(2, 23), "День защитника Отечества"),
            Map.entry(MonthDay.of(3, 8), "Международный женский день"),
            Map.entry(MonthDay.of(5, 1), "Праздник Весны и Труда"),
            Map.entry(MonthDay.of(5, 9), "День Победы"),
            Map.entry(MonthDay.of(6, 12), "День России"),
            Map.entry(MonthDay.of(11, 4), "День народного единства"));

    /** What the fixed holidays are called. */
    static Map<MonthDay, String> holidays() {
        return FIXED_HOLIDAYS;
    }

    @Override
    public String id() {
        return decreed.id();
    }

    @Override
    public String edition() {
        return decreed.edition();
    }

    @Override
    public Optional<Source> source(int year) {
        return decreed.source(year);
    }

    @Override
    public LocalDate firstDay() {
        return decreed.firstDay();
    }

    @Override
    public LocalDate lastDay() {
        return decreed.lastDay();
    }

    @Override
    public CalendarDay day(LocalDate day) {
        if (isDecreed(day)) {
            return decreed.day(day);
        }
        String holiday = FIXED_HOLIDAYS.get(MonthDay.from(day));
        return holiday == null
                ? DecreedCalendar.plain(day)
                : new CalendarDay(day, CalendarDay.Type.HOLIDAY, holiday, null);
    }

    @Override
    public WorkCalendar orFallback() {
        return this;
    }
}

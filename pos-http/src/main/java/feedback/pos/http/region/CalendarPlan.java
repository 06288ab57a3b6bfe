package feedback.pos.http.region;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarBook.Difference;
import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.calendar.WorkCalendar.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What bringing acts in would change of the calendars they are about. Immutable.
 *
 * @param acts those that are brought
 * @param after all acts, with them
 * @param days the days that would be of another kind, by calendar
 * @param years how many days are worked in the years that the acts are about
 * @param warnings what can be stored, but is worth a second look
 */
public record CalendarPlan(
        List<CalendarEdition> acts,
        CalendarBook after,
        List<Differing> days,
        List<Year> years,
        List<Warning> warnings) {
    private static final int FEWEST = 244;
    private static final int MOST = 252;
    private static final int NEW_YEAR_DAYS = 8;
    private static final int NEW_YEAR_HOLIDAYS = 5;

    public CalendarPlan {
        acts = List.copyOf(acts);
        days = List.copyOf(days);
        years = List.copyOf(years);
        warnings = List.copyOf(warnings);
    }

    /** A day that would be of another kind. */
    public record Differing(String calendar, Difference difference) {}

    /**
     * A year.
     *
     * @param before how many days are worked by now, or null if it has not been decreed
     * @param after how many would be
     */
    public record Year(String calendar, int year, @Nullable Integer before, int after) {}

    /** A warning: the key of its text, and what is filled in. */
    public record Warning(String key, List<String> args) {
        public Warning {
            args = List.copyOf(args);
        }
    }

    /**
     * @param inForce the calendar by which terms are counted here
     * @param today after it nothing can be known yet
     */
    static CalendarPlan of(
            CalendarBook before,
            CalendarBook after,
            List<CalendarEdition> acts,
            String inForce,
            DecreedDays policy,
            LocalDate today) {
        List<Differing> days = new ArrayList<>();
        List<Year> years = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        for (String id : acts.stream().map(CalendarEdition::calendar).distinct().toList()) {
            WorkCalendar old = before.calendar(id, policy);
            WorkCalendar next = after.calendar(id, policy);
            CalendarBook.differences(old, next).forEach(each -> days.add(new Differing(id, each)));
            for (int year : years(id, acts)) {
                if (next.isDecreed(LocalDate.of(year, 1, 1))) {
                    years.add(new Year(
                            id,
                            year,
                            old.isDecreed(LocalDate.of(year, 1, 1)) ? (Integer) worked(old, year) : null,
                            worked(next, year)));
                    warn(next, year, warnings);
                }
            }
            acts.stream()
                    .filter(each -> each.calendar().equals(id))
                    .forEach(each -> warnOverruled(each, next, warnings));
            if (!id.equals(CalendarBook.RUSSIA) && !id.equals(inForce)) {
                warnings.add(warning("calendar.warning.elsewhere", id, inForce));
            }
        }
        acts.stream()
                .filter(each -> each.known().isAfter(today))
                .forEach(each -> warnings.add(warning("calendar.warning.future", each.known(), each.act())));
        return new CalendarPlan(acts, after, days, years, warnings);
    }

    private static SortedSet<Integer> years(String id, List<CalendarEdition> acts) {
        SortedSet<Integer> years = new TreeSet<>();
        for (CalendarEdition each : acts) {
            if (each.calendar().equals(id)) {
                years.addAll(each.years().keySet());
                each.decreed().keySet().forEach(day -> years.add(day.getYear()));
            }
        }
        return years;
    }

    private static int worked(WorkCalendar calendar, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return calendar.workingDaysBetween(first, first.plusYears(1));
    }

    private static void warn(WorkCalendar calendar, int year, List<Warning> into) {
        int worked = worked(calendar, year);
        if (worked < FEWEST || worked > MOST) {
            into.add(warning("calendar.warning.worked", calendar.id(), year, worked, FEWEST, MOST));
        }
        List<CalendarDay> days = calendar.year(year);
        long newYear = days.stream()
                .limit(NEW_YEAR_DAYS)
                .filter(each -> each.type() == Type.HOLIDAY)
                .count();
        if (days.get(0).type() != Type.HOLIDAY || newYear < NEW_YEAR_HOLIDAYS) {
            into.add(warning("calendar.warning.new-year", calendar.id(), year));
        }
        long weekends = count(days, Type.WORKING_WEEKEND, Type.WORKING_WEEKEND_SHORT);
        long moved = count(days, Type.TRANSFERRED_OFF);
        if (weekends > moved) {
            into.add(warning("calendar.warning.weekends", calendar.id(), year, weekends, moved));
        }
    }

    private static long count(List<CalendarDay> days, Type... types) {
        List<Type> wanted = Arrays.asList(types);
        return days.stream().filter(each -> wanted.contains(each.type())).count();
    }

    /** An act that became known later stands, whenever it was brought in. */
    private static void warnOverruled(CalendarEdition act, WorkCalendar next, List<Warning> into) {
        for (int year : act.years().keySet()) {
            Source source = next.source(year).orElse(null);
            if (source != null && !source.known().equals(act.known())) {
                into.add(warning("calendar.warning.overruled", next.id(), year, source.known(), source.act()));
            }
        }
    }

    private static Warning warning(String key, Object... args) {
        return new Warning(key, Arrays.stream(args).map(String::valueOf).toList());
    }
}

package feedback.pos.http.region;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calendars as plain values, as both the interface and the commands tell them. */
public final class CalendarYear {
    private CalendarYear() {}

    /**
     * A year with all its days.
     *
     * @throws feedback.pos.refusal.Refusal if it lies outside a calendar without fallback
     */
    public static Map<String, Object> of(WorkCalendar calendar, int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("year", year);
        values.put("calendar", calendar.id());
        values.put("edition", calendar.edition());
        Source source = calendar.source(year).orElse(null);
        if (source != null) {
            values.put("known", source.known().toString());
            values.put("act", source.act());
        }
        values.put("decreed", calendar.isDecreed(first) && calendar.isDecreed(LocalDate.of(year, 12, 31)));
        values.put("workingDays", calendar.workingDaysBetween(first, first.plusYears(1)));
        List<Map<String, Object>> days = new ArrayList<>();
        calendar.year(year).forEach(day -> days.add(day(day)));
        values.put("days", days);
        return values;
    }

    private static Map<String, Object> day(CalendarDay day) {
        Map<String, Object> values = kind(day);
        values.put("working", day.isWorking());
        values.put("short", day.type().isShort());
        return values;
    }

    private static Map<String, Object> kind(CalendarDay day) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", day.date().toString());
        values.put("type", day.type().name());
        if (day.name() != null) {
            values.put("name", day.name());
        }
        LocalDate movedFrom = day.movedFrom();
        if (movedFrom != null) {
            values.put("movedFrom", movedFrom.toString());
        }
        return values;
    }

    /** An act. */
    public static Map<String, Object> of(CalendarEdition act) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("calendar", act.calendar());
        values.put("known", act.known().toString());
        values.put("act", act.act());
        values.put("years", List.copyOf(act.years().keySet()));
        values.put("decreedDays", act.decreed().size());
        return values;
    }

    /** All acts in the order in which they became known, and which file of the base brought them, if one did. */
    public static List<Map<String, Object>> acts(List<CalendarStore.Filed> files) {
        Map<CalendarEdition, CalendarStore.Filed> brought = new HashMap<>();
        files.forEach(file -> file.acts().forEach(act -> brought.putIfAbsent(act, file)));
        List<Map<String, Object>> acts = new ArrayList<>();
        for (CalendarEdition each : CalendarStore.book(files).editions()) {
            Map<String, Object> values = of(each);
            CalendarStore.Filed file = brought.get(each);
            values.put("builtIn", file == null);
            if (file != null) {
                values.put("file", file.number());
                values.put("addedAt", file.at().toString());
                values.put("addedBy", file.by());
            }
            acts.add(values);
        }
        return acts;
    }

    /** What bringing acts in would change, or has changed; the texts of warnings are left to whoever tells it. */
    public static Map<String, Object> of(CalendarPlan plan) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("acts", plan.acts().stream().map(CalendarYear::of).toList());
        List<Map<String, Object>> years = new ArrayList<>();
        for (CalendarPlan.Year each : plan.years()) {
            Map<String, Object> year = new LinkedHashMap<>();
            year.put("calendar", each.calendar());
            year.put("year", each.year());
            if (each.before() != null) {
                year.put("before", each.before());
            }
            year.put("after", each.after());
            years.add(year);
        }
        values.put("years", years);
        List<Map<String, Object>> days = new ArrayList<>();
        for (CalendarPlan.Differing each : plan.days()) {
            Map<String, Object> day = new LinkedHashMap<>();
            day.put("calendar", each.calendar());
            day.put("before", each.difference().before().type().name());
            day.put("after", each.difference().after().type().name());
            day.put("date", each.difference().after().date().toString());
            if (each.difference().after().name() != null) {
                day.put("name", each.difference().after().name());
            }
            days.add(day);
        }
        values.put("days", days);
        return values;
    }
}

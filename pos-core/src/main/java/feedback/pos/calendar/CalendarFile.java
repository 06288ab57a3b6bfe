package feedback.pos.calendar;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads the days of a calendar that are not plain; how the file is written stands at its own head. */
final class CalendarFile {
    private final DecreedDays policy;
    private final Map<String, String> names = new HashMap<>();
    private final TreeMap<Integer, Integer> workedDays = new TreeMap<>();
    private final Map<LocalDate, CalendarDay> days = new HashMap<>();
    private final Map<LocalDate, String> decreed = new HashMap<>();

    private CalendarFile(DecreedDays policy) {
        this.policy = policy;
    }

    /**
     * Reads a calendar from a file beside this class.
     *
     * @throws IllegalStateException if the file is missing or its years are not what it says they are: the build is broken
     */
    static WorkCalendar read(String id, String name, DecreedDays policy) {
        CalendarFile file = new CalendarFile(policy);
        try (InputStream in = CalendarFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no calendar " + name);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(file::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.calendar(id);
    }

    private void line(String line) {
        String[] word = line.split(" ");
        switch (word[0]) {
            case "name" -> names.put(word[1], line.split(" ", 3)[2]);
            case "year" -> workedDays.put(Integer.valueOf(word[1]), Integer.valueOf(word[2]));
            case "decree" ->
                LocalDate.parse(word[1])
                        .datesUntil(LocalDate.parse(word[2]).plusDays(1))
                        .forEach(day -> decreed.put(day, line.split(" ", 4)[3]));
            default -> {
                for (int i = 1; i < word.length; i++) {
                    put(CalendarDay.Type.valueOf(word[0]), word[i]);
                }
            }
        }
    }

    private void put(CalendarDay.Type type, String day) {
        int moved = day.indexOf('<');
        String monthDay = moved < 0 ? day : day.substring(0, moved);
        LocalDate date = MonthDay.parse("--" + monthDay).atYear(workedDays.lastKey());
        days.put(
                date,
                new CalendarDay(
                        date,
                        type,
                        type == CalendarDay.Type.HOLIDAY ? names.get(monthDay) : null,
                        moved < 0 ? null : LocalDate.parse(day.substring(moved + 1))));
    }

    private WorkCalendar calendar(String id) {
        LocalDate first = LocalDate.of(workedDays.firstKey(), 1, 1);
        LocalDate last = LocalDate.of(workedDays.lastKey(), 12, 31);
        DecreedCalendar production = new DecreedCalendar(id, first, last, Map.copyOf(days));
        check(production);
        if (policy == DecreedDays.OFF) {
            takeOff(production);
        }
        return QuickCalendar.of(new DecreedCalendar(id, first, last, Map.copyOf(days)), first, last);
    }

    private void check(WorkCalendar calendar) {
        for (var year : workedDays.entrySet()) {
            LocalDate first = LocalDate.of(year.getKey(), 1, 1);
            int worked = calendar.workingDaysBetween(first, first.plusYears(1));
            if (worked != year.getValue()) {
                throw new IllegalStateException("calendar " + calendar.id() + " " + year.getKey() + ": " + worked
                        + " days are worked, not " + year.getValue());
            }
        }
    }

    private void takeOff(WorkCalendar production) {
        decreed.forEach((day, act) -> {
            if (production.isWorking(day)) {
                days.put(day, new CalendarDay(day, CalendarDay.Type.DECREED_OFF, act, null));
            }
        });
    }
}

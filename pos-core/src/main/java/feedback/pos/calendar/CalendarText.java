package feedback.pos.calendar;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.CalendarEdition.YearFacts;
import feedback.pos.refusal.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads acts line by line. Used once, by one thread. */
final class CalendarText {
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST_DECREED_DAYS = 366;
    private static final int MOST_WORDS_SHOWN = 60;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final Pattern ID = Pattern.compile("RU(-[A-Z]{2,3})?");
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private final List<CalendarEdition> acts = new ArrayList<>();
    private final Map<MonthDay, String> names = new HashMap<>(FallbackCalendar.holidays());
    private int number;
    private String calendar = "RU";
    private @Nullable LocalDate known;
    private String act = "";
    private SortedMap<Integer, YearFacts> years = new TreeMap<>();
    private SortedMap<LocalDate, String> decreed = new TreeMap<>();
    private int year;
    private @Nullable Integer worked;
    private Map<LocalDate, CalendarDay> days = new HashMap<>();

    List<CalendarEdition> read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Refusal.field("calendar", "calendar-file.too-long", MOST_CHARACTERS);
        }
        // Editors of a certain system begin a file with a mark
        for (String line : text.replaceFirst("^\\uFEFF", "").split("\\R")) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                line(content);
            }
        }
        closeAct();
        if (acts.isEmpty()) {
            throw Refusal.field("calendar", "calendar-file.empty");
        }
        return List.copyOf(acts);
    }

    private void line(String line) {
        if (line.chars().anyMatch(each -> Character.isISOControl(each) && each != '\t')) {
            throw unreadable(line.replaceAll("\\p{Cntrl}", "?"));
        }
        String[] word = BLANKS.split(line);
        try {
            switch (word[0]) {
                case "calendar" -> calendar(word);
                case "name" -> names.put(monthDay(word[1]), rest(line, 2));
                case "known" -> {
                    closeAct();
                    known = date(word[1]);
                    act = rest(line, 2);
                }
                case "year" -> year(word);
                case "decree" -> decree(date(word[1]), date(word[2]), rest(line, 3));
                default -> days(word);
            }
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw unreadable(line);
        }
    }

    private void calendar(String[] word) {
        closeAct();
        known = null;
        calendar = word[1];
        if (!ID.matcher(calendar).matches() || word.length > 2) {
            throw unreadable(String.join(" ", word));
        }
    }

    private void year(String[] word) {
        needAct();
        closeYear();
        int opened = Integer.parseInt(word[1]);
        if (word.length > 2 && Integer.parseInt(word[2]) < 0) {
            throw unreadable(String.join(" ", word));
        }
        if (opened < FIRST_YEAR || opened > LAST_YEAR || word.length > 3 || years.containsKey(opened)) {
            throw unreadable(String.join(" ", word));
        }
        year = opened;
        worked = word.length > 2 ? (Integer) Integer.parseInt(word[2]) : null;
    }

    private void decree(LocalDate first, LocalDate last, String text) {
        needAct();
        if (last.isBefore(first) || last.toEpochDay() - first.toEpochDay() > MOST_DECREED_DAYS || text.isEmpty()) {
            throw new IllegalArgumentException("no stretch of days");
        }
        first.datesUntil(last.plusDays(1)).forEach(day -> decreed.put(day, text));
    }

    private void days(String[] word) {
        Type type = Type.valueOf(word[0]);
        if (type == Type.DECREED_OFF || year == 0 || word.length < 2) {
            throw new IllegalArgumentException("no such days here");
        }
        for (int i = 1; i < word.length; i++) {
            day(type, word[i]);
        }
    }

    private void day(Type type, String written) {
        int moved = written.indexOf('<');
        MonthDay monthDay = monthDay(moved < 0 ? written : written.substring(0, moved));
        LocalDate day = LocalDate.of(year, monthDay.getMonth(), monthDay.getDayOfMonth());
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean fits = switch (type) {
            case WORKING_WEEKEND, WORKING_WEEKEND_SHORT, WEEKEND -> weekend;
            case SHORT, WORK -> !weekend;
            case TRANSFERRED_OFF, HOLIDAY, DECREED_OFF -> true;
        };
        if (!fits) {
            throw Refusal.field("calendar", "calendar-file.day-of-week", number, day, type);
        }
        CalendarDay fact = new CalendarDay(
                day,
                type,
                type == Type.HOLIDAY ? names.get(monthDay) : null,
                moved < 0 ? null : date(written.substring(moved + 1)));
        if (days.put(day, fact) != null) {
            throw Refusal.field("calendar", "calendar-file.twice", number, day);
        }
    }

    private void needAct() {
        if (known == null) {
            throw Refusal.field("calendar", "calendar-file.no-act", number);
        }
    }

    private void closeYear() {
        if (year != 0) {
            years.put(year, new YearFacts(worked, days));
            year = 0;
            days = new HashMap<>();
        }
    }

    private void closeAct() {
        closeYear();
        if (known != null && !(years.isEmpty() && decreed.isEmpty())) {
            acts.add(new CalendarEdition(calendar, known, act, years, decreed));
        }
        years = new TreeMap<>();
        decreed = new TreeMap<>();
    }

    private Refusal unreadable(String line) {
        String shown = line.length() > MOST_WORDS_SHOWN ? line.substring(0, MOST_WORDS_SHOWN) + "…" : line;
        return Refusal.field("calendar", "calendar-file.unreadable", number, shown);
    }

    private static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("out of range");
        }
        return date;
    }

    private static MonthDay monthDay(String text) {
        return MonthDay.parse("--" + text);
    }

    private static String rest(String line, int words) {
        String[] parts = BLANKS.split(line, words + 1);
        return parts.length > words ? parts[words] : "";
    }
}

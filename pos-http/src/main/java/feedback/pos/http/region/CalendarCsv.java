package feedback.pos.http.region;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.http.importing.CsvRows;
import feedback.pos.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a table of days into the text of one act: a header with {@code date} and {@code type}, and perhaps {@code name} and
 * {@code movedFrom}; other columns are passed over. Days that are not listed are plain.
 */
public final class CalendarCsv {
    private static final int MOST_SHOWN = 60;

    private final String id;
    private final TreeMap<Integer, Map<Type, TreeMap<MonthDay, String>>> years = new TreeMap<>();
    private final TreeMap<LocalDate, String> names = new TreeMap<>();
    private final StringBuilder decrees = new StringBuilder();
    private final Map<LocalDate, Boolean> seen = new HashMap<>();

    private CalendarCsv(String id) {
        this.id = id;
    }

    /** Whether a text is such a table and not one of acts: its first line that says something names the columns. */
    public static boolean isTable(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.startsWith("\ufeff") ? line.substring(1) : line)
                .map(line -> List.of(line.replace("\"", "").split(",", -1)))
                .map(columns -> columns.contains("date") && columns.contains("type"))
                .orElse(false);
    }

    /**
     * The text of the act.
     *
     * @param id whose calendar it is
     * @param known since when it is known
     * @param act what it is called; may be empty
     * @throws Refusal naming the line that cannot be read; the field is {@code calendar}
     */
    public static String toText(String csv, String id, LocalDate known, String act) {
        CalendarCsv made = new CalendarCsv(id);
        made.read(csv);
        return made.text(known, act);
    }

    private void read(String csv) {
        CsvRows rows = new CsvRows(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8, ',');
        try {
            CsvRows.Row head = rows.next();
            List<String> columns = head == null ? List.of() : head.fields();
            for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                if (row.fault() != null) {
                    throw unreadable(row);
                }
                day(row, columns);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void day(CsvRows.Row row, List<String> columns) {
        LocalDate day;
        Type type;
        String movedFrom = field(row, columns, "movedFrom");
        try {
            day = LocalDate.parse(field(row, columns, "date"));
            type = Type.valueOf(field(row, columns, "type").toUpperCase(Locale.ROOT));
            if (!movedFrom.isEmpty()) {
                movedFrom = "<" + LocalDate.parse(movedFrom);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unreadable(row);
        }
        if (seen.put(day, true) != null) {
            throw Refusal.field("calendar", "calendar-file.twice", row.line(), day);
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean fits = switch (type) {
            case WORKING_WEEKEND, WORKING_WEEKEND_SHORT, WEEKEND -> weekend;
            case SHORT, WORK -> !weekend;
            case TRANSFERRED_OFF, HOLIDAY, DECREED_OFF -> true;
        };
        if (!fits) {
            throw Refusal.field("calendar", "calendar-file.day-of-week", row.line(), day, type);
        }
        String name = field(row, columns, "name").replaceAll("\\s+", " ");
        Map<Type, TreeMap<MonthDay, String>> year =
                years.computeIfAbsent(day.getYear(), any -> new EnumMap<>(Type.class));
        // A plain day is one that is not listed; but in a region it may be otherwise than in the whole country
        boolean plain = id.equals(CalendarBook.RUSSIA) && (type == Type.WORK || type == Type.WEEKEND);
        if (type == Type.DECREED_OFF) {
            decrees.append("decree %s %s %s%n".formatted(day, day, name.isEmpty() ? "DECREED_OFF" : name));
        } else if (!plain) {
            year.computeIfAbsent(type, any -> new TreeMap<>()).put(MonthDay.from(day), movedFrom);
            if (type == Type.HOLIDAY && !name.isEmpty()) {
                names.put(day, name);
            }
        }
    }

    private static String field(CsvRows.Row row, List<String> columns, String name) {
        int at = columns.indexOf(name);
        return at < 0 || at >= row.fields().size() ? "" : row.fields().get(at).strip();
    }

    private static Refusal unreadable(CsvRows.Row row) {
        String line = String.join(",", row.fields());
        String shown = line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "…" : line;
        return Refusal.field("calendar", "calendar-file.unreadable", row.line(), shown);
    }

    private String text(LocalDate known, String act) {
        StringBuilder text = new StringBuilder();
        text.append("calendar ").append(id).append('\n');
        text.append("known ")
                .append(known)
                .append(' ')
                .append(act.replaceAll("\\s+", " ").strip());
        text.append('\n');
        Map<MonthDay, String> named = new HashMap<>();
        years.forEach((year, types) -> {
            names.subMap(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)).forEach((day, name) -> {
                // A name holds from its line on, so it stands there once unless it changes
                if (!name.equals(named.put(MonthDay.from(day), name))) {
                    text.append("name ")
                            .append(written(MonthDay.from(day)))
                            .append(' ')
                            .append(name)
                            .append('\n');
                }
            });
            text.append("year ").append(year).append('\n');
            types.forEach((type, days) -> {
                text.append(type);
                days.forEach(
                        (day, moved) -> text.append(' ').append(written(day)).append(moved));
                text.append('\n');
            });
        });
        return text.append(decrees).toString();
    }

    private static String written(MonthDay day) {
        return day.toString().substring(2);
    }
}

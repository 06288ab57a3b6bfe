package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.http.recount.Moves;
import feedback.pos.http.region.CalendarPlan;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.CalendarYear;
import feedback.pos.http.region.Calendars;
import feedback.pos.organization.Actor;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What commands do to the calendars of a base, and to the dates that follow from them. Thread-safe. */
final class CalendarOperations {
    static final String SHOW = "calendar-show";
    static final String LIST = "calendar-list";
    static final String FILES = "calendar-files";
    static final String IMPORT = "calendar-import";
    static final String RECOUNT = "recount";

    static final String YEAR = "year";
    static final String REGION = "region";
    static final String KNOWN_ON = "known-on";
    static final String TEXT = "text";
    static final String PREVIEW = "preview";
    static final String LIST_FILE = "list";
    static final String NOTE = "note";

    /** How many messages are shown without a list. */
    private static final int SHOWN = 20;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final Pattern ID = Pattern.compile("RU(-[A-Z]{2,3})?");
    private static final String BY = "command calendar import";

    private final Pos pos;
    private final Calendars calendars;
    private final LongConsumer progress;

    CalendarOperations(Pos pos, LongConsumer progress) {
        this.pos = pos;
        this.calendars = new Calendars(pos);
        this.progress = progress;
    }

    static boolean knows(String command) {
        return List.of(SHOW, LIST, FILES, IMPORT, RECOUNT).contains(command);
    }

    Map<String, Object> run(String command, Map<String, String> arguments) throws CommandFault, IOException {
        return switch (command) {
            case SHOW -> show(arguments);
            case LIST -> list(calendars.files());
            case FILES ->
                Map.of(
                        "texts",
                        calendars.files().stream()
                                .map(CalendarStore.Filed::text)
                                .toList());
            case IMPORT -> bring(arguments);
            default -> recount(arguments);
        };
    }

    private Map<String, Object> show(Map<String, String> arguments) throws CommandFault {
        CalendarBook book = bookOn(calendars.book(), arguments);
        String id = id(arguments, pos.regulation().calendar().id());
        return noted(CalendarYear.of(calendars.calendar(book, id), year(arguments)), book, id);
    }

    /** The same without a base: what comes with the product. */
    static Map<String, Object> showBuiltIn(Map<String, String> arguments) throws CommandFault {
        CalendarBook book = bookOn(CalendarBook.russia(), arguments);
        String id = id(arguments, CalendarBook.RUSSIA);
        return noted(CalendarYear.of(book.calendar(id, DecreedDays.WORKED).orFallback(), year(arguments)), book, id);
    }

    static Map<String, Object> list(List<CalendarStore.Filed> files) {
        return Map.of("acts", CalendarYear.acts(files));
    }

    private static Map<String, Object> noted(Map<String, Object> year, CalendarBook book, String id) {
        if (book.editions().stream().noneMatch(each -> each.calendar().equals(id))) {
            year.put(
                    NOTE,
                    "No days off of its own are known for " + id + ", so the days off of the whole country count.");
        }
        return year;
    }

    private static CalendarBook bookOn(CalendarBook book, Map<String, String> arguments) throws CommandFault {
        String day = arguments.get(KNOWN_ON);
        try {
            return day == null ? book : book.asKnownOn(LocalDate.parse(day));
        } catch (DateTimeException e) {
            throw CommandFault.wrongCall("--known-on: " + day + " is no date such as 2026-05-18");
        }
    }

    static String id(Map<String, String> arguments, String otherwise) throws CommandFault {
        String id = arguments.getOrDefault(REGION, otherwise);
        if (!ID.matcher(id).matches()) {
            throw CommandFault.wrongCall("--region: " + id + " is no code such as RU-KRS");
        }
        return id;
    }

    private static int year(Map<String, String> arguments) throws CommandFault {
        String year = arguments.getOrDefault(YEAR, "");
        try {
            int number = Integer.parseInt(year);
            if (number >= FIRST_YEAR && number <= LAST_YEAR) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw CommandFault.wrongCall("the year must be a number, not " + year);
        }
        throw CommandFault.wrongCall("the year must be " + FIRST_YEAR + " to " + LAST_YEAR + ", not " + year);
    }

    private Map<String, Object> bring(Map<String, String> arguments) throws IOException {
        String text = arguments.getOrDefault(TEXT, "");
        boolean preview = arguments.containsKey(PREVIEW);
        CalendarPlan plan = calendars.plan(text);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(PREVIEW, preview);
        if (!preview) {
            result.put("added", calendars.add(text, BY));
        }
        result.putAll(CalendarYear.of(plan));
        result.put(
                "warnings",
                plan.warnings().stream()
                        .map(each -> Running.text(each.key(), each.args(), each.key()))
                        .toList());
        if (preview) {
            try (Listing listing = new Listing(arguments.get(LIST_FILE))) {
                Moves moves = listing.moves();
                result.putAll(result(pos.whatIf(calendars.under(plan.after()), moves), moves, arguments));
            }
        }
        return result;
    }

    private Map<String, Object> recount(Map<String, String> arguments) throws IOException {
        boolean preview = arguments.containsKey(PREVIEW);
        try (Listing listing = new Listing(arguments.get(LIST_FILE))) {
            Moves moves = listing.moves();
            Impact impact = preview
                    ? pos.whatIf(pos.regulation(), moves)
                    : pos.recount(Actor.system(), moves, ForkJoinPool.commonPool());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(PREVIEW, preview);
            result.putAll(result(impact, moves, arguments));
            return result;
        }
    }

    private static Map<String, Object> result(Impact impact, Moves moves, Map<String, String> arguments) {
        Map<String, Object> result = new LinkedHashMap<>(Moves.values(impact));
        List<Map<String, Object>> items = new ArrayList<>();
        for (Moved each : moves.first()) {
            items.add(Moves.values(each));
        }
        result.put("items", items);
        String file = arguments.get(LIST_FILE);
        if (file != null) {
            result.put(LIST_FILE, file);
            result.put("listed", moves.listed());
        }
        return result;
    }

    /** The file that all messages are listed in, if one is wanted; it must not be there yet. */
    private final class Listing implements AutoCloseable {
        private final @Nullable Writer writer;

        Listing(@Nullable String file) throws IOException {
            writer = file == null
                    ? null
                    : Files.newBufferedWriter(
                            Path.of(file),
                            StandardCharsets.UTF_8,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE);
        }

        Moves moves() {
            return new Moves(SHOWN, writer, impact -> progress.accept(impact.examined()));
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }
}

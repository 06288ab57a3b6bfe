package feedback.pos.http.command;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.region.CalendarCsv;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the production calendar, and brings in the acts that change it. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        description = "Shows the production calendar, lists its acts, and brings new ones in.",
        subcommands = {CalendarCommand.Show.class, CalendarCommand.ListActs.class, CalendarCommand.Import.class})
@SuppressWarnings("NullAway.Init")
final class CalendarCommand implements Callable<Integer> {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Running.run(spec, () -> {
            throw CommandFault.wrongCall("calendar needs one of: show, list, import");
        });
    }

    /** Shows a year. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a year: the days that are not plain, and how many are worked. Without a base, as it "
                    + "comes with the product.")
    @SuppressWarnings("NullAway.Init")
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Parameters(paramLabel = "YEAR", description = "Such as 2026.")
        private String year;

        @Option(
                names = "--region",
                paramLabel = "CODE",
                description = "RU, or a region such as RU-KRS. Default: the calendar of the base's region.")
        private @Nullable String region;

        @Option(
                names = "--known-on",
                paramLabel = "DATE",
                description = "As it was known on that day, without the acts of later days.")
        private @Nullable String knownOn;

        @Override
        public Integer call() {
            return Running.run(spec, this::show);
        }

        private void show() throws Exception {
            Map<String, String> arguments = new LinkedHashMap<>();
            arguments.put(CalendarOperations.YEAR, year);
            put(arguments, CalendarOperations.REGION, region);
            put(arguments, CalendarOperations.KNOWN_ON, knownOn);
            Map<String, Object> found = new LinkedHashMap<>(
                    base.isSaidOrThere()
                            ? base.run(CalendarOperations.SHOW, arguments, any -> {})
                            : CalendarOperations.showBuiltIn(arguments));
            Object note = found.remove(CalendarOperations.NOTE);
            if (note != null) {
                output.note(String.valueOf(note));
            }
            output.print(found, CalendarText.year(found));
        }
    }

    /** Lists the acts. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the acts, each with the day since when it is known and the years it gives.")
    @SuppressWarnings("NullAway.Init")
    static final class ListActs implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Override
        public Integer call() {
            return Running.run(spec, this::list);
        }

        private void list() throws Exception {
            Map<String, Object> found = base.isSaidOrThere()
                    ? base.run(CalendarOperations.LIST, Map.of(), any -> {})
                    : CalendarOperations.list(List.of());
            output.print(found, CalendarText.acts(found));
        }
    }

    /** Brings acts in. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Brings acts on calendars in, or with --preview says what that would change.",
                "Dates of open messages stay as they are until «recount» counts them anew."
            })
    @SuppressWarnings("NullAway.Init")
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private BaseOptions base;

        @Mixin
        private Output output;

        @Parameters(
                paramLabel = "FILE",
                description = "Acts as docs/calendar-files.md describes them, or a CSV table with the columns date and "
                        + "type, and perhaps name and movedFrom.")
        private Path file;

        @Option(
                names = "--known",
                paramLabel = "DATE",
                description = "For a table: since when the act is known. Default: today.")
        private @Nullable String known;

        @Option(names = "--act", paramLabel = "TEXT", description = "For a table: what the act is called.")
        private @Nullable String act;

        @Option(
                names = "--calendar",
                paramLabel = "ID",
                description = "For a table: RU, or a region such as RU-KRS. Default: RU.")
        private @Nullable String calendar;

        @Option(names = "--preview", description = "Change nothing; say what would change, open messages included.")
        private boolean preview;

        @Option(
                names = "--list",
                paramLabel = "OUT",
                description = "With --preview: a CSV file to list all messages in whose date would move.")
        private @Nullable Path list;

        @Override
        public Integer call() {
            return Running.run(spec, this::bring);
        }

        private void bring() throws Exception {
            if (list != null && !preview) {
                throw CommandFault.wrongCall("--list goes with --preview: an import alone moves no message");
            }
            Map<String, String> arguments = new LinkedHashMap<>();
            arguments.put(CalendarOperations.TEXT, text());
            if (preview) {
                arguments.put(CalendarOperations.PREVIEW, "true");
            }
            RecountCommand.putList(arguments, list);
            Map<String, Object> result =
                    base.run(CalendarOperations.IMPORT, arguments, RecountCommand.progress(output));
            output.print(result, CalendarText.plan(result));
            if (!preview) {
                output.note(
                        "Open messages keep their dates; «recount --preview» says which would move, «recount» moves them.");
            }
        }

        private String text() throws CommandFault, IOException {
            String text = read();
            if (CalendarCsv.isTable(text)) {
                String id = CalendarOperations.id(
                        calendar == null ? Map.of() : Map.of(CalendarOperations.REGION, calendar), CalendarBook.RUSSIA);
                return CalendarCsv.toText(text, id, known(), act == null ? "" : act);
            }
            if (known != null || act != null || calendar != null) {
                throw CommandFault.wrongCall(
                        "--known, --act and --calendar are for tables; a file of acts says it itself");
            }
            return text;
        }

        private LocalDate known() throws CommandFault {
            try {
                return known == null ? LocalDate.now(Clock.system(MOSCOW)) : LocalDate.parse(known);
            } catch (DateTimeException e) {
                throw CommandFault.wrongCall("--known: " + known + " is no date such as 2026-09-24");
            }
        }

        private String read() throws CommandFault, IOException {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                throw CommandFault.failed(file + " is not UTF-8");
            }
        }
    }

    private static void put(Map<String, String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.put(name, value);
        }
    }
}

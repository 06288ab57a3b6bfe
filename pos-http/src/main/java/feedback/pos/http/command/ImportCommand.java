package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.http.export.Bringing;
import feedback.pos.http.importing.Columns;
import feedback.pos.http.importing.Dates;
import feedback.pos.http.importing.Importer;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the messages of another system in. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings in the messages of another system from its export, or everything that this program's export wrote.",
            "Restartable: a row is known by the file's name and its id, so what is there already is passed over. "
                    + "Nothing is notified about the past. Rejected rows go to FILE.rejected.csv, with reasons."
        })
@SuppressWarnings("NullAway.Init")
final class ImportCommand implements Callable<Integer> {
    private static final int REJECTS_TOLD = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "FILE",
            description = "A .csv file, also as .csv.gz or .csv.zip; or what export wrote, .jsonl or .jsonl.gz.")
    private Path file;

    @Option(names = "--id", paramLabel = "COL", description = "The row's id in the other system; needed for a .csv.")
    private @Nullable String id;

    @Option(names = "--text", paramLabel = "COL", description = "What was written. Default: the topic's name.")
    private @Nullable String text;

    @Option(names = "--topic", paramLabel = "COL", description = "Name or code of the topic. Blank: detected.")
    private @Nullable String topic;

    @Option(
            names = "--executor",
            paramLabel = "COL",
            description = "Name or id of the organization that answered. Blank: by the routes.")
    private @Nullable String executor;

    @Option(names = "--date", paramLabel = "COL", description = "When it was received. Default: now.")
    private @Nullable String date;

    @Option(names = "--closed", paramLabel = "COL", description = "When it was answered. Blank: still open.")
    private @Nullable String closed;

    @Option(
            names = "--date-format",
            paramLabel = "F",
            description = "How dates are written, such as \"MM/dd/yyyy hh:mm:ss a\". Default: ISO 8601.")
    private @Nullable String dateFormat;

    @Option(names = "--zone", paramLabel = "Z", description = "The zone of the dates. Default: the region's.")
    private @Nullable String zone;

    @Option(names = "--lat", paramLabel = "COL", description = "Degrees north.")
    private @Nullable String lat;

    @Option(names = "--lon", paramLabel = "COL", description = "Degrees east.")
    private @Nullable String lon;

    @Option(
            names = "--create-missing",
            description = "Add topics and organizations that the region does not have, instead of rejecting the row.")
    private boolean createMissing;

    @Option(names = "--limit", paramLabel = "N", description = "Read N rows at most.")
    private @Nullable Long limit;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "How characters are written, such as windows-1251. Default: ${DEFAULT-VALUE}.")
    private Charset encoding;

    @Option(
            names = "--separator",
            paramLabel = "C",
            defaultValue = ",",
            description = "What stands between fields. Default: ${DEFAULT-VALUE}")
    private char separator;

    @Option(names = "--demo", description = "Put the sample region into the base first, if it has none.")
    private boolean demo;

    @Option(
            names = "--calendar-beyond",
            paramLabel = "HOW",
            defaultValue = BaseOptions.BEYOND,
            description = "Outside the calendar's years: fallback or refuse. Default: ${DEFAULT-VALUE}.")
    private CalendarBeyond beyond;

    @Override
    public Integer call() {
        return Running.run(spec, this::bringIn);
    }

    private void bringIn() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw CommandFault.wrongCall("no such file: " + file);
        }
        if (isExport()) {
            bringExport();
            return;
        }
        if (id == null) {
            throw CommandFault.wrongCall("--id: the column with the row's id must be named");
        }
        if (limit != null && limit < 0) {
            throw CommandFault.wrongCall("--limit must not be negative");
        }
        if (!"\n".equals(encoding.decode(encoding.encode("\n")).toString())
                || encoding.encode("\n").remaining() != 1) {
            throw CommandFault.wrongCall("--encoding: files in " + encoding + " cannot be read, only such as UTF-8");
        }
        Columns columns = new Columns(id, text, topic, executor, date, closed, lat, lon);
        try (Storage storage = base.open()) {
            Region region = region(storage);
            Importer.Reading reading = new Importer.Reading(
                    columns, dates(region), encoding, separator, createMissing, limit == null ? Long.MAX_VALUE : limit);
            Pos pos = Pos.under(new RuleStore(storage.records())
                            .over(region.regulation(beyond, new CalendarStore(storage.records()).book())))
                    .storage(storage)
                    .detector(any -> Detection.none())
                    .open();
            ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
            Importer.Result result = new Importer(pos, region, beyond).bring(file, reading, progress);
            progress.done();
            report(result);
        }
    }

    private boolean isExport() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
    }

    private void bringExport() throws Exception {
        boolean isForCsv = Stream.of(id, text, topic, executor, date, closed, dateFormat, zone, lat, lon, limit)
                .anyMatch(Objects::nonNull);
        if (isForCsv || createMissing || demo) {
            throw CommandFault.wrongCall("an export is brought in as it is: options for a .csv do not apply");
        }
        try (Storage storage = base.open()) {
            ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
            int[] told = {0};
            Bringing.Result result = Bringing.bring(file, storage, progress::reached, why -> {
                if (told[0]++ < REJECTS_TOLD) {
                    output.note("rejected: " + why);
                }
            });
            progress.done();
            print(result.read(), result.added(), result.known(), result.rejected());
            if (result.rejected() > 0) {
                throw CommandFault.failed(result.rejected() + " messages of " + file + " were not taken in");
            }
        }
    }

    private void report(Importer.Result result) throws CommandFault {
        if (result.rejects() != null) {
            output.note("rejected rows are in " + result.rejects());
        }
        if (result.detected() > 0) {
            output.note(String.format(
                    Locale.ROOT,
                    "%d of %d topics detected were sure enough to need no person (%.1f %%)",
                    result.sure(),
                    result.detected(),
                    100.0 * result.sure() / result.detected()));
        }
        Map<String, Object> json = counts(result.read(), result.added(), result.known(), result.rejected());
        if (topic == null) {
            json.put("sure", result.sure());
        }
        output.print(json, summary(result.read(), result.added(), result.known(), result.rejected()));
        if (result.damage() != null) {
            throw CommandFault.failed(result.damage().getMessage() + "; what came before was read");
        }
    }

    private void print(long read, long added, long known, long rejected) {
        output.print(counts(read, added, known, rejected), summary(read, added, known, rejected));
    }

    private static String summary(long read, long added, long known, long rejected) {
        return read + " read: " + added + " added, " + known + " known, " + rejected + " rejected";
    }

    private static Map<String, Object> counts(long read, long added, long known, long rejected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("read", read);
        json.put("added", added);
        json.put("known", known);
        json.put("rejected", rejected);
        return json;
    }

    private Region region(Storage storage) {
        RegionStore store = new RegionStore(storage.records());
        if (demo) {
            return DemoSeed.region(storage, Instant.now());
        }
        return store.read().orElseGet(() -> {
            output.note("No region is loaded, so a minimal one is made: one organization, one topic. "
                    + "A real one comes in with: pos-server.jar load DIR");
            Region minimal = Region.minimal();
            return store.replace(minimal, LocalDate.now(minimal.zone()));
        });
    }

    private Dates dates(Region region) throws CommandFault {
        try {
            return new Dates(dateFormat, zone == null ? region.zone() : ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw CommandFault.wrongCall("--zone: unknown zone " + zone);
        } catch (IllegalArgumentException e) {
            throw CommandFault.wrongCall("--date-format: " + e.getMessage());
        }
    }
}

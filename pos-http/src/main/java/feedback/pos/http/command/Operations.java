package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.Pos.Verification;
import feedback.pos.http.Version;
import feedback.pos.http.export.Exporter;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * What is done to a base as a whole: by a command that has it open, or at a command's wish by the server that has. Thread-safe.
 */
final class Operations {
    static final String BACKUP = "backup";
    static final String EXPORT = "export";
    static final String VERIFY = "verify-journal";
    static final String ERASE = "erase";
    static final String REBUILD_SEARCH = "rebuild-search";

    static final String FILE = "file";
    static final String PERSON = "person";

    /** What an export lacks, by its name. */
    static final String LEFT = "left";

    private static final int BUFFER = 1 << 16;

    private final Pos pos;
    private final JdbcStorage storage;
    private final LongConsumer progress;

    /** @param progress is told now and then how many messages were exported or examined */
    Operations(Pos pos, JdbcStorage storage, LongConsumer progress) {
        this.pos = pos;
        this.storage = storage;
        this.progress = progress;
    }

    /** Over a base that no server holds. */
    static Operations on(JdbcStorage storage, LongConsumer progress) {
        return new Operations(platform(storage), storage, progress);
    }

    /** A platform for what needs neither rules nor detector: any region will do where none is loaded. */
    static Pos platform(Storage storage) {
        Region region = new RegionStore(storage.records()).read().orElseGet(Region::minimal);
        return Pos.under(new RuleStore(storage.records())
                        .over(region.regulation(
                                BaseOptions.usualBeyond(), new CalendarStore(storage.records()).book())))
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
    }

    /**
     * Does it.
     *
     * @return what is printed
     */
    Map<String, Object> run(String command, Map<String, String> arguments) throws Exception {
        return switch (command) {
            case BACKUP -> backup(Path.of(argument(arguments, FILE)));
            case EXPORT -> export(Path.of(argument(arguments, FILE)));
            case VERIFY -> verify();
            case ERASE -> erase(argument(arguments, PERSON));
            case REBUILD_SEARCH -> rebuildSearch();
            default -> {
                if (!CalendarOperations.knows(command)) {
                    throw CommandFault.wrongCall("unknown command " + command);
                }
                yield new CalendarOperations(pos, progress).run(command, arguments);
            }
        };
    }

    private static String argument(Map<String, String> arguments, String name) throws CommandFault {
        String value = arguments.get(name);
        if (value == null || value.isBlank()) {
            throw CommandFault.wrongCall(name + ": a value is missing");
        }
        return value;
    }

    private Map<String, Object> backup(Path file) throws IOException {
        storage.backup(file);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(FILE, file.toString());
        result.put("bytes", Files.size(file));
        return result;
    }

    private Map<String, Object> export(Path file) throws IOException {
        OutputStream made = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            Exporter.Result result = exportAndClose(made, file.toString());
            done = true;
            return counts(result);
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Exporter.Result exportAndClose(OutputStream made, String name) throws IOException {
        try (OutputStream out = new BufferedOutputStream(made, BUFFER)) {
            if (!name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
                return export(out);
            }
            try (OutputStream packed = new GZIPOutputStream(out, BUFFER)) {
                return export(packed);
            }
        }
    }

    /** Writes everything to a stream. */
    Exporter.Result export(OutputStream out) throws IOException {
        return Exporter.write(storage, out, pos.now(), Version.program(), progress);
    }

    static Map<String, Object> counts(Exporter.Result result) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("records", result.records());
        counts.put("messages", result.messages());
        counts.put("entries", result.entries());
        counts.put(LEFT, result.left());
        return counts;
    }

    private Map<String, Object> verify() {
        Verification found = pos.verify();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ok", found.ok());
        result.put("messages", found.messages());
        result.put("entries", found.entries());
        if (!found.ok()) {
            result.put("faults", found.faults());
        }
        return result;
    }

    private Map<String, Object> rebuildSearch() {
        storage.rebuildSearch();
        pos.people().rebuildNames();
        return Map.of("ok", true);
    }

    private Map<String, Object> erase(String person) {
        int messages = pos.erase(person);
        new RegionStore(storage.records()).peopleChanged();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(PERSON, person);
        result.put("messages", messages);
        return result;
    }
}

package feedback.pos.http.command;

import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which base a command works on. */
@SuppressWarnings("NullAway.Init")
final class BaseOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:POS_DATA:-pos-data}",
            description = "The folder of the embedded base. Default: ${DEFAULT-VALUE}.")
    private Path data;

    /** Opens the base, a new one if there is none. */
    JdbcStorage open() throws CommandFault {
        checkFolder();
        try {
            return JdbcStorage.embedded(data);
        } catch (JdbcStorage.InUseException e) {
            throw CommandFault.wrongCall(
                    "the base in " + data + " is held by a running server or command; stop it first");
        } catch (UncheckedIOException e) {
            throw CommandFault.wrongCall("the base in " + data + " cannot be opened: " + e.getCause());
        }
    }

    /** Opens the base, which must be there. */
    JdbcStorage openExisting() throws CommandFault, IOException {
        if (!isThere()) {
            throw CommandFault.wrongCall("there is no base in " + data);
        }
        return open();
    }

    boolean isThere() throws CommandFault, IOException {
        checkFolder();
        if (!Files.isDirectory(data)) {
            return false;
        }
        try (Stream<Path> files = Files.list(data)) {
            return files.anyMatch(each -> !each.getFileName().toString().endsWith(".lock"));
        }
    }

    private void checkFolder() throws CommandFault {
        if (data.toString().isBlank()) {
            throw CommandFault.wrongCall("--data: a value is missing");
        }
    }

    Path folder() {
        return data;
    }

    /** The region of the base, which must have one. */
    static Region region(Storage storage) throws CommandFault {
        return new RegionStore(storage.records())
                .read()
                .orElseThrow(() -> CommandFault.wrongCall(
                        "no region is loaded; load one first: pos-server.jar load DIR, or load --demo"));
    }

    /** What holds where a command does not say: as the server does. */
    static final String BEYOND = "fallback";

    static CalendarBeyond usualBeyond() {
        return CalendarBeyond.FALLBACK;
    }
}

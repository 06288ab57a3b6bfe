package feedback.pos.http.command;

import feedback.pos.http.base.Place;
import feedback.pos.http.base.Place.HeldException;
import feedback.pos.http.base.Place.UnusableException;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which base a command works on. What stands on the command line wins over the environment. */
@SuppressWarnings("NullAway.Init")
final class BaseOptions {
    private static final String USUAL = "pos-data";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the embedded base; also POS_DATA. Default: " + USUAL + ".")
    private @Nullable String data;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "A PostgreSQL server in place of the embedded base, such as jdbc:postgresql://host/base; "
                    + "also POS_DB, with POS_DB_USER and POS_DB_PASSWORD.")
    private @Nullable String db;

    /** Where the base is. */
    Place place() throws CommandFault {
        boolean isSaid = isSaid();
        String folder = isSaid ? data : environment("POS_DATA");
        String address = isSaid ? db : environment("POS_DB");
        if (folder != null && address != null) {
            throw CommandFault.wrongCall("--db and --data exclude each other");
        }
        try {
            if (address != null) {
                checkValue("--db", address);
                return Place.database(address, environment("POS_DB_USER"), environment("POS_DB_PASSWORD"));
            }
            String named = folder == null ? USUAL : folder;
            checkValue("--data", named);
            return Place.folder(Path.of(named));
        } catch (UnusableException e) {
            throw CommandFault.wrongCall(String.valueOf(e.getMessage()));
        } catch (InvalidPathException e) {
            throw CommandFault.wrongCall("--data: " + folder + " is no path");
        }
    }

    private static @Nullable String environment(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static void checkValue(String option, String value) throws CommandFault {
        if (value.isBlank()) {
            throw CommandFault.wrongCall(option + ": a value is missing");
        }
    }

    /** Opens the base, a new one if there is none. */
    JdbcStorage open() throws CommandFault {
        try {
            return place().open();
        } catch (UnusableException e) {
            throw CommandFault.wrongCall(String.valueOf(e.getMessage()));
        }
    }

    /** Opens the base, which must be there. */
    JdbcStorage openExisting() throws CommandFault, IOException {
        if (!isThere()) {
            throw CommandFault.wrongCall("there is no base in " + place());
        }
        return open();
    }

    /**
     * Does something to the base as a whole, or lets the server do it that holds the base.
     *
     * @param progress is told now and then how many messages were exported
     */
    Map<String, Object> run(String command, Map<String, String> arguments, LongConsumer progress) throws Exception {
        if (!isThere()) {
            throw CommandFault.wrongCall("there is no base in " + place());
        }
        try (JdbcStorage storage = place().open()) {
            return Operations.on(storage, progress).run(command, arguments);
        } catch (UnusableException e) {
            return ask(e, command, arguments);
        }
    }

    /** Asks the server that holds the base, if that is what the matter is. */
    Map<String, Object> ask(UnusableException why, String command, Map<String, String> arguments)
            throws CommandFault, IOException {
        Map<String, Object> result =
                why instanceof HeldException ? RunningServer.ask(place().folder(), command, arguments) : null;
        if (result == null) {
            throw CommandFault.wrongCall(String.valueOf(why.getMessage()));
        }
        return result;
    }

    /** Whether a base was named, or is where one is looked for if none is. */
    boolean isSaidOrThere() throws CommandFault, IOException {
        return isSaid() || isThere();
    }

    /** Whether a base was named on the command line. */
    boolean isSaid() {
        return data != null || db != null;
    }

    /** A database server is there, or opening it says that it is not. */
    boolean isThere() throws CommandFault, IOException {
        Place place = place();
        if (place.isShared()) {
            return true;
        }
        if (!Files.isDirectory(place.folder())) {
            return false;
        }
        try (Stream<Path> files = Files.list(place.folder())) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .anyMatch(each -> !each.endsWith(".lock") && !each.endsWith(".sock"));
        }
    }

    /** The folder of the embedded base, for what is done with files. */
    Path folder(String command) throws CommandFault {
        Place place = place();
        if (place.isShared()) {
            throw CommandFault.wrongCall(
                    command + ": PostgreSQL is backed up and restored by its own tools, pg_dump or a "
                            + "base backup; docs/operations.md says how");
        }
        return place.folder();
    }

    /** The region of the base, which must have one. */
    static Region region(Storage storage) throws CommandFault {
        return new RegionStore(storage.records())
                .read()
                .orElseThrow(() -> CommandFault.wrongCall(
                        "no region is loaded; load one first: pos-server.jar load DIR, or load --demo"));
    }

    /** The rules of the base's region, which must have one, under the calendars of the base. */
    static Regulation regulation(Storage storage, CalendarBeyond beyond) throws CommandFault {
        return new RuleStore(storage.records())
                .over(region(storage).regulation(beyond, new CalendarStore(storage.records()).book()));
    }

    /** What holds where a command does not say: as the server does. */
    static final String BEYOND = "fallback";

    static CalendarBeyond usualBeyond() {
        return CalendarBeyond.FALLBACK;
    }
}

package feedback.pos.http.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the dates of open messages anew under the rules in force. */
@Command(
        name = "recount",
        mixinStandardHelpOptions = true,
        description = {
            "Counts the dates of all open messages anew under the rules in force: after «calendar import», or after",
            "«load» with other terms. May be cut off and done again."
        })
@SuppressWarnings("NullAway.Init")
final class RecountCommand implements Callable<Integer> {
    private static final long EVERY = 2_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(names = "--preview", description = "Change nothing; say which messages would move.")
    private boolean preview;

    @Option(
            names = "--list",
            paramLabel = "OUT",
            description = "A CSV file to list all messages in whose date moves; it must not be there yet.")
    private @Nullable Path list;

    @Override
    public Integer call() {
        return Running.run(spec, this::count);
    }

    private void count() throws Exception {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (preview) {
            arguments.put(CalendarOperations.PREVIEW, "true");
        }
        putList(arguments, list);
        Map<String, Object> result = base.run(CalendarOperations.RECOUNT, arguments, progress(output));
        output.print(result, CalendarText.moves(result));
    }

    /** The server that may write it has another working folder. */
    static void putList(Map<String, String> arguments, @Nullable Path list) throws CommandFault {
        if (list == null) {
            return;
        }
        if (Files.exists(list)) {
            throw CommandFault.wrongCall(list + " is there already");
        }
        Path beside = list.toAbsolutePath().getParent();
        if (beside == null || !Files.isDirectory(beside)) {
            throw CommandFault.wrongCall("no such folder: " + beside);
        }
        arguments.put(CalendarOperations.LIST_FILE, list.toAbsolutePath().toString());
    }

    /** A line on standard error now and then. */
    static LongConsumer progress(Output output) {
        long[] shown = {System.nanoTime()};
        return examined -> {
            long now = System.nanoTime();
            if (now - shown[0] > EVERY) {
                shown[0] = now;
                output.note(examined + " messages examined");
            }
        };
    }
}

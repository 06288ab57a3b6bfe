package feedback.pos.http.command;

import feedback.pos.http.base.Place.UnusableException;
import feedback.pos.jdbc.JdbcStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes everything into one file of JSON lines, also while a server works on the base. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes everything into one file of JSON lines, which import brings into another base.",
            "All of it as it stands at one moment, also while a server goes on working."
        })
@SuppressWarnings("NullAway.Init")
final class ExportCommand implements Callable<Integer> {
    private static final String STDOUT = "-";
    private static final long EVERY = 5_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "FILE",
            description = "The file to write, which must not be there yet; .gz packs it; - is standard output.")
    private String file;

    private long shown = System.nanoTime();

    @Override
    public Integer call() {
        return Running.run(spec, this::export);
    }

    private void export() throws Exception {
        if (file.equals(STDOUT)) {
            Map<String, Object> counts = toStandardOutput();
            // Standard output is taken
            output.note(text(counts));
            tellLeft(counts);
            return;
        }
        Path path = Path.of(file);
        if (Files.exists(path)) {
            throw CommandFault.wrongCall(file + " is there already");
        }
        Path beside = path.toAbsolutePath().getParent();
        if (beside == null || !Files.isDirectory(beside)) {
            throw CommandFault.wrongCall("no such folder: " + beside);
        }
        Map<String, Object> counts = base.run(
                Operations.EXPORT, Map.of(Operations.FILE, path.toAbsolutePath().toString()), this::progress);
        output.print(counts, text(counts));
        tellLeft(counts);
    }

    private Map<String, Object> toStandardOutput() throws Exception {
        if (!base.isThere()) {
            throw CommandFault.wrongCall("there is no base in " + base.place());
        }
        try (JdbcStorage storage = base.place().open()) {
            OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
            return Operations.counts(Operations.on(storage, this::progress).export(out));
        } catch (UnusableException e) {
            return throughFile(e);
        }
    }

    /** A server that holds the base writes files only. */
    private Map<String, Object> throughFile(UnusableException why) throws CommandFault, IOException {
        Path folder = Files.createTempDirectory("pos-export");
        Path between = folder.resolve("export.jsonl");
        try {
            Map<String, Object> counts = base.ask(why, Operations.EXPORT, Map.of(Operations.FILE, between.toString()));
            Files.copy(between, System.out);
            System.out.flush();
            return counts;
        } finally {
            Files.deleteIfExists(between);
            Files.delete(folder);
        }
    }

    private void progress(long messages) {
        long now = System.nanoTime();
        if (now - shown > EVERY) {
            shown = now;
            output.note(messages + " messages");
        }
    }

    private void tellLeft(Map<String, Object> counts) {
        if (counts.get(Operations.LEFT) instanceof Map<?, ?> left && !left.isEmpty()) {
            String all = left.entrySet().stream()
                    .map(each -> each.getValue() + " " + each.getKey())
                    .collect(Collectors.joining(", "));
            output.note("NOT exported, since they cannot be brought into another base yet: " + all);
        }
    }

    private static String text(Map<String, Object> counts) {
        return "exported " + counts.get("records") + " records, " + counts.get("messages") + " messages, "
                + counts.get("entries") + " entries";
    }
}

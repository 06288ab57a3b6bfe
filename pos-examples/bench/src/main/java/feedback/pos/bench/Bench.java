package feedback.pos.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. They print what they find and judge nothing. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures POS beside its limit or its peers, in one run and in turns.",
        footerHeading = "%nBenchmarks:%n",
        sortOptions = false)
@SuppressWarnings("NullAway.Init")
public final class Bench implements Callable<Integer> {
    private static final Map<String, Benchmark> BUILT = Collections.unmodifiableMap(all());

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Which benchmark.")
    private String name;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long is measured in all, warming up and preparing aside. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "How many things there are; each benchmark has a default.")
    private int size;

    @Option(
            names = "--db",
            paramLabel = "DB",
            defaultValue = "hsqldb",
            description = "hsqldb or postgresql, for those that use one. Default: ${DEFAULT-VALUE}.")
    private String db;

    @Option(
            names = "--file",
            paramLabel = "CSV",
            description = "For classify: learn and ask from this file (.csv or .csv.gz) instead of generated texts.")
    private @Nullable Path file;

    @Option(names = "--text", paramLabel = "COL", description = "The file's column with the text.")
    private @Nullable String text;

    @Option(
            names = "--plans",
            description =
                    "For scale on postgresql: how the database finds what is looked for (EXPLAIN), on standard error.")
    private boolean plans;

    @Option(names = "--label", paramLabel = "COL", description = "The file's column with the topic.")
    private @Nullable String label;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "For scale: keep the filled bases in this folder, and take those that are there.")
    private @Nullable Path kept;

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> built = new LinkedHashMap<>();
        built.put("intake", new IntakeBenchmark());
        built.put("lifecycle", new LifecycleBenchmark());
        built.put("sweep", new SweepBenchmark());
        built.put("recount", new RecountBenchmark());
        built.put("votes", new VotesBenchmark());
        built.put("worklist", new WorklistBenchmark());
        built.put("heat", new HeatBenchmark());
        built.put("scale", new ScaleBenchmark());
        built.put("classify", new ClassifyBenchmark());
        built.put("deadline", new DeadlineBenchmark());
        return built;
    }

    /** Measures what the arguments name, and ends the process: 0 measured, 1 failed, 2 wrong call. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Bench());
        line.getCommandSpec().usageMessage().footer(names());
        // One line, without the usage: it says all there is to say
        line.setParameterExceptionHandler((wrong, args) -> {
            PrintWriter err = wrong.getCommandLine().getErr();
            err.println(wrong.getMessage());
            err.flush();
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    /** The benchmarks that can be run, by name. */
    static Map<String, Benchmark> built() {
        return BUILT;
    }

    private static String[] names() {
        Map<String, String> names = new LinkedHashMap<>();
        BUILT.forEach((name, benchmark) -> names.put(name, benchmark.about()));
        return names.entrySet().stream()
                .map(each -> String.format("  %-10s %s", each.getKey(), each.getValue()))
                .toArray(String[]::new);
    }

    @Override
    public Integer call() throws Exception {
        Benchmark benchmark = benchmark();
        Path folder = kept == null ? Files.createTempDirectory("pos-bench") : Files.createDirectories(kept);
        try {
            Result result = benchmark.run(new Plan(seconds, size, folder, kind(), labelled(), plans));
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? new JsonMapper().writeValueAsString(result.json()) : result.text());
            out.flush();
            return CommandLine.ExitCode.OK;
        } finally {
            if (kept == null) {
                Folders.delete(folder);
            }
        }
    }

    private Benchmark benchmark() {
        Benchmark benchmark = BUILT.get(name);
        if (benchmark == null) {
            throw wrong("there is no benchmark " + name + "; there are " + String.join(", ", BUILT.keySet()));
        }
        if (seconds < 1 || seconds > 3600) {
            throw wrong("--seconds must be 1 to 3600, not " + seconds);
        }
        if (kept != null && !name.equals("scale")) {
            throw wrong("--keep is for scale; the others begin with empty bases");
        }
        if (size < 0 || size > 100_000_000) {
            throw wrong("--size must be 1 to 100000000, not " + size);
        }
        return benchmark;
    }

    private Bases.Kind kind() {
        return switch (db) {
            case "hsqldb" -> Bases.Kind.HSQLDB;
            case "postgresql" -> Bases.Kind.POSTGRESQL;
            default -> throw wrong("there is no database " + db + "; there are hsqldb, postgresql");
        };
    }

    private @Nullable LabelledFile labelled() {
        if (file == null) {
            return null;
        }
        if (text == null || label == null) {
            throw wrong("--file needs --text and --label, the names of its columns");
        }
        if (!Files.isRegularFile(file)) {
            throw wrong("no such file: " + file);
        }
        return new LabelledFile(file, text, label);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}

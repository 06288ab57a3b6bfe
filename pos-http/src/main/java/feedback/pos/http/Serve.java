package feedback.pos.http;

import feedback.pos.http.Configuration.Unfit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs the server; the default command.",
        footer = {
            "",
            "Each option can also stand in the environment (POS_PORT=8080) or in the file of --config (port=8080);",
            "only there: db-user, db-password, jwt-keys (a JWK set: file or https address), jwt-issuer, jwt-audience,",
            "cors-origins, body-limit (bytes), rate-limits (off, or submit=30/PT1M,act=…,read=…,anonymous=…),",
            "behind-proxy (true: the client's address stands in X-Forwarded-For), learn-decisions, learn-hours,",
            "learn-messages, learn-held-out (when topics are learned anew, and from what), poll-secret (goes into the",
            "keys by which voters are known; the same on all nodes, 16 characters or more)."
        })
@SuppressWarnings("NullAway.Init")
public final class Serve implements Callable<Integer> {
    private static final int WRONG_CALL = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--demo",
            description = "Seeds a sample region, opens the demo's tokens and clock; on this machine only.")
    private boolean demo;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on. Default: 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The port to listen on, 0 for any. Default: 8080.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the embedded base. Default: pos-data; with --demo a temporary one.")
    private @Nullable String data;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "A PostgreSQL server in place of the embedded base, such as jdbc:postgresql://host/base.")
    private @Nullable String db;

    @Option(names = "--config", paramLabel = "FILE", description = "A file of settings.")
    private @Nullable Path config;

    @Option(
            names = "--calendar-beyond",
            paramLabel = "fallback|refuse",
            description = "What holds beyond the decreed years of the calendar. Default: fallback.")
    private @Nullable String beyond;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            Server server = new Server(Configuration.of(options(), System.getenv(), config));
            // Before it starts: it may be told to stop while it does
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                stopped.countDown();
                            },
                            "pos-stop"));
            server.start();
            spec.commandLine().getOut().println("ready " + server.address() + " in " + millisSinceLaunch() + " ms");
            spec.commandLine().getOut().flush();
        } catch (Unfit e) {
            spec.commandLine().getErr().println(e.getMessage());
            return WRONG_CALL;
        }
        stopped.await();
        return 0;
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (demo) {
            options.put("demo", "true");
        }
        put(options, "host", host);
        put(options, "port", port == null ? null : port.toString());
        put(options, "data", data);
        put(options, "db", db);
        put(options, "calendar-beyond", beyond);
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    /** Since the process began, the virtual machine's own start included. */
    private static long millisSinceLaunch() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis())
                .orElse(0L);
    }
}

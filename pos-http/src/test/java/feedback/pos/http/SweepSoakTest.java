package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.store.Held;
import feedback.pos.testkit.HandClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes sweep and tell on one PostgreSQL, and now the one, now the other, now the server is killed as by
 * {@code kill -9} in the middle of it and started again. Whatever time brings a message happens once all the same. 2,000
 * messages, or as many as {@code -Dpos.soak.due} says.
 */
class SweepSoakTest {
    private static final int DUE = Integer.getInteger("pos.soak.due", 2_000);
    private static final int KILLS = Integer.getInteger("pos.soak.kills", 6 + DUE / 2_000);
    private static final long SEED = Long.getLong("pos.soak.seed", 20261125L);
    private static final int NODES = 2;

    /** Of so many kills one is the server's, which takes longest to come back. */
    private static final int OF_THE_SERVER = 5;

    /** How long after a step it may be until the kill: longer than most take. */
    private static final int MILLIS = 40;

    private static final int PATIENCE_SECONDS = 120 + DUE / 100;
    private static final int PAGE = 500;

    /** Nobody but the base itself can say what was ever put into the outbox: what was told is struck off. */
    private static final String REMEMBER = """
            CREATE TABLE ever_put (message UUID, told TEXT);
            CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO ever_put SELECT message, version || ' ' || fact || ' ' || recipient_role FROM put;
            RETURN NULL; END $$;
            CREATE TRIGGER remember AFTER INSERT ON pos_outbox REFERENCING NEW TABLE AS put
            FOR EACH STATEMENT EXECUTE FUNCTION remember();
            """;

    private final Random random = new Random(SEED);
    private final Semaphore steps = new Semaphore(0);
    private final List<Node> nodes = new ArrayList<>();
    private int starts;
    private int killed;

    @TempDir
    Path folder;

    @Test
    void whatever_is_killed_each_step_of_time_happens_once_and_is_told() throws Exception {
        Map<String, LateMessages.Fate> fates = LateMessages.fates(LateMessages.MOMENTS);
        // A node may be ahead of another, and what it does at once must be what they do one by one
        assertThat(LateMessages.fates(
                        LateMessages.MOMENTS.subList(LateMessages.MOMENTS.size() - 1, LateMessages.MOMENTS.size())))
                .isEqualTo(fates);
        try (KillablePostgres database = new KillablePostgres(folder)) {
            String url = database.url();
            try (JdbcStorage storage = JdbcStorage.postgresql(url, null, null)) {
                LateMessages.fill(storage, DUE);
            }
            execute(url, REMEMBER);
            long began = System.nanoTime();
            for (int node = 0; node < NODES; node++) {
                nodes.add(start(url, LateMessages.MOMENTS));
            }
            killAtRandom(database);
            for (Node node : nodes) {
                node.awaitDone();
            }
            nodes.add(start(url, List.of(LateMessages.AFTERWARDS)));
            nodes.get(NODES).awaitDone();
            long took = System.nanoTime() - began;
            check(url, fates);
            System.out.printf("%d kills while %d messages were swept in %d s%n", killed, DUE, took / 1_000_000_000);
        } finally {
            nodes.forEach(Node::kill);
        }
    }

    private void killAtRandom(KillablePostgres database) throws Exception {
        // Measured: nearly as many steps as messages are taken in all, and the last third is to go on in peace
        int stepsEach = Math.max(2, DUE * 3 / 5 / KILLS);
        for (int kill = 0; kill < KILLS && !allDone(); kill++) {
            awaitSteps(1 + random.nextInt(2 * stepsEach));
            int victim = random.nextInt(NODES);
            boolean theServer = random.nextInt(OF_THE_SERVER) == 0;
            // At the step itself, or anywhere in what follows it
            int later = random.nextBoolean() ? 0 : random.nextInt(MILLIS);
            if (nodes.get(victim).process().waitFor(later, TimeUnit.MILLISECONDS)) {
                victim = (victim + 1) % NODES;
            }
            if (theServer) {
                database.kill();
                database.startAgain();
                killed++;
            } else if (nodes.get(victim).process().isAlive()) {
                nodes.get(victim).kill();
                nodes.set(victim, start(database.url(), LateMessages.MOMENTS));
                killed++;
            }
        }
        assertThat(killed).as("kills before all was done").isGreaterThan(KILLS / 2);
    }

    private boolean allDone() {
        return nodes.stream().noneMatch(node -> node.process().isAlive());
    }

    /** Until so many more steps were taken by whomever: the moment of a kill depends on nothing else. */
    private void awaitSteps(int more) throws InterruptedException {
        steps.drainPermits();
        assertThat(steps.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS) || allDone())
                .as("nothing is done any more; see the log in " + folder)
                .isTrue();
    }

    /** A process that sweeps, and who listens to it. */
    private record Node(Process process, Thread listener, Path log) {
        void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        void awaitDone() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it comes to an end")
                    .isTrue();
            listener.join();
            assertThat(process.exitValue()).as("see the log in " + log).isZero();
        }
    }

    private Node start(String url, List<Instant> moments) throws IOException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sweeper.class.getName(),
                url,
                folder.resolve("told-" + starts++).toString()));
        moments.forEach(each -> command.add(each.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Thread listener = new Thread(() -> listen(process), "listener");
        listener.start();
        return new Node(process, listener, log);
    }

    private void listen(Process process) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(line -> steps.release());
        } catch (IOException | UncheckedIOException killed) {
            // In the middle of a line
        }
    }

    private void check(String url, Map<String, LateMessages.Fate> fates) throws Exception {
        Map<UUID, List<String>> put = put(url);
        Map<UUID, List<String>> told = told();
        try (JdbcStorage storage = JdbcStorage.postgresql(url, null, null)) {
            assertThat(storage.outbox().pending(LateMessages.AFTERWARDS, PAGE))
                    .as("may be told, but nobody gets it")
                    .isEmpty();
            int messages = 0;
            @Nullable UUID after = null;
            List<Held> page;
            do {
                page = storage.messages().everything(after, PAGE);
                for (Held each : page) {
                    check(each, fates.get(LateMessages.kind(each.message())), put, told);
                    after = each.message().id();
                    messages++;
                }
            } while (page.size() == PAGE);
            assertThat(messages).isGreaterThanOrEqualTo(DUE);
            assertThat(put).as("messages that nobody knows").isEmpty();
            Instant end = LateMessages.AFTERWARDS;
            assertThat(storage.messages().due(end, null, PAGE)).as("still due").isEmpty();
            assertThat(LateMessages.open(storage, HandClock.at(end.toString()))
                            .verify()
                            .faults())
                    .isEmpty();
        }
    }

    private static void check(
            Held held, LateMessages.Fate fate, Map<UUID, List<String>> put, Map<UUID, List<String>> told) {
        Message message = held.message();
        assertThat(LateMessages.linesAfter(fate.begun(), held.journal()))
                .as("what time did to %s", message.submission().text())
                .containsExactlyElementsOf(fate.lines());
        List<String> once = put.getOrDefault(message.id(), List.of());
        put.remove(message.id());
        assertThat(once)
                .as("what was put into the outbox of %s", message.submission().text())
                .containsExactlyInAnyOrderElementsOf(fate.told());
        assertThat(told.getOrDefault(message.id(), List.of()))
                .as("what was told of %s", message.submission().text())
                .containsAll(fate.told())
                .isSubsetOf(fate.told());
        assertThat(held.tidings()).as("never struck off").isEmpty();
    }

    private static Map<UUID, List<String>> put(String url) throws SQLException {
        Map<UUID, List<String>> put = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT message, told FROM ever_put")) {
            while (rows.next()) {
                put.computeIfAbsent(rows.getObject(1, UUID.class), any -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return put;
    }

    /** By all processes there were; of a line that a kill cut off nothing is believed. */
    private Map<UUID, List<String>> told() throws IOException {
        Map<UUID, List<String>> told = new HashMap<>();
        for (int start = 0; start < starts; start++) {
            Path file = folder.resolve("told-" + start);
            String text = Files.exists(file) ? Files.readString(file) : "";
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
                String[] parts = line.split(" ", 2);
                told.computeIfAbsent(UUID.fromString(parts[0]), any -> new ArrayList<>())
                        .add(parts[1]);
            });
        }
        return told;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

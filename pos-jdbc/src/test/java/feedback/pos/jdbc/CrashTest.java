package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of writing: what it has acknowledged is there, and nothing is half there. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int ROUNDS = 3;

    /** The messages written are dated minute by minute, far beyond today. */
    private static final Instant EVER = Instant.parse("2200-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_has_acknowledged_is_there_once_and_whole() throws Exception {
        Random random = new Random(9);
        Set<Integer> acknowledged = new HashSet<>();
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledged.addAll(writeUntilKilled(round, 20 + random.nextInt(40)));
            try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
                check(storage, acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(60);
    }

    /** Runs the writer until it has acknowledged so many commits, and kills it at whatever it is doing then. */
    private List<Integer> writeUntilKilled(int round, int commits) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> acknowledged = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            for (int seen = 0; seen < commits; seen++) {
                String line = out.readLine();
                assertThat(line)
                        .as("the writer's commit %d in round %d", seen, round)
                        .isNotNull();
                if (seen == 0) {
                    assertThatThrownBy(() -> JdbcStorage.embedded(folder))
                            .isInstanceOf(JdbcStorage.InUseException.class)
                            .hasMessageContaining(folder.toString());
                }
                acknowledged.addAll(numbersIn(line));
            }
            // By its handle: the process itself would close the stream, and with it what is still to be read.
            writer.toHandle().destroyForcibly();
            // What had been acknowledged before the kill and was still on its way counts as well.
            out.lines().filter(line -> line.endsWith(".")).forEach(line -> acknowledged.addAll(numbersIn(line)));
        }
        writer.waitFor();
        return acknowledged;
    }

    private static List<Integer> numbersIn(String line) {
        return List.of(line.replace(".", "").split(" ")).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static void check(Storage storage, Set<Integer> acknowledged) {
        Set<Tiding> told = new HashSet<>(storage.outbox().pending(EVER, 1_000_000));
        Set<Integer> found = new HashSet<>();
        for (Message message : everything(storage)) {
            int n = Integer.parseInt(message.number().substring(2));
            assertThat(found.add(n)).as("once: %d", n).isTrue();
            assertThat(message)
                    .isEqualTo(CrashingWriter.last(n, message.version()).message());
            assertThat(storage.messages().journal(message.id()))
                    .as("the whole journal of %d", n)
                    .isEqualTo(CrashingWriter.journal(n, message.version()));
            for (int version = 1; version <= message.version(); version++) {
                assertThat(told)
                        .containsAll(CrashingWriter.last(n, version).revision().tidings());
            }
        }
        assertThat(found).containsAll(acknowledged);
        // Those with odd numbers were written in one change with the one before.
        found.stream().filter(n -> n % 2 == 1).forEach(n -> assertThat(found).contains(n - 1));
        found.stream().filter(n -> n % 2 == 0).forEach(n -> assertThat(found).contains(n + 1));
        assertThat(told.stream().map(Tiding::message).distinct()).hasSameSizeAs(found);
    }

    private static List<Message> everything(Storage storage) {
        List<Message> all = new ArrayList<>();
        List<Message> page = storage.messages().list(Filter.all(Instant.now()), null, 1000);
        while (!page.isEmpty()) {
            all.addAll(page);
            Position after = Position.of(page.get(page.size() - 1));
            page = storage.messages().list(Filter.all(Instant.now()), after, 1000);
        }
        return all;
    }
}

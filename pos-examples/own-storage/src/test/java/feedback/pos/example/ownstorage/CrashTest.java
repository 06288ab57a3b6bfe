package feedback.pos.example.ownstorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of writing: what it has acknowledged is there, and nothing is half there. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CrashTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void what_a_killed_process_has_acknowledged_is_there_once_and_whole() throws Exception {
        Random random = new Random(4);
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledged.add(writeUntilKilled(round, 10 + random.nextInt(40)));
            try (Storage storage = MvStorage.in(folder.resolve("messages"))) {
                check(Pages.of(storage), acknowledged);
            }
        }
    }

    /** Lets a process acknowledge so many commits, kills it at whatever it is doing then, and says up to where it got. */
    private int writeUntilKilled(int round, int commits) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.resolve("messages").toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            String last = out.readLine();
            assertThatThrownBy(() -> MvStorage.in(folder.resolve("messages"))).isInstanceOf(MVStoreException.class);
            for (int seen = 1; seen < commits; seen++) {
                last = out.readLine();
            }
            // By its handle: the process itself would close the stream, and with it what is still to be read.
            writer.toHandle().destroyForcibly();
            // What had been acknowledged before the kill and was still on its way counts as well.
            for (String line = out.readLine(); line != null && line.endsWith("."); line = out.readLine()) {
                last = line;
            }
            return Integer.parseInt(last.replace(".", ""));
        } finally {
            writer.toHandle().destroyForcibly();
            writer.waitFor();
        }
    }

    private static void check(List<Held> all, List<Integer> acknowledged) {
        List<Integer> found = new ArrayList<>();
        for (Held held : all) {
            Message message = held.message();
            int n = Integer.parseInt(message.number().substring(2));
            found.add(n);
            assertThat(message)
                    .isEqualTo(CrashingWriter.at(n, message.version()).message());
            assertThat(held.journal()).isEqualTo(CrashingWriter.journal(n, message.version()));
            assertThat(held.tidings()).extracting(Tiding::version).hasSize(message.version());
            assertThat(held.wake() == null).isEqualTo(message.version() == 2);
        }
        assertThat(found).doesNotHaveDuplicates();
        for (int round = 1; round <= acknowledged.size(); round++) {
            for (int n = round * CrashingWriter.MOST; n < acknowledged.get(round - 1); n++) {
                assertThat(found).contains(n);
            }
        }
        // Each was written in one change with its neighbour.
        assertThat(found).allSatisfy(n -> assertThat(found).contains(n ^ 1));
    }
}

package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that take ballots are killed at any moment; then every receipt that was given stands in its chain, who has voted has
 * a ballot, and the counters are right. 2 kills on each database, or as many as {@code -Dpos.soak.kills} says.
 */
class VoteSoakTest {
    private static final int KILLS = Integer.getInteger("pos.soak.kills", 2);
    private static final long SEED = Long.getLong("pos.soak.seed", 20261126L);

    private final Random random = new Random(SEED);

    /** Of each person the receipts that were given, all of which must be one. */
    private final Map<Integer, Receipt> receipts = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    void one_of_two_nodes_on_a_server_is_killed() throws Exception {
        String url = Postgres.newBase();
        try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
            storage.ballots().open(VotesOfTwoNodesTest.POLL);
            int first = 0;
            Process other = node(url, first);
            for (int kill = 0; kill < KILLS; kill++) {
                // Both take the votes of the same persons
                Process next = node(url, first);
                killed(other);
                other = next;
                first = receipts.size();
                // The other one goes on: of one moment
                try (Storage still = storage.snapshot()) {
                    VotesOfTwoNodesTest.verify(still.ballots(), List.copyOf(receipts.values()));
                }
            }
            killed(other);
            VotesOfTwoNodesTest.verify(storage.ballots(), List.copyOf(receipts.values()));
        }
        assertThat(receipts).hasSizeGreaterThan(KILLS * 100);
    }

    @Test
    void a_node_on_its_embedded_base_is_killed() throws Exception {
        try (Storage storage = JdbcStorage.embedded(folder)) {
            storage.ballots().open(VotesOfTwoNodesTest.POLL);
        }
        for (int kill = 0; kill < KILLS; kill++) {
            killed(node(folder.toString(), receipts.size()));
            try (Storage storage = JdbcStorage.embedded(folder)) {
                VotesOfTwoNodesTest.verify(storage.ballots(), List.copyOf(receipts.values()));
            }
        }
        assertThat(receipts).hasSizeGreaterThan(KILLS * 100);
    }

    private static Process node(String base, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        VotingNode.class.getName(),
                        base,
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** After some receipts, at whatever it is doing then. */
    private void killed(Process node) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            int enough = 150 + random.nextInt(300);
            for (int seen = 0; seen < enough; seen++) {
                String line = out.readLine();
                assertThat(line).as("receipt %d", seen).isNotNull();
                lines.add(line);
            }
            // By its handle: the process itself would close the stream, and with it what is still to be read
            node.toHandle().destroyForcibly();
            out.lines().forEach(lines::add);
        }
        node.waitFor();
        for (String line : lines) {
            String[] parts = line.split(" ");
            // The last line may be torn
            if (parts.length == 5 && parts[4].equals(".")) {
                Receipt receipt = new Receipt(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3]);
                Receipt before = receipts.putIfAbsent(Integer.parseInt(parts[0]), receipt);
                assertThat(before == null ? receipt : before).isEqualTo(receipt);
            }
        }
    }
}

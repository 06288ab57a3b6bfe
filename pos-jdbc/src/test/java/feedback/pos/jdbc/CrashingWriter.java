package feedback.pos.jdbc;

import feedback.pos.message.Entry;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SampleMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A process that writes pairs of messages until it is killed, and says after each commit what it has written. */
final class CrashingWriter {
    private static final int MOST = 1_000_000;

    private CrashingWriter() {}

    /** @param args the folder, and which run it is */
    public static void main(String[] args) {
        int round = Integer.parseInt(args[1]);
        Random random = new Random(round);
        try (Storage storage = JdbcStorage.embedded(Path.of(args[0]))) {
            int next = round * MOST;
            while (true) {
                int pairs = random.nextBoolean() ? 1 : 1 + random.nextInt(10);
                List<Integer> written = new ArrayList<>();
                List<Change> changes = new ArrayList<>();
                for (int pair = 0; pair < pairs; pair++, next += 2) {
                    changes.add(pair(next, 1));
                    // Some go on at once, in the same list.
                    if (random.nextInt(3) == 0) {
                        changes.add(pair(next, 2));
                    }
                    written.add(next);
                    written.add(next + 1);
                }
                if (!storage.messages().commit(changes).isEmpty()) {
                    throw new IllegalStateException("somebody else writes here");
                }
                System.out.println(written.stream().map(String::valueOf).collect(Collectors.joining(" ")) + ".");
            }
        }
    }

    private static Change pair(int n, int version) {
        return new Change(
                List.of(last(n, version).revision(), last(n + 1, version).revision()));
    }

    /** The message of this number as it is at this version. */
    static SampleMessage last(int n, int version) {
        SampleMessage sample = version == 1
                ? SampleMessage.of(n).text("Яма " + "у школы ".repeat(n % 40))
                : SampleMessage.after(last(n, version - 1).message());
        return sample.telling(Role.APPLICANT, "anna");
    }

    static List<Entry> journal(int n, int versions) {
        List<Entry> journal = new ArrayList<>();
        for (int version = 1; version <= versions; version++) {
            journal.addAll(last(n, version).revision().entries());
        }
        return journal;
    }
}

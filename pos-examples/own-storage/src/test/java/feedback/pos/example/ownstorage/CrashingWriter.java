package feedback.pos.example.ownstorage;

import feedback.pos.message.Entry;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SampleMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A process that writes pairs of messages until it is killed, and says after each commit up to where it has written. */
final class CrashingWriter {
    static final int MOST = 1_000_000;

    private CrashingWriter() {}

    /** @param args the file, and which run it is */
    public static void main(String[] args) {
        int next = Integer.parseInt(args[1]) * MOST;
        Random random = new Random(next);
        try (Storage storage = MvStorage.in(Path.of(args[0]))) {
            while (true) {
                List<Change> changes = new ArrayList<>();
                for (int pairs = 1 + random.nextInt(5); pairs > 0; pairs--, next += 2) {
                    changes.add(pair(next, 1));
                    if (random.nextInt(3) == 0) {
                        changes.add(pair(next, 2));
                    }
                }
                if (!storage.messages().commit(changes).isEmpty()) {
                    throw new IllegalStateException("somebody else writes here");
                }
                System.out.println(next + ".");
            }
        }
    }

    private static Change pair(int n, int version) {
        return new Change(List.of(at(n, version).revision(), at(n + 1, version).revision()));
    }

    /** The message of this number as it is at this version. */
    static SampleMessage at(int n, int version) {
        SampleMessage sample = version == 1
                ? SampleMessage.of(n)
                        .once("once " + n)
                        .wake(SampleMessage.of(n).message().createdAt())
                : SampleMessage.after(at(n, version - 1).message());
        return sample.telling(Role.APPLICANT, "anna");
    }

    static List<Entry> journal(int n, int versions) {
        List<Entry> journal = new ArrayList<>();
        for (int version = 1; version <= versions; version++) {
            journal.addAll(at(n, version).revision().entries());
        }
        return journal;
    }
}

package feedback.pos.example.ownstorage;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SampleMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut within a commit: the disk has some blocks of it and not others, in as far as nobody waited for them. */
class PowerCutTest {
    private static final int BLOCK = 4096;

    private final Random random = new Random(162);

    @TempDir
    Path folder;

    @Test
    void a_commit_of_which_the_disk_has_a_part_is_there_whole_or_not_at_all_and_all_before_it_is_there()
            throws IOException {
        List<Held> expected = new ArrayList<>();
        int kept = 0;
        int commits = 80;
        try (Storage storage = MvStorage.in(folder.resolve("whole"))) {
            byte[] before = Files.readAllBytes(folder.resolve("whole"));
            for (int n = 0; n < commits; n++) {
                storage.messages().commit(changes(n));
                byte[] after = Files.readAllBytes(folder.resolve("whole"));
                Files.write(folder.resolve("torn"), torn(before, after));
                try (Storage torn = MvStorage.in(folder.resolve("torn"))) {
                    List<Held> found = Pages.of(torn);
                    if (!found.equals(expected)) {
                        assertThat(found).as("commit %d", n).isEqualTo(Pages.of(storage));
                        kept++;
                    }
                }
                expected = Pages.of(storage);
                before = after;
            }
        }
        assertThat(kept).isBetween(commits / 10, commits * 9 / 10);
    }

    private static List<Change> changes(int n) {
        SampleMessage sent = SampleMessage.of(n).once("once " + n).telling(Role.APPLICANT, "anna");
        // Most of the file is dead soon, and is written over.
        SampleMessage again = SampleMessage.after(sent.message()).text("Яма ".repeat(n % 7 * 100));
        return List.of(sent.change(), again.change());
    }

    /** The file with a part of a commit: some blocks but the last; or all of these and perhaps it; or perhaps the header. */
    private byte[] torn(byte[] before, byte[] after) {
        byte[] torn = Arrays.copyOf(before, Math.max(before.length, after.length));
        List<Integer> body = new ArrayList<>();
        for (int at = 2 * BLOCK; at < after.length; at += BLOCK) {
            if (!Arrays.equals(torn, at, at + BLOCK, after, at, at + BLOCK)) {
                body.add(at);
            }
        }
        int last = body.remove(body.size() - 1);
        int reached = random.nextInt(3);
        body.forEach(at -> copy(after, at, torn, reached > 0 || random.nextBoolean()));
        copy(after, last, torn, reached == 2 || (reached == 1 && random.nextBoolean()));
        copy(after, 0, torn, reached == 2 && random.nextBoolean());
        copy(after, BLOCK, torn, reached == 2 && random.nextBoolean());
        return torn;
    }

    private static void copy(byte[] after, int at, byte[] torn, boolean isOnDisk) {
        if (isOnDisk) {
            System.arraycopy(after, at, torn, at, BLOCK);
        }
    }
}

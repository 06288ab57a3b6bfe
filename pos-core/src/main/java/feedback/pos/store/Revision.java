package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message's part of a change: the row as it shall be, the lines that the journal gains, when to look at it next, and
 * what is to be told.
 *
 * @param after the message as it shall be; what was submitted, its number and when it was created stay as they were, but for
 *     what redacting takes out of the submission
 * @param expected the version the store must hold; 0 for a message that must not exist yet
 * @param entries versions {@code expected + 1} to {@code after.version()}; empty if only the wake moves
 * @param wake when the sweep shall look at the message next, or null for never
 * @param tidings what goes to the outbox
 * @param redacted lines that take the place of those held under the same versions, because personal data was taken out
 */
public record Revision(
        Message after,
        int expected,
        List<Entry> entries,
        @Nullable Instant wake,
        List<Tiding> tidings,
        List<Entry> redacted) {

    /** @throws IllegalArgumentException if the versions do not add up */
    public Revision {
        entries = List.copyOf(entries);
        tidings = List.copyOf(tidings);
        redacted = List.copyOf(redacted);
        if (expected + entries.size() != after.version()) {
            throw new IllegalArgumentException("version " + after.version() + " does not follow from " + expected
                    + " with " + entries.size() + " entries");
        }
        if (redacted.stream().anyMatch(line -> line.version() > expected)) {
            throw new IllegalArgumentException("only lines that are held can be redacted");
        }
    }

    /** A revision that leaves the lines held as they are. */
    public Revision(Message after, int expected, List<Entry> entries, @Nullable Instant wake, List<Tiding> tidings) {
        this(after, expected, entries, wake, tidings, List.of());
    }
}

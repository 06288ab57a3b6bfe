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
 * @param after the row
 * @param expected the version the store must hold; 0 for a message that must not exist yet
 * @param entries versions {@code expected + 1} to {@code after.version()}; empty if only the wake moves
 * @param wake when the sweep shall look at the message next, or null for never
 * @param tidings what goes to the outbox
 */
public record Revision(
        Message after,
        int expected,
        List<Entry> entries,
        @Nullable Instant wake,
        List<Tiding> tidings) {

    /** @throws IllegalArgumentException if the versions do not add up */
    public Revision {
        entries = List.copyOf(entries);
        tidings = List.copyOf(tidings);
        if (expected + entries.size() != after.version()) {
            throw new IllegalArgumentException("version " + after.version() + " does not follow from " + expected
                    + " with " + entries.size() + " entries");
        }
    }
}

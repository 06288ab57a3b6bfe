package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a storage holds about one message, as it stood at one moment: what brings it into another storage, and what a
 * check of the journal looks at. Nothing in it is checked.
 *
 * @param message the row
 * @param journal every line, from the first
 * @param wake when it wants to be looked at, or null
 * @param tidings what still waits to be told, in order
 */
public record Held(
        Message message, List<Entry> journal, @Nullable Instant wake, List<Tiding> tidings) {
    public Held {
        journal = List.copyOf(journal);
        tidings = List.copyOf(tidings);
    }

    /**
     * The revision that brings it into a storage that does not hold it.
     *
     * @throws IllegalArgumentException if lines of the journal are missing
     */
    public Revision asNew() {
        return new Revision(message, 0, journal, wake, tidings);
    }
}

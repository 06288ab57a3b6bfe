package feedback.pos.deadline;

import feedback.pos.refusal.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the clock of a message stands still: a question to the applicant, a query to another body. It reaches from
 * one instant until another, which no longer belongs to it. Immutable and thread-safe.
 *
 * @param from when the clock stopped
 * @param to when it went on; absent while it still stands
 * @param ground why it stands, for people to read
 * @param by who stopped it, by id; absent where it is not known
 * @param document what it rests on, such as the number and date of a letter; absent where there is none
 */
public record Pause(
        Instant from,
        @Nullable Instant to,
        String ground,
        @Nullable String by,
        @Nullable String document) {

    /** @throws Refusal if it ends before it starts; the field is {@code pauses} */
    public Pause {
        if (to != null && to.isBefore(from)) {
            throw Refusal.field("pauses", "pause.ends-before-start", from, to);
        }
    }

    /** A pause of which only the ground is known. */
    public Pause(Instant from, @Nullable Instant to, String ground) {
        this(from, to, ground, null, null);
    }

    /** Whether the clock still stands. */
    public boolean isOpen() {
        return to == null;
    }

    /** The same pause with another end. */
    public Pause until(Instant end) {
        return new Pause(from, end, ground, by, document);
    }
}

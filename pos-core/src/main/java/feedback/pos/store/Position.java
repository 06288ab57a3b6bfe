package feedback.pos.store;

import feedback.pos.message.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * A place in a list, which runs from the newest message to the oldest. Stays right while messages are added.
 *
 * @param createdAt of the last message seen
 * @param id of the last message seen, deciding between messages of one instant
 */
public record Position(Instant createdAt, UUID id) implements Comparable<Position> {

    /** The place of the message. */
    public static Position of(Message message) {
        return new Position(message.createdAt(), message.id());
    }

    /** Older is less. */
    @Override
    public int compareTo(Position other) {
        int byTime = createdAt.compareTo(other.createdAt);
        return byTime != 0 ? byTime : compare(id, other.id);
    }

    /** Compares as unsigned bytes, as databases do; {@link UUID#compareTo} does not. */
    public static int compare(UUID a, UUID b) {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
}

package feedback.pos.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that wants to be looked at.
 *
 * @param at when
 * @param message which
 */
public record Wake(Instant at, UUID message) implements Comparable<Wake> {
    @Override
    public int compareTo(Wake other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Position.compare(message, other.message);
    }
}

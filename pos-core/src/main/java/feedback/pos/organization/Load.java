package feedback.pos.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an executor has on hand. As it was when it was counted: two decisions at the same moment may go by the same numbers.
 *
 * @param open messages held whose answer is still owed
 * @param given when a message that the executor holds, open or not, was last assigned; null if that is not known
 */
public record Load(int open, @Nullable Instant given) {

    /** Both together. */
    public Load and(Load other) {
        Instant later = given == null || (other.given != null && other.given.isAfter(given)) ? other.given : given;
        return new Load(open + other.open, later);
    }

    /** Of somebody who holds nothing. */
    public static Load none() {
        return new Load(0, null);
    }
}

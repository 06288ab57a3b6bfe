package feedback.pos.deadline;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A new date, told to the applicant. It only ever moves a deadline later. Immutable and thread-safe.
 *
 * @param until the new last day, before it is rolled off a day off
 * @param reason why, for people to read
 * @param by who gave it, by id; absent where it is not known
 * @param document what it rests on; absent where there is none
 */
public record Extension(
        LocalDate until,
        String reason,
        @Nullable String by,
        @Nullable String document) {

    /** A new date of which only the reason is known. */
    public Extension(LocalDate until, String reason) {
        this(until, reason, null, null);
    }
}

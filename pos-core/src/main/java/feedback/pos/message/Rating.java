package feedback.pos.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the applicant thinks of the answer.
 *
 * @param stars 1 to 5; 4 and 5 are good
 * @param reason why, owed for a bad rating
 * @param comment anything more
 * @param at when
 */
public record Rating(
        int stars, @Nullable String reason, @Nullable String comment, Instant at) {}

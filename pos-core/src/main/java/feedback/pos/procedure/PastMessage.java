package feedback.pos.procedure;

import feedback.pos.message.Submission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of another system, in the state it had there.
 *
 * @param submission what the citizen sent; a text of up to 20,000 characters
 * @param source the name of the file or system
 * @param row the id there
 * @param receivedAt when it was received there: the term starts here
 * @param topic the code it had there, or null to have it detected
 * @param organization the body that worked on it, or null to have it routed
 * @param closedAt when it was answered there, or null while it is open
 */
public record PastMessage(
        Submission submission,
        String source,
        String row,
        Instant receivedAt,
        @Nullable String topic,
        @Nullable String organization,
        @Nullable Instant closedAt) {}

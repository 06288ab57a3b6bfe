package feedback.pos.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the citizen is told, once approved.
 *
 * @param outcome how it ended
 * @param text the answer
 * @param attachments ids of files
 * @param executor the person who wrote it
 * @param sentAt when it was approved and sent, or null while it waits for approval
 */
public record Answer(
        Outcome outcome,
        String text,
        List<String> attachments,
        String executor,
        @Nullable Instant sentAt) {
    public Answer {
        attachments = List.copyOf(attachments);
    }
}

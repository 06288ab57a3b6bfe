package feedback.pos.discussion;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a subject is discussed. Immutable and thread-safe.
 *
 * @param organization whose moderators look after it, and who answers
 * @param moderation when they look
 * @param from since when one may write
 * @param until before when one may write, or null for as long as nobody ends it
 * @param shown how many posts are shown, replies too
 */
public record Discussion(
        Subject subject,
        String organization,
        Moderation moderation,
        Instant from,
        @Nullable Instant until,
        int shown) {

    /** When moderators look at a post. */
    public enum Moderation {
        /** Before it is shown. */
        BEFORE,
        /** Once somebody complains; what looks unfit waits all the same. */
        AFTER
    }

    public Discussion {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(moderation, "moderation");
    }

    /** Whether one may write. */
    public boolean isOpen(Instant now) {
        return !from.isAfter(now) && (until == null || until.isAfter(now));
    }

    /** @throws Refusal WRONG_STAGE before it begins, TOO_LATE once it is over */
    public void checkIsOpen(Instant now) {
        if (from.isAfter(now)) {
            throw Refusal.of(Reason.WRONG_STAGE, "discussion.early", from);
        }
        if (!isOpen(now)) {
            throw Refusal.of(Reason.TOO_LATE, "discussion.over");
        }
    }

    /** The same with more posts shown, or fewer. */
    public Discussion plus(int more) {
        return new Discussion(subject, organization, moderation, from, until, shown + more);
    }
}

package feedback.pos.poll;

import feedback.pos.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What somebody hands in.
 *
 * @param way how one comes to the box
 * @param choices JSON: for a vote a list of project ids, or an object of points by project id; for a survey an object of
 *     answers by question
 * @param once a secret of the voter's program, 1 to 200 characters, by which the same ballot sent again is known and answered with the same
 *     receipt; or null
 * @param device what tells one device from another, or null; only a keyed hash of it is kept
 * @param network the same of a network
 */
public record Vote(
        Way way,
        String choices,
        @Nullable String once,
        @Nullable String device,
        @Nullable String network) {
    private static final int LONGEST = 200;

    /** @throws Refusal INVALID_VALUE if the secret is empty or too long, or has control characters */
    public Vote {
        if (once != null
                && (once.isEmpty() || once.length() > LONGEST || once.chars().anyMatch(Character::isISOControl))) {
            throw Refusal.field("once", "poll.textLength", 1, LONGEST);
        }
    }

    /** A ballot of the one who acts. */
    public static Vote of(String choices) {
        return new Vote(new Way.Self(), choices, null, null, null);
    }
}

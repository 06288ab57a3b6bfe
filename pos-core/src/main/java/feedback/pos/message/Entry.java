package feedback.pos.message;

import feedback.pos.organization.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal: a fact as it was written down. Kept to the byte, because the seal covers the bytes.
 *
 * @param message whose life it belongs to
 * @param version its place in that life, from 1
 * @param at when it happened, to the microsecond
 * @param by who did it, by id; empty if the person was erased
 * @param role in which role
 * @param type the fact's name
 * @param body the fact as JSON
 * @param seal a digest over this line and the seal of the one before, so that a changed or removed line shows; at most 100
 *     characters
 * @param digest what the seal covers in place of author and body, if personal data was taken out of them; else null
 */
public record Entry(
        UUID message,
        int version,
        Instant at,
        String by,
        Role role,
        String type,
        String body,
        String seal,
        @Nullable String digest) {

    /** A line as it was first written. */
    public Entry(UUID message, int version, Instant at, String by, Role role, String type, String body, String seal) {
        this(message, version, at, by, role, type, body, seal, null);
    }
}

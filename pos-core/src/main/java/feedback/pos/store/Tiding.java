package feedback.pos.store;

import feedback.pos.organization.Role;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that is to be told to somebody, kept until it was. Identified by message, version and role, so that a
 * recipient who is told twice can notice.
 *
 * @param message what it is about
 * @param version the version of the message it tells of
 * @param at when it happened
 * @param event the fact's name, see {@link feedback.pos.message.Entry#type}
 * @param role {@link Role#APPLICANT} for the citizen, else the officials who are told
 * @param recipient the applicant's person id, else the organization whose officials are told
 * @param notBefore when it may first be told: {@code at} if at once, never before it
 */
public record Tiding(
        UUID message, int version, Instant at, String event, Role role, String recipient, Instant notBefore) {

    /** @throws IllegalArgumentException if it might be told before it happened */
    public Tiding {
        if (notBefore.isBefore(at)) {
            throw new IllegalArgumentException("of " + at + ", and to be told from " + notBefore);
        }
    }

    /** One that may be told at once. */
    public Tiding(UUID message, int version, Instant at, String event, Role role, String recipient) {
        this(message, version, at, event, role, recipient, at);
    }

    /**
     * What is told in order: everything about one message to one recipient. What waits for others waits by itself.
     *
     * @param message what it is about
     * @param role of the recipient
     * @param recipient as in {@link Tiding}
     */
    public record Strand(UUID message, Role role, String recipient) {}

    /** Where it belongs to. */
    public Strand strand() {
        return new Strand(message, role, recipient);
    }
}

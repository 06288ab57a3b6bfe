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
 */
public record Tiding(UUID message, int version, Instant at, String event, Role role, String recipient) {}

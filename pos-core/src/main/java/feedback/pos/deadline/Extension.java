package feedback.pos.deadline;

import java.time.LocalDate;

/**
 * A new date, told to the applicant. It only ever moves a deadline later. Immutable and thread-safe.
 *
 * @param until the new last day, before it is rolled off a day off
 * @param reason why, for people to read
 */
public record Extension(LocalDate until, String reason) {}

package feedback.pos.message;

import java.time.LocalDate;

/**
 * A promise with a date of its own, told to the citizen as an intermediate answer once approved.
 *
 * @param until the new date
 * @param reason why, for the record
 * @param text what the citizen is told
 * @param executor the person who asked for it
 */
public record Postponement(LocalDate until, String reason, String text, String executor) {}

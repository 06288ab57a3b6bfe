package feedback.pos.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * By when a message must be answered, as {@link Deadlines#of} counted it. Immutable and thread-safe.
 *
 * @param start when the message came in
 * @param term how long there is to answer
 * @param zone where days begin and end
 * @param raw the last day, before it is rolled off a day off
 * @param due the last instant, to the second, in which an answer is in time; of a term in days 23:59:59 of the legal day
 * @param control the last day for the authority's own control: worked, and never after the legal one
 * @param pauses when the clock stood
 * @param extensions the new dates given
 */
public record Deadline(
        Instant start,
        Term term,
        ZoneId zone,
        LocalDate raw,
        Instant due,
        LocalDate control,
        List<Pause> pauses,
        List<Extension> extensions) {

    public Deadline {
        pauses = List.copyOf(pauses);
        extensions = List.copyOf(extensions);
    }

    /** The legal last day, in the deadline's zone. */
    public LocalDate dueDay() {
        return LocalDate.ofInstant(due, zone);
    }

    /**
     * Whether the clock stands now, for a pause is open. What the pause will add is not known before it ends, so until then
     * the dates are the earliest ones possible and nobody is late.
     */
    public boolean isPaused() {
        return pauses.stream().anyMatch(Pause::isOpen);
    }

    /** Whether it is too late at an instant: its second lies after {@link #due}, and no pause is open. */
    public boolean isOverdue(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).isAfter(due) && !isPaused();
    }
}

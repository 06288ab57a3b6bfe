package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Instant;
import java.util.List;

/**
 * The rules by which deadlines are counted. Pure: the same course and calendar always give the same deadline, so it is
 * counted anew from the original start whenever something in the course changes.
 *
 * <ol>
 *   <li>The local day of the start, in the zone of the competent organization, is day 0, also when it is a day off, unless
 *       the {@link StartRule} has it begin on the next worked day.
 *   <li>The term is added: calendar days, working days, hours, or working hours.
 *   <li>Pauses: overlapping ones count once; each local midnight at which the clock stood moves the last day by one day, for
 *       terms in working days each such midnight after a worked day by one working day. Terms in hours grow by the time
 *       paused, those in working hours by as much of it as offices were open. A pause that starts after the end of the term moves nothing, and an open one nothing until it is over.
 *   <li>Extensions: the latest of the dates given, if it is later. It was told to the applicant, so pauses do not move it.
 *       A term in hours that is extended ends with the end of that day.
 *   <li>The date so far is the raw one. If it is a day off, the legal date rolls, once, as the policy says, and the control
 *       date rolls backward; neither to before day 0. Terms in hours do not roll.
 *   <li>The legal date is kept until its last second, 23:59:59 in the zone.
 * </ol>
 */
public final class Deadlines {
    private Deadlines() {}

    /**
     * Counts a deadline.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if a date lies outside the calendar and the calendar has no fallback
     */
    public static Deadline of(Course course, WorkCalendar calendar) {
        Deadline plain = PlainCount.of(course, calendar);
        return plain != null ? plain : deadline(course, Counted.of(course, calendar));
    }

    private static Deadline deadline(Course course, Counted counted) {
        return new Deadline(
                course.start(),
                course.term(),
                course.zone(),
                counted.raw(),
                counted.due(),
                counted.control(),
                course.pauses(),
                course.extensions());
    }

    /**
     * When the answer is grossly late: as many terms after the start as the {@link ClockRules#grossFactor()} says, counted
     * on their own, with the same pauses, and as much later as extensions moved the term. Where the calendar has run out
     * weekends and fixed holidays are taken as off, whatever the calendar itself would do: it is an internal date.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the deadline itself lies outside a calendar without fallback
     */
    public static Instant gross(Course course, WorkCalendar calendar) {
        return Counted.of(course, calendar).gross(course, calendar);
    }

    /**
     * Tells how the same deadline comes about, step by step; the last step leads to the legal last day.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if a date lies outside the calendar and the calendar has no fallback
     */
    public static List<Step> explain(Course course, WorkCalendar calendar) {
        return new Explanation(course, Counted.of(course, calendar), calendar).steps();
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * By which day of the term each stage is to be done. Internal dates: being late in a stage warns and escalates, it never moves
 * the legal date. The ready-made budgets are defaults of this product, as no public table exists; a deployment sets its own.
 *
 * <p>Immutable and thread-safe.
 *
 * @param moderation the last day of moderation, counted from the start; for an appeal, of registration
 * @param coordination the last day of routing and assigning; for an appeal, of forwarding
 * @param execution the last day of drafting the answer
 * @param total the last day of approving and sending; all four in days of the term's unit, ascending, 1–3650
 */
public record StageBudget(int moderation, int coordination, int execution, int total) {
    private static final int MOST_DAYS = 3650;

    /** @throws Refusal if the days do not ascend or are out of range; the field is {@code stages} */
    public StageBudget {
        if (moderation < 1
                || coordination < moderation
                || execution < coordination
                || total < execution
                || total > MOST_DAYS) {
            throw Refusal.field("stages", "budget.order", MOST_DAYS, moderation, coordination, execution, total);
        }
    }

    /** Our default for fast-track topics, 10 days. */
    public static StageBudget fastTrack() {
        return new StageBudget(1, 2, 8, 10);
    }

    /** Our default for ordinary messages, 30 days. */
    public static StageBudget ordinary() {
        return new StageBudget(1, 3, 25, 30);
    }

    /** For appeals: to be registered in 3 days, forwarded in 7, considered in 30 (59-ФЗ); the rest is our default. */
    public static StageBudget appeal() {
        return new StageBudget(3, 7, 25, 30);
    }

    /**
     * By when so many days of the budget are used up. Counted as the term is, from the same start and over the same pauses;
     * from {@link #execution} on it moves with extensions as far as the raw date does. It ends with a local day, rolled
     * backward off days off; never before the end of day 0 and never after the legal due. Of a term in hours it is the same
     * share of the hours as the days are of {@link #total}.
     *
     * @param cumulativeDays one of the four numbers of this budget, or any between 1 and {@link #total}
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if a date lies outside the calendar and the calendar has no fallback
     */
    public Instant due(int cumulativeDays, Course course, WorkCalendar calendar) {
        return due(cumulativeDays, Counted.of(course, calendar), course, calendar);
    }

    private Instant due(int cumulativeDays, Counted counted, Course course, WorkCalendar calendar) {
        Instant stage = course.term().unit().isDays()
                ? endOfDay(cumulativeDays, counted, course, calendar)
                : shareOfHours(cumulativeDays, counted, course, calendar);
        return stage.isAfter(counted.due()) ? counted.due() : stage;
    }

    /**
     * By when moderation, coordination and execution are to be over, in this order, each as {@link #due} has it.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if a date lies outside the calendar and the calendar has no fallback
     */
    public List<Instant> dues(Course course, WorkCalendar calendar) {
        Counted counted = Counted.of(course, calendar);
        return List.of(
                due(moderation, counted, course, calendar),
                due(coordination, counted, course, calendar),
                due(execution, counted, course, calendar));
    }

    private Instant endOfDay(int cumulativeDays, Counted counted, Course course, WorkCalendar calendar) {
        // Days after the term are not counted: their end is after the legal due, and may be beyond the calendar
        int days = Math.min(cumulativeDays, course.term().amount());
        LocalDate day = new RunningClock(course, calendar).dayAfter(days);
        if (cumulativeDays >= execution) {
            day = day.plusDays(
                    counted.raw().toEpochDay() - counted.unextendedRaw().toEpochDay());
        }
        return LocalDays.endOf(Counted.roll(Roll.BACKWARD, day, counted.dayZero(), calendar), course.zone());
    }

    private Instant shareOfHours(int cumulativeDays, Counted counted, Course course, WorkCalendar calendar) {
        Duration share = Duration.ofHours(course.term().amount())
                .multipliedBy(Math.min(cumulativeDays, total))
                .dividedBy(total);
        Instant stage = new RunningClock(course, calendar).instantAfter(share);
        return cumulativeDays >= execution
                ? stage.plus(Duration.between(counted.unextendedEnd(), counted.due()))
                : stage;
    }
}

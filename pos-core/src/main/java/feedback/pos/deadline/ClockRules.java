package feedback.pos.deadline;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.refusal.Refusal;

/**
 * How the clock of a message runs, as far as it is not told by the term: choices of the deployment. Immutable and
 * thread-safe.
 *
 * @param start which day is day 0
 * @param roll what happens when the last day is off
 * @param hours when terms in working hours run
 * @param grossFactor how many terms have to be over until an answer is grossly late, 1–20
 */
public record ClockRules(StartRule start, Roll roll, WorkingHours hours, int grossFactor) {
    private static final int MOST = 20;
    private static final ClockRules USUAL =
            new ClockRules(StartRule.DAY_OF_RECEIPT, Roll.FORWARD, WorkingHours.usual(), 3);

    /** @throws Refusal if the factor is out of range; the field is {@code grossFactor} */
    public ClockRules {
        if (grossFactor < 1 || grossFactor > MOST) {
            throw Refusal.field("grossFactor", "gross-factor.range", 1, MOST, grossFactor);
        }
    }

    /** Our defaults: day 0 is the day of receipt, the last day rolls forward, offices are open from 9 to 18, 3 terms. */
    public static ClockRules usual() {
        return USUAL;
    }

    /** The same with another roll. */
    public ClockRules withRoll(Roll other) {
        return new ClockRules(start, other, hours, grossFactor);
    }

    /** The same with another rule for day 0. */
    public ClockRules withStart(StartRule other) {
        return new ClockRules(other, roll, hours, grossFactor);
    }

    /** The same with other working hours. */
    public ClockRules withHours(WorkingHours other) {
        return new ClockRules(start, roll, other, grossFactor);
    }

    /** The same with another factor. */
    public ClockRules withGrossFactor(int other) {
        return new ClockRules(start, roll, hours, other);
    }
}

package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.Locale;

/** Which day is day 0. */
public enum StartRule {
    /** The day of receipt, also when it is off: the default. */
    DAY_OF_RECEIPT {
        @Override
        LocalDate dayZero(LocalDate received, WorkCalendar calendar) {
            return received;
        }
    },
    /** The day of receipt, or the next worked day if that is off. */
    NEXT_WORKING_DAY {
        @Override
        LocalDate dayZero(LocalDate received, WorkCalendar calendar) {
            return calendar.workingOnOrAfter(received);
        }
    };

    abstract LocalDate dayZero(LocalDate received, WorkCalendar calendar);

    /**
     * Reads {@code day-of-receipt} or {@code next-working-day}, in capitals or not.
     *
     * @throws Refusal if it is none of them; the field is {@code startRule}
     */
    public static StartRule parse(String text) {
        for (StartRule rule : values()) {
            if (rule.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return rule;
            }
        }
        throw Refusal.field("startRule", "start-rule.unknown", text.length() > 40 ? text.substring(0, 40) + "…" : text);
    }
}

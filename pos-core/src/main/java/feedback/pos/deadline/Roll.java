package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.Locale;

/** What happens to a term whose last day is off. */
public enum Roll {
    /** It ends on the next worked day: the rule of law and the default. */
    FORWARD {
        @Override
        LocalDate apply(LocalDate day, WorkCalendar calendar) {
            return calendar.workingOnOrAfter(day);
        }
    },
    /** It ends on the last worked day before. */
    BACKWARD {
        @Override
        LocalDate apply(LocalDate day, WorkCalendar calendar) {
            return calendar.workingOnOrBefore(day);
        }
    },
    /** It ends on the day off. */
    KEEP {
        @Override
        LocalDate apply(LocalDate day, WorkCalendar calendar) {
            return day;
        }
    };

    abstract LocalDate apply(LocalDate day, WorkCalendar calendar);

    /**
     * Reads {@code forward}, {@code backward} or {@code keep}, in capitals or not.
     *
     * @throws Refusal if it is none of them; the field is {@code roll}
     */
    public static Roll parse(String text) {
        for (Roll roll : values()) {
            if (roll.name().equals(text.toUpperCase(Locale.ROOT))) {
                return roll;
            }
        }
        throw Refusal.field("roll", "roll.unknown", text.length() > 40 ? text.substring(0, 40) + "…" : text);
    }
}

package feedback.pos.deadline;

import feedback.pos.refusal.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long there is to answer. Written {@code P10D} (calendar days), {@code 10wd} (working days), {@code PT4H}
 * (hours) or {@code 4wh} (working hours).
 *
 * <p>Immutable and thread-safe.
 *
 * @param amount 1–3650 days or 1–8760 hours
 * @param unit what is counted
 */
public record Term(int amount, Unit unit) {
    private static final int MOST_DAYS = 3650;
    private static final int MOST_HOURS = 8760;
    private static final Pattern SPELLING = Pattern.compile("P(\\d{1,9})D|(\\d{1,9})wd|PT(\\d{1,9})H|(\\d{1,9})wh");

    /** What a term counts. */
    public enum Unit {
        /** Days as they come, off or not. */
        CALENDAR_DAYS,
        /** Days that the production calendar has worked. */
        WORKING_DAYS,
        /** Hours round the clock. */
        HOURS,
        /** Hours in which offices are open. */
        WORKING_HOURS;

        /** Whether a term of this unit ends with the end of a day. */
        public boolean isDays() {
            return this == CALENDAR_DAYS || this == WORKING_DAYS;
        }
    }

    /** @throws Refusal if the amount is out of range; the field is {@code term} */
    public Term {
        int most = unit.isDays() ? MOST_DAYS : MOST_HOURS;
        if (amount < 1 || amount > most) {
            throw Refusal.field("term", unit.isDays() ? "term.days-range" : "term.hours-range", 1, most, amount);
        }
    }

    /** A term in calendar days. */
    public static Term days(int amount) {
        return new Term(amount, Unit.CALENDAR_DAYS);
    }

    /** A term in working days. */
    public static Term workingDays(int amount) {
        return new Term(amount, Unit.WORKING_DAYS);
    }

    /** A term in hours. */
    public static Term hours(int amount) {
        return new Term(amount, Unit.HOURS);
    }

    /** A term in working hours. */
    public static Term workingHours(int amount) {
        return new Term(amount, Unit.WORKING_HOURS);
    }

    /**
     * Reads a term as {@link #toString} writes it.
     *
     * @throws Refusal if it is none of the four spellings, or out of range; the field is {@code term}
     */
    public static Term parse(String text) {
        Matcher matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.field("term", "term.unreadable", text.length() > 40 ? text.substring(0, 40) + "…" : text);
        }
        if (matcher.group(1) != null) {
            return days(Integer.parseInt(matcher.group(1)));
        }
        if (matcher.group(2) != null) {
            return workingDays(Integer.parseInt(matcher.group(2)));
        }
        return matcher.group(3) != null
                ? hours(Integer.parseInt(matcher.group(3)))
                : workingHours(Integer.parseInt(matcher.group(4)));
    }

    @Override
    public String toString() {
        return switch (unit) {
            case CALENDAR_DAYS -> "P" + amount + "D";
            case WORKING_DAYS -> amount + "wd";
            case HOURS -> "PT" + amount + "H";
            case WORKING_HOURS -> amount + "wh";
        };
    }
}

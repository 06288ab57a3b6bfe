package feedback.pos.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar says of one day. Immutable and thread-safe.
 *
 * @param date the day
 * @param type what kind of day it is
 * @param name the name of the holiday or of the decree, in the words of the act; absent for plain days
 * @param movedFrom the day off that was moved to this day; absent where nothing was moved or the act does not say
 */
public record CalendarDay(
        LocalDate date,
        Type type,
        @Nullable String name,
        @Nullable LocalDate movedFrom) {

    /** Whether the day is worked. */
    public boolean isWorking() {
        return type.isWorking();
    }

    /** Kinds of days; the words of the production calendar. */
    public enum Type {
        /** A public holiday, on whatever day of the week. */
        HOLIDAY(false),
        /** A plain Saturday or Sunday. */
        WEEKEND(false),
        /** A weekday that is off because a day off was moved to it. */
        TRANSFERRED_OFF(false),
        /** A weekday that an act of the President made non-working; only under {@link WorkCalendar.DecreedDays#OFF}. */
        DECREED_OFF(false),
        /** A plain weekday. */
        WORK(true),
        /** A weekday before a holiday, one hour shorter. */
        SHORT(true),
        /** A Saturday or Sunday that is worked because its day off was moved. */
        WORKING_WEEKEND(true),
        /** The same, one hour shorter. */
        WORKING_WEEKEND_SHORT(true);

        private final boolean working;

        Type(boolean working) {
            this.working = working;
        }

        /** Whether such days are worked; short ones are. */
        public boolean isWorking() {
            return working;
        }

        /** Whether they are worked one hour less. */
        public boolean isShort() {
            return this == SHORT || this == WORKING_WEEKEND_SHORT;
        }
    }
}

package feedback.pos.calendar;

import feedback.pos.calendar.WorkCalendar.DecreedDays;

/** The calendars read from this package's own file, each read once, when it is first asked for. */
final class Russia {
    private Russia() {}

    static WorkCalendar calendar(DecreedDays policy) {
        return policy == DecreedDays.OFF ? DecreedDaysOff.CALENDAR : DecreedDaysWorked.CALENDAR;
    }

    private static final class DecreedDaysWorked {
        static final WorkCalendar CALENDAR = read(DecreedDays.WORKED);
    }

    private static final class DecreedDaysOff {
        static final WorkCalendar CALENDAR = read(DecreedDays.OFF);
    }

    private static WorkCalendar read(DecreedDays policy) {
        return CalendarFile.read("RU", "russia.txt", policy);
    }
}

package feedback.pos.calendar;

/** The calendars read from this package's own file, read once, when first asked for. */
final class Russia {
    static final WorkCalendar WITH_DECREED_DAYS_WORKED = read(WorkCalendar.DecreedDays.WORKED);
    static final WorkCalendar WITH_DECREED_DAYS_OFF = read(WorkCalendar.DecreedDays.OFF);

    private Russia() {}

    private static WorkCalendar read(WorkCalendar.DecreedDays policy) {
        return CalendarFile.read("RU", "russia.txt", policy);
    }
}

package feedback.pos.http.region;

import feedback.pos.calendar.WorkCalendar;

/** What holds for days outside the decreed years of the production calendar. */
public enum CalendarBeyond {
    /** Saturdays, Sundays and the fixed holidays are off, and explanations say that it was assumed. */
    FALLBACK,
    /** No date is counted there: the act is refused. */
    REFUSE;

    /** The calendar under this policy. */
    public WorkCalendar apply(WorkCalendar decreed) {
        return this == FALLBACK ? decreed.orFallback() : decreed;
    }
}

package feedback.pos.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where the days of a zone begin and end, whatever its clocks do around midnight. */
final class LocalDays {
    private LocalDays() {}

    /** The last second of a day. */
    static Instant endOf(LocalDate day, ZoneId zone) {
        return startOf(day.plusDays(1), zone).minusSeconds(1);
    }

    /** The first day that does not start before an instant. */
    static LocalDate firstStartingAt(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone).minusDays(1);
        while (startOf(day, zone).isBefore(instant)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}

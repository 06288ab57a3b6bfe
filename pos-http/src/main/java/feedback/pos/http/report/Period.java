package feedback.pos.http.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to the first one behind it
 * @param zone in which its days are local days
 */
public record Period(Instant from, Instant to, ZoneId zone) {

    /** A month. */
    public static Period of(YearMonth month, ZoneId zone) {
        return new Period(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    /**
     * The one before it that it can be compared with: as many whole months where it is whole months, as many whole days where it is
     * whole days, else as long.
     */
    public Period before() {
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        if (!isMidnight(start) || !isMidnight(end)) {
            return new Period(from.minus(Duration.between(from, to)), from, zone);
        }
        LocalDate first = start.toLocalDate();
        LocalDate behind = end.toLocalDate();
        LocalDate earlier = first.getDayOfMonth() == 1 && behind.getDayOfMonth() == 1
                ? first.minusMonths(ChronoUnit.MONTHS.between(first, behind))
                : first.minusDays(ChronoUnit.DAYS.between(first, behind));
        return new Period(earlier.atStartOfDay(zone).toInstant(), from, zone);
    }

    private static boolean isMidnight(ZonedDateTime at) {
        return at.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** Its first local day. */
    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, zone);
    }

    /** Its last local day. */
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.minusNanos(1), zone);
    }
}

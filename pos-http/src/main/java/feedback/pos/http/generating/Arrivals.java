package feedback.pos.http.generating;

import feedback.pos.calendar.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * When messages come in: more of them each year, most in spring and autumn, on worked days and by day. The n-th never comes
 * before the one before it. Immutable and thread-safe.
 */
final class Arrivals {
    private static final double[] MONTHS = {0.93, 0.95, 1.12, 1.18, 1.05, 0.98, 0.95, 0.96, 1.02, 1.08, 0.98, 0.85};
    private static final double[] HOURS = {
        0.8, 0.4, 0.3, 0.2, 0.3, 0.6, 1.4, 2.9, 5.2, 7.4, 8.1, 7.8, 6.9, 6.6, 6.8, 6.6, 6.1, 5.6, 5.3, 5.4, 5.2, 4.4,
        3.0, 1.7
    };
    private static final double SATURDAY = 0.5;
    private static final double SUNDAY = 0.42;
    private static final double HOLIDAY = 0.35;
    private static final double GROWTH_A_YEAR = 0.06;
    private static final double NOISE = 0.12;

    private final long messages;
    private final LocalDate from;
    private final Instant end;
    private final ZoneId zone;
    private final Weights days;
    private final Weights hours = Weights.of(HOURS.length, hour -> HOURS[hour]);

    /** How much of the last day has passed at the end, as messages go. */
    private final double lastPart;

    /** @throws IllegalArgumentException if the end is not behind the beginning of the first day */
    Arrivals(long messages, LocalDate from, Instant end, ZoneId zone, WorkCalendar calendar, long seed) {
        this.messages = messages;
        this.from = from;
        this.end = end;
        this.zone = zone;
        ZonedDateTime last = end.atZone(zone);
        int count = (int) ChronoUnit.DAYS.between(from, last.toLocalDate()) + 1;
        if (count < 1 || !from.atStartOfDay(zone).toInstant().isBefore(end)) {
            throw new IllegalArgumentException("it ends before it begins");
        }
        this.lastPart = passed(last.toLocalTime());
        this.days = Weights.of(count, day -> {
            double weight = weight(from.plusDays(day), calendar)
                    * (1 + GROWTH_A_YEAR * day / 365)
                    * Math.exp(NOISE * new Dice(seed, -1 - day).normal());
            return day == count - 1 ? weight * Math.max(lastPart, 1e-3) : weight;
        });
    }

    private static double weight(LocalDate day, WorkCalendar calendar) {
        double season = MONTHS[day.getMonthValue() - 1];
        if (calendar.isWorking(day)) {
            return season * (day.getDayOfWeek() == DayOfWeek.MONDAY ? 1.12 : 1);
        }
        return season
                * switch (day.getDayOfWeek()) {
                    case SATURDAY -> SATURDAY;
                    case SUNDAY -> SUNDAY;
                    default -> HOLIDAY;
                };
    }

    private double passed(LocalTime time) {
        double inHour = hours.before(time.getHour());
        double next = time.getHour() == HOURS.length - 1 ? 1 : hours.before(time.getHour() + 1);
        return inHour + (next - inHour) * (time.getMinute() + time.getSecond() / 60.0) / 60;
    }

    /** How many messages come before the day. */
    private long until(int day) {
        return Math.round(days.before(day) * messages);
    }

    /** The day on which the n-th message comes, counted from the first day. */
    private int day(long number) {
        int day = days.pick((number + 0.5) / messages);
        while (day > 0 && until(day) > number) {
            day--;
        }
        while (day < days.count() - 1 && until(day + 1) <= number) {
            day++;
        }
        return day;
    }

    /** How many came on the days before the one on which the n-th comes, in threes of days; for what lasts some days. */
    int period(long number) {
        return day(number) / 3;
    }

    /** How many threes of days there are. */
    int periods() {
        return (days.count() + 2) / 3;
    }

    /** When the n-th message comes, from 0. */
    Instant at(long number, Dice dice) {
        int day = day(number);
        long first = until(day);
        boolean isLast = day == days.count() - 1;
        long count = (isLast ? messages : until(day + 1)) - first;
        double unit = (number - first + dice.unit()) / count * (isLast ? lastPart : 1);
        int hour = hours.pick(Math.min(unit, Math.nextDown(1.0)));
        double begins = hours.before(hour);
        double width = (hour == HOURS.length - 1 ? 1 : hours.before(hour + 1)) - begins;
        double part = Math.min(Math.max((unit - begins) / width, 0), 0.9999);
        Instant at = from.plusDays(day)
                .atStartOfDay(zone)
                .plusHours(hour)
                .plus((long) (part * 3_600_000_000L), ChronoUnit.MICROS)
                .toInstant();
        return at.isBefore(end) ? at : end.minus(1, ChronoUnit.MILLIS);
    }
}

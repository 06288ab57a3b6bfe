package feedback.pos.calendar;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When offices are open on worked days: from one time of day until another, which no longer belongs to it; an hour less on
 * short days. A break is not known. Immutable and thread-safe.
 *
 * @param from when they open
 * @param to when they close; at least two hours later on the same day
 */
public record WorkingHours(LocalTime from, LocalTime to) {
    private static final int LEAST_HOURS = 2;

    /** @throws Refusal if they close less than two hours after they open; the field is {@code workingHours} */
    public WorkingHours {
        if (Duration.between(from, to).compareTo(Duration.ofHours(LEAST_HOURS)) < 0) {
            throw Refusal.field("workingHours", "hours.order", from, to, LEAST_HOURS);
        }
    }

    /** From 9 to 18: our default. */
    public static WorkingHours usual() {
        return new WorkingHours(LocalTime.of(9, 0), LocalTime.of(18, 0));
    }

    /** The first instant of the office's day. */
    public Instant opening(LocalDate day, ZoneId zone) {
        return day.atTime(from).atZone(zone).toInstant();
    }

    /** The first instant after the office's day. */
    public Instant closing(CalendarDay day, ZoneId zone) {
        LocalTime end = day.type().isShort() ? to.minusHours(1) : to;
        return day.date().atTime(end).atZone(zone).toInstant();
    }

    /**
     * The instant itself if offices are open then, else when they open next.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of a calendar without fallback
     */
    public Instant openAtOrAfter(Instant instant, ZoneId zone, WorkCalendar calendar) {
        LocalDate day = calendar.workingOnOrAfter(LocalDate.ofInstant(instant, zone));
        if (!instant.isBefore(closing(calendar.day(day), zone))) {
            day = calendar.workingOnOrAfter(day.plusDays(1));
        }
        Instant opening = opening(day, zone);
        return instant.isBefore(opening) ? opening : instant;
    }

    /**
     * The instant at which offices have been open so long since another one.
     *
     * @param open not negative
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of a calendar without fallback
     */
    public Instant plus(Instant start, Duration open, ZoneId zone, WorkCalendar calendar) {
        Duration left = open;
        Instant at = start;
        while (true) {
            at = openAtOrAfter(at, zone, calendar);
            Instant closing = closing(calendar.day(LocalDate.ofInstant(at, zone)), zone);
            Duration today = Duration.between(at, closing);
            if (left.compareTo(today) <= 0) {
                return at.plus(left);
            }
            left = left.minus(today);
            at = closing;
        }
    }

    /**
     * For how long offices are open from one instant until another.
     *
     * @param until not before {@code from}
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of a calendar without fallback
     */
    public Duration between(Instant from, Instant until, ZoneId zone, WorkCalendar calendar) {
        Duration open = Duration.ZERO;
        Instant at = from;
        while (at.isBefore(until)) {
            LocalDate day = LocalDate.ofInstant(at, zone);
            if (calendar.isWorking(day)) {
                Instant opening = later(opening(day, zone), at);
                Instant closing = earlier(closing(calendar.day(day), zone), until);
                open = opening.isBefore(closing) ? open.plus(Duration.between(opening, closing)) : open;
            }
            at = day.plusDays(1).atStartOfDay(zone).toInstant();
        }
        return open;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

package feedback.pos.calendar;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The production calendar of one country or region: which days are worked.
 *
 * <p>It is decreed year by year: days off are moved, some Saturdays are worked. Nothing follows from rules, so a calendar
 * has an end, and asked about days outside its data it refuses, unless {@link #orFallback()} was asked for.
 *
 * <p>The methods written here are the plain truth, day by day; implementations override them to be quick, never to answer
 * otherwise. Implementations are immutable and thread-safe.
 */
public interface WorkCalendar {

    /** Whose calendar it is: an ISO 3166 code such as {@code RU}. */
    String id();

    /**
     * Which facts these are: since when the newest of them is known, and a digest of all of them, as in {@code 2025-09-24
     * 3f2a9c1b}. Two calendars of the same id and edition have the same days.
     */
    default String edition() {
        return "";
    }

    /** Which act the days of a year stand in; empty where it is not known. */
    default Optional<Source> source(int year) {
        return Optional.empty();
    }

    /**
     * An act that days were decreed by.
     *
     * @param known since when it is known
     * @param act what it is called; may be empty
     */
    record Source(LocalDate known, String act) {}

    /** The first day of the decreed data. */
    LocalDate firstDay();

    /** The last day of the decreed data. */
    LocalDate lastDay();

    /**
     * What the calendar says of a day, whether decreed or by the fallback.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} outside the data, where there is no fallback
     */
    CalendarDay day(LocalDate day);

    /**
     * Whether the day is worked; short days are.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} outside the data, where there is no fallback
     */
    default boolean isWorking(LocalDate day) {
        return day(day).isWorking();
    }

    /** Whether the day lies within the decreed data; never refuses. */
    default boolean isDecreed(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(lastDay());
    }

    /** What was decreed for the day; empty outside the data, also where there is a fallback. */
    default Optional<CalendarDay> fact(LocalDate day) {
        return isDecreed(day) ? Optional.of(day(day)) : Optional.empty();
    }

    /**
     * The n-th worked day after a day, which is itself not counted, be it worked or off; before it for negative n; the day
     * itself for 0.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of the data, where there is no fallback
     */
    default LocalDate plusWorkingDays(LocalDate from, int n) {
        LocalDate day = from;
        int step = Integer.signum(n);
        for (int left = n; left != 0; ) {
            day = day.plusDays(step);
            if (isWorking(day)) {
                left -= step;
            }
        }
        return day;
    }

    /**
     * The same by days since 1970-01-01: for counting a nation anew, where making dates on the way would take most of the
     * time.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of the data, where there is no fallback
     */
    default long plusWorkingDays(long epochDay, int n) {
        return plusWorkingDays(LocalDate.ofEpochDay(epochDay), n).toEpochDay();
    }

    /**
     * The day itself if it is worked, else the next one that is.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of the data, where there is no fallback
     */
    default LocalDate workingOnOrAfter(LocalDate from) {
        LocalDate day = from;
        while (!isWorking(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /**
     * The day itself if it is worked, else the last one before it that is.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the way leads out of the data, where there is no fallback
     */
    default LocalDate workingOnOrBefore(LocalDate from) {
        LocalDate day = from;
        while (!isWorking(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /**
     * How many days are worked from a day on, it included, until another day, which is not counted; as a negative number
     * if the other day is the earlier one.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if a counted day lies outside the data, where there is no fallback
     */
    default int workingDaysBetween(LocalDate from, LocalDate until) {
        if (until.isBefore(from)) {
            return -workingDaysBetween(until, from);
        }
        int worked = 0;
        for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
            if (isWorking(day)) {
                worked++;
            }
        }
        return worked;
    }

    /**
     * All days of a year in order, plain ones too.
     *
     * @throws Refusal {@link Reason#CALENDAR_EXHAUSTED} if the year lies outside the data, where there is no fallback
     */
    default List<CalendarDay> year(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1)).map(this::day).toList();
    }

    /**
     * The same calendar of the same edition, which never ends: outside the data Saturdays, Sundays and the fixed holidays are off (January 1–8,
     * February 23, March 8, May 1, May 9, June 12, November 4), and nothing is moved. {@link #isDecreed} still tells the
     * one from the other.
     */
    default WorkCalendar orFallback() {
        return new FallbackCalendar(this);
    }

    /** What the days are that acts of the President made non-working, as in the spring of 2020. */
    enum DecreedDays {
        /** Worked, as the production calendar has them: authorities went on answering, and terms went on running. */
        WORKED,
        /** Off. */
        OFF
    }

    /** The federal production calendar of Russia, 2011–2026; days made non-working by decree count as worked. */
    static WorkCalendar russia() {
        return russia(DecreedDays.WORKED);
    }

    /** The federal production calendar of Russia, 2011–2026, with a policy for days made non-working by decree. */
    static WorkCalendar russia(DecreedDays policy) {
        return Russia.calendar(policy);
    }
}

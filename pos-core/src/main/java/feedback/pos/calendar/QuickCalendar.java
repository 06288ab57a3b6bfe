package feedback.pos.calendar;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A calendar that answers as another one does, without walking: over a range of years it holds how many days are worked
 * before each day, and which day is the n-th worked one. Whatever leads out of the range is left to the plain loops of the
 * interface, which are also what this class is tested against.
 */
final class QuickCalendar implements WorkCalendar {
    /** No day has this number: the answer lies outside the range. */
    private static final long OUTSIDE = Long.MIN_VALUE;

    /** How far beyond the data a calendar with a fallback is quick. */
    private static final int FALLBACK_YEARS = 20;

    private final WorkCalendar plain;
    private final long first;
    private final int size;

    /** At i: how many of the first i days of the range are worked. */
    private final int[] workedBefore;

    /** At i: where in the range the i-th worked day is, counted from 0. */
    private final int[] worked;

    private volatile @Nullable WorkCalendar endless;

    private QuickCalendar(WorkCalendar plain, long first, int[] workedBefore, int[] worked) {
        this.plain = plain;
        this.first = first;
        this.size = workedBefore.length - 1;
        this.workedBefore = workedBefore;
        this.worked = worked;
    }

    /** Makes a calendar quick from one day to another, both included. */
    static QuickCalendar of(WorkCalendar plain, LocalDate from, LocalDate to) {
        int size = Math.toIntExact(to.toEpochDay() - from.toEpochDay() + 1);
        int[] workedBefore = new int[size + 1];
        int[] worked = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (plain.isWorking(from.plusDays(i))) {
                worked[count] = i;
                count++;
            }
            workedBefore[i + 1] = count;
        }
        return new QuickCalendar(plain, from.toEpochDay(), workedBefore, Arrays.copyOf(worked, count));
    }

    @Override
    public String id() {
        return plain.id();
    }

    @Override
    public String edition() {
        return plain.edition();
    }

    @Override
    public Optional<Source> source(int year) {
        return plain.source(year);
    }

    @Override
    public LocalDate firstDay() {
        return plain.firstDay();
    }

    @Override
    public LocalDate lastDay() {
        return plain.lastDay();
    }

    @Override
    public CalendarDay day(LocalDate day) {
        return plain.day(day);
    }

    @Override
    public boolean isWorking(LocalDate day) {
        long at = day.toEpochDay() - first;
        return isInside(at) ? workedBefore[(int) at + 1] > workedBefore[(int) at] : plain.isWorking(day);
    }

    @Override
    public LocalDate plusWorkingDays(LocalDate from, int n) {
        long answer = n == 0 ? from.toEpochDay() : plus(from.toEpochDay() - first, n);
        return answer == OUTSIDE ? WorkCalendar.super.plusWorkingDays(from, n) : LocalDate.ofEpochDay(answer);
    }

    @Override
    public long plusWorkingDays(long epochDay, int n) {
        long answer = n == 0 ? epochDay : plus(epochDay - first, n);
        return answer == OUTSIDE ? WorkCalendar.super.plusWorkingDays(epochDay, n) : answer;
    }

    private long plus(long at, int n) {
        if (!isInside(at)) {
            return OUTSIDE;
        }
        return nthWorked(n > 0 ? workedBefore[(int) at + 1] + (long) n - 1 : workedBefore[(int) at] + (long) n);
    }

    @Override
    public LocalDate workingOnOrAfter(LocalDate from) {
        long at = from.toEpochDay() - first;
        long answer = isInside(at) ? nthWorked(workedBefore[(int) at]) : OUTSIDE;
        return answer == OUTSIDE ? WorkCalendar.super.workingOnOrAfter(from) : LocalDate.ofEpochDay(answer);
    }

    @Override
    public LocalDate workingOnOrBefore(LocalDate from) {
        long at = from.toEpochDay() - first;
        long answer = isInside(at) ? nthWorked(workedBefore[(int) at + 1] - 1L) : OUTSIDE;
        return answer == OUTSIDE ? WorkCalendar.super.workingOnOrBefore(from) : LocalDate.ofEpochDay(answer);
    }

    @Override
    public int workingDaysBetween(LocalDate from, LocalDate until) {
        long start = from.toEpochDay() - first;
        long end = until.toEpochDay() - first;
        if (start < 0 || start > size || end < 0 || end > size) {
            return WorkCalendar.super.workingDaysBetween(from, until);
        }
        return workedBefore[(int) end] - workedBefore[(int) start];
    }

    /** Made once: internal dates that may lie beyond the data are counted in it, message by message. */
    @Override
    public WorkCalendar orFallback() {
        WorkCalendar known = endless;
        if (known == null) {
            WorkCalendar fallback = plain.orFallback();
            known = fallback == plain
                    ? this
                    : of(
                            fallback,
                            firstDay().minusYears(FALLBACK_YEARS),
                            lastDay().plusYears(FALLBACK_YEARS));
            endless = known;
        }
        return known;
    }

    private boolean isInside(long at) {
        return at >= 0 && at < size;
    }

    private long nthWorked(long n) {
        return n >= 0 && n < worked.length ? first + worked[(int) n] : OUTSIDE;
    }
}

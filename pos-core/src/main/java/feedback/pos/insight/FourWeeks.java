package feedback.pos.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Four weeks of an ISO year, by which figures are made public: weeks 1 to 4, 5 to 8 and so on; the last of a long year are five.
 *
 * @param year the week-based year
 * @param number from 0 to 12
 */
public record FourWeeks(int year, int number) {
    private static final int WEEKS = 4;
    private static final int LAST = 12;

    /** Those in which a day lies. */
    public static FourWeeks of(LocalDate day) {
        int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        return new FourWeeks(day.get(IsoFields.WEEK_BASED_YEAR), Math.min(LAST, (week - 1) / WEEKS));
    }

    /** Their first Monday. */
    public LocalDate first() {
        // The fourth of January lies in the first week
        LocalDate monday = LocalDate.of(year, 1, 4).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return monday.plusWeeks((long) number * WEEKS);
    }

    /** The Monday after them. */
    public LocalDate end() {
        return next().first();
    }

    /** Those after them. */
    public FourWeeks next() {
        return number == LAST ? new FourWeeks(year + 1, 0) : new FourWeeks(year, number + 1);
    }

    /** Those before them. */
    public FourWeeks previous() {
        return number == 0 ? new FourWeeks(year - 1, LAST) : new FourWeeks(year, number - 1);
    }

    /** The Mondays of their weeks. */
    public List<LocalDate> weeks() {
        List<LocalDate> weeks = new ArrayList<>();
        for (LocalDate week = first(); week.isBefore(end()); week = week.plusWeeks(1)) {
            weeks.add(week);
        }
        return weeks;
    }
}

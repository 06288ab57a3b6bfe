package feedback.pos.calendar;

import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one act says of the days of a calendar. Immutable and thread-safe.
 *
 * <p>Of the federal calendar it gives whole years: a later act on the same year takes the place of the earlier one. Of a
 * region it gives the days that are otherwise there than in the federal calendar, in the same way year by year.
 *
 * @param calendar whose days: {@code RU}, or a region such as {@code RU-TA}
 * @param known since when the act is known
 * @param act what it is called; may be empty
 * @param years what it says, by year
 * @param decreed weekdays made non-working by the President, with the words of the decree: off only under
 *     {@link WorkCalendar.DecreedDays#OFF}
 */
public record CalendarEdition(
        String calendar,
        LocalDate known,
        String act,
        SortedMap<Integer, YearFacts> years,
        SortedMap<LocalDate, String> decreed) {

    public CalendarEdition {
        years = Collections.unmodifiableSortedMap(new TreeMap<>(years));
        decreed = Collections.unmodifiableSortedMap(new TreeMap<>(decreed));
    }

    /**
     * What an act says of a year.
     *
     * @param worked how many days are worked, or null where it is not told
     * @param notPlain the days that are not plain weekdays, Saturdays and Sundays; of a region, those that are its own
     */
    public record YearFacts(@Nullable Integer worked, Map<LocalDate, CalendarDay> notPlain) {
        public YearFacts {
            notPlain = Map.copyOf(notPlain);
        }
    }

    /**
     * Reads acts as {@code russia.txt} beside this class writes them; its head tells how.
     *
     * @param text at most 200,000 characters
     * @return the acts, in the order of the text; at least one
     * @throws Refusal naming the line that cannot be read; the field is {@code calendar}
     */
    public static List<CalendarEdition> parse(String text) {
        return new CalendarText().read(text);
    }
}

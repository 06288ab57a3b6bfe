package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.http.report.Period;
import feedback.pos.store.Filter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads with which period figures are to be compared. */
final class Periods {
    private Periods() {}

    /**
     * {@code previous}, or two local dates with a comma or two dots between them, the last one included; null where nothing is to be compared.
     *
     * @param filter with the period to be compared
     */
    static @Nullable Period compared(Query query, Pos pos, Filter filter) {
        String text = query.text("compare");
        if (text == null) {
            return null;
        }
        ZoneId zone = pos.regulation().zone();
        if (text.equals("previous")) {
            Instant from = filter.from();
            Instant to = filter.to();
            if (from == null || to == null) {
                query.wrong("compare", "compare.period");
                return null;
            }
            return from.isBefore(to) ? new Period(from, to, zone).before() : null;
        }
        Days days = days(text);
        if (days == null || days.last().isBefore(days.first())) {
            query.wrong("compare", "compare.unreadable");
            return null;
        }
        return new Period(
                days.first().atStartOfDay(zone).toInstant(),
                days.last().plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    /** Two local dates, both included, in whichever order they are written. */
    record Days(LocalDate first, LocalDate last) {}

    /** Two local dates with a comma or two dots between them; null if it is anything else. */
    static @Nullable Days days(String text) {
        String[] days = text.split(",|\\.\\.", 3);
        try {
            return days.length == 2 ? new Days(LocalDate.parse(days[0]), LocalDate.parse(days[1])) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A month such as 2026-10, from 2000 to 2199; null if none is named. */
    static @Nullable YearMonth month(Query query, String name) {
        String text = query.text(name);
        if (text == null) {
            return null;
        }
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 2000 && month.getYear() < 2200) {
                return month;
            }
        } catch (DateTimeException e) {
            query.wrong(name, "month.unreadable");
            return null;
        }
        query.wrong(name, "month.unreadable");
        return null;
    }
}

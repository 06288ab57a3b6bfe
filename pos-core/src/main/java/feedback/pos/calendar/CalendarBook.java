package feedback.pos.calendar;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.CalendarEdition.YearFacts;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.calendar.WorkCalendar.Source;
import feedback.pos.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All acts that a deployment knows, federal and regional, in the order in which they became known; calendars are made of
 * them. Immutable and thread-safe: an act more makes another book.
 */
public final class CalendarBook {
    /** The federal calendar. */
    public static final String RUSSIA = "RU";

    private static final int DIGEST_CHARACTERS = 8;

    private final List<CalendarEdition> editions;

    private CalendarBook(List<CalendarEdition> editions) {
        this.editions = editions;
    }

    /** The acts that come with the product: the federal calendar of 2011–2026. */
    public static CalendarBook russia() {
        return Russia.book();
    }

    static CalendarBook of(List<CalendarEdition> editions) {
        List<CalendarEdition> inOrder = new ArrayList<>(editions);
        // Stable: of two acts known since the same day the one that was brought later stands
        inOrder.sort(Comparator.comparing(CalendarEdition::known));
        CalendarBook book = new CalendarBook(List.copyOf(inOrder));
        inOrder.stream().map(CalendarEdition::calendar).distinct().forEach(id -> book.calendar(id, DecreedDays.WORKED));
        return book;
    }

    /**
     * The book with more acts.
     *
     * @throws Refusal if a year does not follow upon those there are, has another number of worked days than its act says,
     *     or is a region's and not in the federal calendar; the field is {@code calendar}
     */
    public CalendarBook with(List<CalendarEdition> more) {
        List<CalendarEdition> all = new ArrayList<>(editions);
        all.addAll(more);
        return of(all);
    }

    /** The acts, by the day since when they are known. */
    public List<CalendarEdition> editions() {
        return editions;
    }

    /** The book as it was on a day: without the acts that became known later. */
    public CalendarBook asKnownOn(LocalDate day) {
        return new CalendarBook(
                editions.stream().filter(each -> !each.known().isAfter(day)).toList());
    }

    /**
     * Makes the calendar of Russia or of a region, of the newest acts there are. A region of which no act is known has the
     * federal days.
     *
     * @throws Refusal if no act of the federal calendar is known; the field is {@code calendar}
     */
    public WorkCalendar calendar(String id, DecreedDays policy) {
        SortedMap<Integer, CalendarEdition> federal = newest(RUSSIA);
        if (federal.isEmpty()) {
            throw Refusal.field("calendar", "calendar.unknown", id);
        }
        LocalDate first = LocalDate.of(federal.firstKey(), 1, 1);
        LocalDate last = LocalDate.of(federal.lastKey(), 12, 31);
        if (federal.size() != last.getYear() - first.getYear() + 1) {
            throw Refusal.field("calendar", "calendar.gap", first.getYear(), last.getYear(), federal.keySet());
        }
        Map<LocalDate, CalendarDay> days = new HashMap<>();
        Map<Integer, Source> sources = new HashMap<>();
        List<CalendarEdition> used = new ArrayList<>();
        put(federal, RUSSIA, first, last, days, sources, used);
        if (!id.equals(RUSSIA)) {
            SortedMap<Integer, CalendarEdition> own = newest(id);
            for (int year : own.keySet()) {
                if (!federal.containsKey(year)) {
                    throw Refusal.field("calendar", "calendar.no-federal-year", id, year);
                }
            }
            put(own, id, first, last, days, sources, used);
        }
        if (policy == DecreedDays.OFF) {
            takeOff(days, used, first, last);
        }
        return QuickCalendar.of(
                new DecreedCalendar(id, edition(days, used), first, last, Map.copyOf(days), Map.copyOf(sources)),
                first,
                last);
    }

    private SortedMap<Integer, CalendarEdition> newest(String id) {
        SortedMap<Integer, CalendarEdition> newest = new TreeMap<>();
        for (CalendarEdition each : editions) {
            if (each.calendar().equals(id)) {
                each.years().keySet().forEach(year -> newest.put(year, each));
            }
        }
        return newest;
    }

    private void put(
            SortedMap<Integer, CalendarEdition> years,
            String id,
            LocalDate first,
            LocalDate last,
            Map<LocalDate, CalendarDay> days,
            Map<Integer, Source> sources,
            List<CalendarEdition> used) {
        used.addAll(editions.stream()
                .filter(each -> each.calendar().equals(id))
                .filter(each -> !each.decreed().isEmpty() || years.containsValue(each))
                .toList());
        years.forEach((year, act) -> {
            YearFacts facts = Objects.requireNonNull(act.years().get(year));
            days.putAll(facts.notPlain());
            sources.put(year, new Source(act.known(), act.act()));
        });
        WorkCalendar made = new DecreedCalendar(id, "", first, last, days, sources);
        years.forEach((year, act) ->
                check(made, year, Objects.requireNonNull(act.years().get(year)).worked()));
    }

    private static void check(WorkCalendar calendar, int year, @Nullable Integer expected) {
        LocalDate first = LocalDate.of(year, 1, 1);
        int worked = calendar.workingDaysBetween(first, first.plusYears(1));
        if (expected != null && worked != expected) {
            throw Refusal.field("calendar", "calendar.count", calendar.id(), year, worked, expected);
        }
    }

    private static void takeOff(
            Map<LocalDate, CalendarDay> days, List<CalendarEdition> used, LocalDate first, LocalDate last) {
        for (CalendarEdition each : used) {
            each.decreed().forEach((day, words) -> {
                CalendarDay known = days.getOrDefault(day, DecreedCalendar.plain(day));
                if (known.isWorking() && !day.isBefore(first) && !day.isAfter(last)) {
                    days.put(day, new CalendarDay(day, Type.DECREED_OFF, words, null));
                }
            });
        }
    }

    private static String edition(Map<LocalDate, CalendarDay> days, List<CalendarEdition> used) {
        LocalDate known = used.stream()
                .map(CalendarEdition::known)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        StringBuilder facts = new StringBuilder(days.size() * 20);
        days.values().stream()
                .sorted(Comparator.comparing(CalendarDay::date))
                .forEach(day -> facts.append(day.date()).append(day.type()).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(facts.toString().getBytes(StandardCharsets.UTF_8));
            return known + " " + HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * A day that is otherwise in another calendar.
     *
     * @param before what it was; by the fallback where it had not been decreed
     * @param after what it is
     */
    public record Difference(CalendarDay before, CalendarDay after) {}

    /** The days whose kind is otherwise in the second calendar, in order; where one is not decreed, its fallback counts. */
    public static List<Difference> differences(WorkCalendar before, WorkCalendar after) {
        LocalDate first = before.firstDay().isBefore(after.firstDay()) ? before.firstDay() : after.firstDay();
        LocalDate last = before.lastDay().isAfter(after.lastDay()) ? before.lastDay() : after.lastDay();
        WorkCalendar old = before.orFallback();
        WorkCalendar next = after.orFallback();
        return first.datesUntil(last.plusDays(1))
                .map(day -> new Difference(old.day(day), next.day(day)))
                .filter(each -> each.before().type() != each.after().type())
                .toList();
    }
}

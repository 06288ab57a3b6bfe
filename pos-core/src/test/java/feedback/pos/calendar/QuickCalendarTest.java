package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The quick calendar answers as the plain loops of the interface do, refusals included. */
class QuickCalendarTest {
    /** Fewer where each mutant of the code is tried. */
    private static final int CASES = Integer.getInteger("pos.calendar.cases", 4_000);

    private final Random random = new Random(20_261_123);

    /** Made here and not the one that is made once for all. */
    private final WorkCalendar fresh =
            CalendarBook.russia().calendar(CalendarBook.RUSSIA, WorkCalendar.DecreedDays.WORKED);

    @Test
    void the_decreed_calendar_is_the_plain_loops() {
        hold(fresh, LocalDate.of(2010, 12, 1), LocalDate.of(2027, 1, 31));
    }

    @Test
    void the_calendar_without_decreed_days_off_is_the_plain_loops() {
        hold(WorkCalendar.russia(WorkCalendar.DecreedDays.OFF), LocalDate.of(2020, 1, 1), LocalDate.of(2021, 12, 31));
    }

    @Test
    void the_calendar_with_a_fallback_is_the_plain_loops_also_beyond_its_range() {
        hold(fresh.orFallback(), LocalDate.of(1989, 1, 1), LocalDate.of(2048, 12, 31));
    }

    @Test
    void at_both_edges_nothing_is_off_by_one() {
        WorkCalendar quick = fresh;
        for (int day = -3; day <= 3; day++) {
            for (int n = -4; n <= 4; n++) {
                same(quick, quick.firstDay().plusDays(day), n, quick.firstDay());
                same(quick, quick.lastDay().plusDays(day), n, quick.lastDay().plusDays(1));
            }
        }
    }

    private void hold(WorkCalendar quick, LocalDate from, LocalDate to) {
        int span = (int) (to.toEpochDay() - from.toEpochDay());
        for (int i = 0; i < CASES; i++) {
            LocalDate day = from.plusDays(random.nextInt(span));
            same(quick, day, random.nextInt(-300, 301), from.plusDays(random.nextInt(span)));
        }
    }

    private static void same(WorkCalendar quick, LocalDate day, int n, LocalDate other) {
        same(quick, calendar -> calendar.isWorking(day), "isWorking " + day);
        same(quick, calendar -> calendar.plusWorkingDays(day, n), "plusWorkingDays " + day + " " + n);
        same(quick, calendar -> calendar.plusWorkingDays(day.toEpochDay(), n), "by numbers " + day + " " + n);
        same(quick, calendar -> calendar.workingOnOrAfter(day), "workingOnOrAfter " + day);
        same(quick, calendar -> calendar.workingOnOrBefore(day), "workingOnOrBefore " + day);
        same(quick, calendar -> calendar.workingDaysBetween(day, other), "workingDaysBetween " + day + " " + other);
    }

    private static void same(WorkCalendar quick, Function<WorkCalendar, Object> question, String words) {
        assertThat(answer(quick, question)).as(words).isEqualTo(answer(new DayByDay(quick), question));
    }

    private static Object answer(WorkCalendar calendar, Function<WorkCalendar, Object> question) {
        try {
            return question.apply(calendar);
        } catch (Refusal refusal) {
            return refusal.getMessage();
        }
    }

    /** The interface as it stands: everything is asked day by day. */
    private record DayByDay(WorkCalendar facts) implements WorkCalendar {
        @Override
        public String id() {
            return facts.id();
        }

        @Override
        public LocalDate firstDay() {
            return facts.firstDay();
        }

        @Override
        public LocalDate lastDay() {
            return facts.lastDay();
        }

        @Override
        public CalendarDay day(LocalDate day) {
            return facts.day(day);
        }
    }
}

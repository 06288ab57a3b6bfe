package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackCalendarTest {
    private final WorkCalendar endless = WorkCalendar.russia().orFallback();

    @Test
    void within_the_data_nothing_changes() {
        assertThat(endless.year(2026)).isEqualTo(WorkCalendar.russia().year(2026));
        assertThat(endless.firstDay()).isEqualTo("2011-01-01");
        assertThat(endless.lastDay()).isEqualTo("2026-12-31");
        assertThat(endless.id()).isEqualTo("RU");
    }

    @Test
    void beyond_the_data_weekends_and_the_fixed_holidays_are_off() {
        List<CalendarDay> year = endless.year(2027);

        assertThat(year.stream()
                        .filter(day -> day.type() == CalendarDay.Type.HOLIDAY)
                        .map(day -> MonthDay.from(day.date())))
                .map(MonthDay::toString)
                .containsExactly(
                        "--01-01", "--01-02", "--01-03", "--01-04", "--01-05", "--01-06", "--01-07", "--01-08",
                        "--02-23", "--03-08", "--05-01", "--05-09", "--06-12", "--11-04");
        assertThat(year).allSatisfy(day -> {
            int weekday = day.date().getDayOfWeek().getValue();
            assertThat(day.isWorking()).isEqualTo(day.type() != CalendarDay.Type.HOLIDAY && weekday < 6);
        });
    }

    @Test
    void what_was_not_decreed_is_not_called_a_fact() {
        LocalDate beyond = LocalDate.of(2027, 1, 1);

        assertThat(endless.isDecreed(beyond)).isFalse();
        assertThat(endless.fact(beyond)).isEmpty();
        assertThat(endless.day(beyond).name()).isEqualTo("Новогодние каникулы");
    }

    @Test
    void it_holds_before_the_data_too_and_far_from_it() {
        assertThat(endless.isWorking(LocalDate.of(2010, 12, 31))).isTrue();
        assertThat(endless.isWorking(LocalDate.of(1950, 5, 9))).isFalse();
        assertThat(endless.workingOnOrAfter(LocalDate.of(2150, 1, 1))).isEqualTo("2150-01-09");
    }

    @Test
    void it_is_the_same_edition_out_of_the_same_acts() {
        WorkCalendar russia = WorkCalendar.russia();

        assertThat(endless.edition()).isEqualTo(russia.edition()).startsWith("2025-09-24 ");
        assertThat(endless.source(2026)).isPresent().isEqualTo(russia.source(2026));
        assertThat(endless.source(2027)).isEmpty();
    }

    @Test
    void a_second_fallback_adds_nothing() {
        WorkCalendar fresh = CalendarBook.russia().calendar(CalendarBook.RUSSIA, DecreedDays.WORKED);
        WorkCalendar first = fresh.orFallback();

        assertThat(first.orFallback()).isSameAs(first);
        assertThat(fresh.orFallback()).as("made once").isSameAs(first);
    }
}

package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FourWeeksTest {
    @Test
    void every_day_lies_in_exactly_one() {
        FourWeeks block = FourWeeks.of(LocalDate.of(2014, 12, 29));
        assertThat(block).isEqualTo(new FourWeeks(2015, 0));
        for (LocalDate day = block.first(); day.getYear() < 2028; day = day.plusDays(1)) {
            block = day.equals(block.end()) ? block.next() : block;
            assertThat(FourWeeks.of(day)).as("%s", day).isEqualTo(block);
            assertThat(block.next().previous()).isEqualTo(block);
        }
    }

    @Test
    void the_last_of_a_long_year_has_five_weeks() {
        assertThat(new FourWeeks(2026, 12).weeks()).hasSize(5);
        assertThat(new FourWeeks(2025, 12).weeks()).hasSize(4);
        assertThat(new FourWeeks(2026, 0).first()).isEqualTo(LocalDate.of(2025, 12, 29));
        assertThat(new FourWeeks(2026, 7).weeks()).allMatch(day -> day.getDayOfWeek() == DayOfWeek.MONDAY);
    }
}

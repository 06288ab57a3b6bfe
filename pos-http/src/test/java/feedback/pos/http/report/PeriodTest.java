package feedback.pos.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    private static Period days(String first, String last) {
        return new Period(
                LocalDate.parse(first).atStartOfDay(MOSCOW).toInstant(),
                LocalDate.parse(last).plusDays(1).atStartOfDay(MOSCOW).toInstant(),
                MOSCOW);
    }

    @Test
    void months_are_compared_with_as_many_months_however_long() {
        assertThat(Period.of(YearMonth.of(2026, 3), MOSCOW).before()).isEqualTo(days("2026-02-01", "2026-02-28"));
        assertThat(days("2026-01-01", "2026-03-31").before()).isEqualTo(days("2025-10-01", "2025-12-31"));
    }

    @Test
    void days_are_compared_with_as_many_days() {
        assertThat(days("2026-10-05", "2026-10-11").before()).isEqualTo(days("2026-09-28", "2026-10-04"));
    }

    @Test
    void anything_else_is_compared_with_as_long_a_time() {
        Period hour = new Period(Instant.parse("2026-10-01T10:00:00Z"), Instant.parse("2026-10-01T11:00:00Z"), MOSCOW);
        assertThat(hour.before().from()).isEqualTo(Instant.parse("2026-10-01T09:00:00Z"));
        assertThat(hour.before().to()).isEqualTo(hour.from());
    }
}

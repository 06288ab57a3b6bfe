package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();
    private final WorkingHours hours = WorkingHours.usual();

    @ParameterizedTest
    @CsvSource({
        // A Monday and what follows
        "2026-03-02T08:59+03:00,2026-03-02T09:00+03:00",
        "2026-03-02T09:00+03:00,2026-03-02T09:00+03:00",
        "2026-03-02T17:59+03:00,2026-03-02T17:59+03:00",
        "2026-03-02T18:00+03:00,2026-03-03T09:00+03:00",
        // Friday evening before the long weekend of 8 March
        "2026-03-06T18:00+03:00,2026-03-10T09:00+03:00",
        // A short day closes an hour earlier
        "2026-04-30T16:59+03:00,2026-04-30T16:59+03:00",
        "2026-04-30T17:00+03:00,2026-05-04T09:00+03:00",
        // A worked Saturday, short
        "2025-11-01T16:00+03:00,2025-11-01T16:00+03:00",
        "2025-11-01T17:00+03:00,2025-11-05T09:00+03:00",
    })
    void offices_open_when_they_open(String at, String open) {
        assertThat(hours.openAtOrAfter(at(at), MOSCOW, russia)).isEqualTo(at(open));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00+03:00,4,2026-03-02T14:00+03:00",
        "2026-03-02T16:00+03:00,4,2026-03-03T11:00+03:00",
        "2026-03-02T09:00+03:00,9,2026-03-02T18:00+03:00",
        "2026-03-02T10:00+03:00,9,2026-03-03T10:00+03:00",
        "2026-03-07T12:00+03:00,4,2026-03-10T13:00+03:00",
        "2026-04-30T15:00+03:00,4,2026-05-04T11:00+03:00",
    })
    void hours_are_counted_while_offices_are_open(String start, int count, String end) {
        assertThat(hours.plus(at(start), Duration.ofHours(count), MOSCOW, russia))
                .isEqualTo(at(end));
    }

    @Test
    void what_is_added_is_what_lies_between() {
        Random random = new Random(9);
        for (int i = 0; i < 3_000; i++) {
            Instant start = at("2025-01-01T00:00+03:00").plus(random.nextInt(600_000), ChronoUnit.MINUTES);
            Duration open = Duration.ofMinutes(1 + random.nextInt(6_000));
            Instant end = hours.plus(start, open, MOSCOW, russia);

            assertThat(hours.between(start, end, MOSCOW, russia))
                    .as("%s + %s", start, open)
                    .isEqualTo(open);
            Instant aMinuteLess = end.minus(1, ChronoUnit.MINUTES);
            assertThat(hours.between(start, aMinuteLess, MOSCOW, russia)).isLessThan(open);
        }
    }

    @Test
    void nothing_lies_between_closing_and_opening() {
        assertThat(hours.between(at("2026-03-06T18:00+03:00"), at("2026-03-10T09:00+03:00"), MOSCOW, russia))
                .isZero();
        assertThat(hours.between(at("2026-03-06T18:00+03:00"), at("2026-03-06T18:00+03:00"), MOSCOW, russia))
                .isZero();
    }

    @Test
    void hours_out_of_order_are_refused() {
        assertThatThrownBy(() -> new WorkingHours(LocalTime.of(9, 0), LocalTime.of(10, 59)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new WorkingHours(LocalTime.of(18, 0), LocalTime.of(9, 0)))
                .isInstanceOf(Refusal.class);
        assertThat(new WorkingHours(LocalTime.of(9, 0), LocalTime.of(11, 0)).to())
                .isEqualTo("11:00");
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}

package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "1600-01-01T00:00:00.000007Z, -11676095999999993",
        "9999-12-31T00:00:00Z, 253402214400000000"
    })
    void an_instant_of_any_century_stands_as_microseconds_and_comes_back(Instant instant, long micros) {
        assertThat(Columns.micros(instant)).isEqualTo(micros);
        assertThat(Columns.microsUp(instant)).isEqualTo(micros);
        assertThat(Columns.instant(micros)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T12:00:00.000000001Z", "1500-11-23T12:00:00.999999999Z"})
    void between_two_microseconds_one_rounds_down_and_one_up(Instant instant) {
        assertThat(Columns.instant(Columns.micros(instant))).isBefore(instant);
        assertThat(Columns.instant(Columns.microsUp(instant))).isAfter(instant);
        assertThat(Columns.microsUp(instant)).isEqualTo(Columns.micros(instant) + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59.999999999Z"})
    void what_lies_beyond_all_columns_still_lies_on_its_side(String text) {
        Instant instant = Instant.parse(text);
        Instant column = Columns.instant(Columns.micros(instant));
        assertThat(column.isBefore(Instant.EPOCH)).isEqualTo(instant.isBefore(Instant.EPOCH));
        assertThat(Math.abs(column.getEpochSecond())).isGreaterThan(9_000_000_000_000L);
        assertThat(Columns.microsUp(instant)).isBetween(Columns.micros(instant), Columns.micros(instant) + 1);
    }
}

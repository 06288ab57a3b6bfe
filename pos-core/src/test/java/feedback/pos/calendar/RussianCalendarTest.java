package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RussianCalendarTest {
    /** Of the merged facts of seven sources, one line a day: date,type,name,movedFrom. */
    private static final String FACTS = "60757551cad12096e04cd0577a3935f475a558c1ee90a137706828b9bdd11a72";

    private final WorkCalendar russia = WorkCalendar.russia();

    @ParameterizedTest
    @CsvSource({
        "2011,248", "2012,249", "2013,247", "2014,247", "2015,247", "2016,247", "2017,247", "2018,247",
        "2019,247", "2020,247", "2021,247", "2022,247", "2023,247", "2024,248", "2025,247", "2026,247"
    })
    void each_year_has_the_working_days_of_its_decree(int year, int worked) {
        LocalDate newYear = LocalDate.of(year, 1, 1);

        assertThat(russia.workingDaysBetween(newYear, newYear.plusYears(1))).isEqualTo(worked);
        assertThat(russia.year(year).stream().filter(CalendarDay::isWorking)).hasSize(worked);
        assertThat(russia.year(year)).hasSize(newYear.lengthOfYear());
    }

    @Test
    void every_day_is_what_the_merged_facts_say() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        russia.firstDay()
                .datesUntil(russia.lastDay().plusDays(1))
                .map(russia::day)
                .map(RussianCalendarTest::line)
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));

        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(FACTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-04-28",
                "2018-12-29",
                "2021-02-20",
                "2022-03-05",
                "2024-04-27",
                "2024-11-02",
                "2024-12-28",
                "2025-11-01"
            })
    void a_saturday_whose_day_off_was_moved_is_worked(LocalDate saturday) {
        assertThat(russia.isWorking(saturday)).isTrue();
        assertThat(russia.day(saturday).type())
                .isIn(CalendarDay.Type.WORKING_WEEKEND, CalendarDay.Type.WORKING_WEEKEND_SHORT);
    }

    @Test
    void a_day_off_that_was_moved_says_from_where() {
        assertThat(russia.day(LocalDate.of(2026, 1, 9)))
                .isEqualTo(new CalendarDay(
                        LocalDate.of(2026, 1, 9), CalendarDay.Type.TRANSFERRED_OFF, null, LocalDate.of(2026, 1, 3)));
    }

    @Test
    void a_holiday_keeps_its_name_on_a_weekend() {
        assertThat(russia.day(LocalDate.of(2026, 5, 9)))
                .isEqualTo(new CalendarDay(LocalDate.of(2026, 5, 9), CalendarDay.Type.HOLIDAY, "День Победы", null));
    }

    @Test
    void days_made_non_working_by_decree_are_worked_unless_the_policy_takes_them_off() {
        WorkCalendar observing = WorkCalendar.russia(DecreedDays.OFF);
        LocalDate spring = LocalDate.of(2020, 3, 30);

        assertThat(russia.day(spring)).isEqualTo(new CalendarDay(spring, CalendarDay.Type.WORK, null, null));
        assertThat(observing.isWorking(spring)).isFalse();
        assertThat(observing.day(spring).type()).isEqualTo(CalendarDay.Type.DECREED_OFF);
        assertThat(observing.day(spring).name()).contains("25.03.2020 №206");
        assertThat(observing.workingDaysBetween(LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1)))
                .isEqualTo(247 - 28);
        assertThat(observing.workingDaysBetween(LocalDate.of(2021, 1, 1), LocalDate.of(2022, 1, 1)))
                .isEqualTo(247 - 7);
        assertThat(observing.day(LocalDate.of(2020, 4, 11)).type()).isEqualTo(CalendarDay.Type.WEEKEND);
    }

    @Test
    void the_data_says_where_it_begins_and_ends() {
        assertThat(russia.id()).isEqualTo("RU");
        assertThat(russia.firstDay()).isEqualTo("2011-01-01");
        assertThat(russia.lastDay()).isEqualTo("2026-12-31");
        assertThat(russia.isDecreed(LocalDate.of(2026, 12, 31))).isTrue();
        assertThat(russia.isDecreed(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(russia.fact(LocalDate.of(2010, 12, 31))).isEmpty();
        assertThat(russia.fact(LocalDate.of(2011, 1, 1))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2010-12-31", "2027-01-01", "9999-01-01"})
    void outside_its_data_the_calendar_refuses(LocalDate outside) {
        for (Runnable question : List.<Runnable>of(
                () -> russia.isWorking(outside),
                () -> russia.day(outside),
                () -> russia.workingOnOrAfter(outside),
                () -> russia.workingOnOrBefore(outside),
                () -> russia.workingDaysBetween(outside, outside.plusDays(1)),
                () -> russia.year(outside.getYear()))) {
            assertThatThrownBy(question::run)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CALENDAR_EXHAUSTED))
                    .hasMessageContaining("2011-01-01")
                    .hasMessageContaining("2026-12-31");
        }
    }

    private static String line(CalendarDay day) {
        return "%s,%s,%s,%s%n"
                .formatted(
                        day.date(),
                        day.type(),
                        Objects.requireNonNullElse(day.name(), ""),
                        Objects.requireNonNullElse(day.movedFrom(), ""))
                .replace(System.lineSeparator(), "\n");
    }
}

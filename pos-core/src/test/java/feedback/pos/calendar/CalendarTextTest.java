package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file of acts is read. */
class CalendarTextTest {

    @Test
    void an_act_ends_where_the_next_one_begins_and_a_calendar_where_the_next_one_begins() {
        List<CalendarEdition> acts = CalendarEdition.parse("""
                known 2026-09-20 Постановление на 2027 год
                year 2027
                HOLIDAY 01-01 01-02
                known 2027-09-20 Постановление на 2028 год
                year 2028
                HOLIDAY 01-01
                calendar RU-TA
                known 2026-12-20 Указ Раиса
                year 2027
                HOLIDAY 08-30
                """);

        assertThat(acts)
                .extracting(each -> each.calendar() + " " + each.act())
                .containsExactly("RU Постановление на 2027 год", "RU Постановление на 2028 год", "RU-TA Указ Раиса");
        assertThat(acts)
                .extracting(each -> each.years().keySet().toString())
                .containsExactly("[2027]", "[2028]", "[2027]");
        assertThat(acts)
                .extracting(each ->
                        each.years().values().iterator().next().notPlain().size())
                .containsExactly(2, 1, 1);
    }

    @Test
    void an_act_may_make_days_non_working_by_decree_and_nothing_else() {
        List<CalendarEdition> acts = CalendarEdition.parse("""
                known 2027-03-25 Указ
                decree 2027-03-30 2027-04-02 Нерабочая неделя
                """);

        assertThat(acts).singleElement().satisfies(act -> {
            assertThat(act.years()).isEmpty();
            assertThat(act.decreed())
                    .containsOnlyKeys(day("2027-03-30"), day("2027-03-31"), day("2027-04-01"), day("2027-04-02"))
                    .containsValue("Нерабочая неделя");
        });
    }

    @Test
    void an_act_that_says_nothing_is_none() {
        assertThat(key("known 2026-09-20 Постановление")).isEqualTo("calendar-file.empty");
        assertThat(CalendarEdition.parse("known 2026-09-20 x\nknown 2026-09-21 y\nyear 2027"))
                .extracting(CalendarEdition::act)
                .containsExactly("y");
    }

    @Test
    void an_act_need_not_be_called_anything() {
        assertThat(CalendarEdition.parse("known 2026-09-20\nyear 2027"))
                .extracting(CalendarEdition::act)
                .containsExactly("");
    }

    @Test
    void a_decree_wants_its_act_before_it() {
        assertThat(key("decree 2027-03-30 2027-04-02 Нерабочая неделя")).isEqualTo("calendar-file.no-act");
    }

    @Test
    void a_decree_makes_a_year_of_days_non_working_at_the_most() {
        assertThat(CalendarEdition.parse("known 2027-01-01 x\ndecree 2027-01-01 2028-01-02 x"))
                .singleElement()
                .satisfies(act -> assertThat(act.decreed()).hasSize(367));
        assertThat(key("known 2027-01-01 x\ndecree 2027-01-01 2028-01-03 x")).isEqualTo("calendar-file.unreadable");
    }

    @Test
    void the_years_are_those_from_1900_to_2200() {
        assertThat(CalendarEdition.parse("known 1900-01-01 x\nyear 1900\nknown 2200-12-31 y\nyear 2200"))
                .extracting(each -> each.known().getYear() + " " + each.years().firstKey())
                .containsExactly("1900 1900", "2200 2200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "known 1899-12-31 x\nyear 2027",
                "known 2201-01-01 x\nyear 2027",
                "known 2026-09-20 x\nyear 1899",
                "known 2026-09-20 x\nyear 2201"
            })
    void other_years_are_refused(String text) {
        assertThat(key(text)).isEqualTo("calendar-file.unreadable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|1|nonsense",
                "# a comment;;  ;nonsense|4|nonsense",
                "known 2026-09-20 x;year 2027;HOLIDAY <2027-01-01|3|HOLIDAY <2027-01-01",
                "known 2026-09-20 x;year 2027;year 2027 247 9|3|year 2027 247 9"
            })
    void what_cannot_be_read_is_told_with_its_line(String lines, String number, String shown) {
        assertThat(refused(lines.replace(';', '\n')).args()).containsExactly(number, shown);
    }

    @Test
    void of_a_long_line_the_beginning_is_shown() {
        String sixty = "x".repeat(60);

        assertThat(refused(sixty).args()).containsExactly("1", sixty);
        assertThat(refused(sixty + "y").args()).containsExactly("1", sixty + "…");
    }

    @Test
    void a_day_is_what_the_act_calls_it_and_says_from_where_it_was_moved() {
        CalendarEdition act = CalendarEdition.parse("""
                name 11-06 День Конституции
                known 2026-09-20 x
                year 2027
                HOLIDAY 11-06 03-04
                TRANSFERRED_OFF 11-05<2027-01-02
                """).get(0);

        assertThat(act.years().values().iterator().next().notPlain().values())
                .containsExactlyInAnyOrder(
                        new CalendarDay(day("2027-11-06"), Type.HOLIDAY, "День Конституции", null),
                        new CalendarDay(day("2027-03-04"), Type.HOLIDAY, null, null),
                        new CalendarDay(day("2027-11-05"), Type.TRANSFERRED_OFF, null, day("2027-01-02")));
    }

    private static String key(String text) {
        return refused(text).key();
    }

    private static Refusal refused(String text) {
        Refusal no = catchThrowableOfType(Refusal.class, () -> CalendarEdition.parse(text));
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}

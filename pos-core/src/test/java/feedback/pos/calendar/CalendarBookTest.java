package feedback.pos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.CalendarBook.Difference;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarBookTest {
    private static final String NEXT_YEAR = """
            # The year 2027 as it might be decreed: made up for this test.
            known 2026-09-20 Постановление Правительства РФ (пример)
            year 2027 247
            HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
            TRANSFERRED_OFF 05-03<2027-05-01 05-10<2027-05-09 06-14<2027-06-12 02-22<2027-02-20 11-05<2027-01-02 12-31<2027-01-03
            SHORT 04-30 06-11 11-03
            WORKING_WEEKEND_SHORT 02-20
            """;

    private final CalendarBook book = CalendarBook.russia();
    private final WorkCalendar russia = WorkCalendar.russia();

    @Test
    void a_year_is_added_without_a_release() {
        WorkCalendar grown = book.with(CalendarEdition.parse(NEXT_YEAR)).calendar("RU", DecreedDays.WORKED);

        assertThat(grown.lastDay()).isEqualTo("2027-12-31");
        assertThat(grown.year(2027).stream().filter(CalendarDay::isWorking)).hasSize(247);
        assertThat(grown.day(day("2027-05-03")).movedFrom()).isEqualTo("2027-05-01");
        assertThat(grown.day(day("2027-02-23")).name()).isEqualTo("День защитника Отечества");
        assertThat(grown.year(2026)).isEqualTo(russia.year(2026));
        assertThat(grown.source(2027)).hasValueSatisfying(source -> {
            assertThat(source.known()).isEqualTo("2026-09-20");
            assertThat(source.act()).isEqualTo("Постановление Правительства РФ (пример)");
        });
        assertThat(grown.edition()).startsWith("2026-09-20 ").isNotEqualTo(russia.edition());
        assertThat(russia.edition()).startsWith("2025-09-24 ");
    }

    @Test
    void the_preview_shows_the_days_that_are_otherwise() {
        WorkCalendar grown = book.with(CalendarEdition.parse(NEXT_YEAR)).calendar("RU", DecreedDays.WORKED);

        assertThat(CalendarBook.differences(russia, grown))
                .extracting(each -> each.after().date() + " " + each.before().type() + ">"
                        + each.after().type())
                .contains("2027-02-20 WEEKEND>WORKING_WEEKEND_SHORT", "2027-12-31 WORK>TRANSFERRED_OFF")
                .allMatch(each -> each.startsWith("2027"));
        assertThat(CalendarBook.differences(russia, russia)).isEmpty();
    }

    @Test
    void an_act_in_the_middle_of_a_year_takes_the_place_of_the_one_before() {
        String act = """
                known 2026-06-01 Указ (пример)
                year 2026 246
                HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
                TRANSFERRED_OFF 01-09<2026-01-03 03-09<2026-03-08 05-11<2026-05-09 07-01 12-31<2026-01-04
                SHORT 04-30 05-08 06-11 11-03
                """;
        CalendarBook later = book.with(CalendarEdition.parse(act));

        List<Difference> differences = CalendarBook.differences(russia, later.calendar("RU", DecreedDays.WORKED));
        assertThat(differences).extracting(each -> each.after().date()).containsExactly(day("2026-07-01"));
        assertThat(later.asKnownOn(day("2026-05-31"))
                        .calendar("RU", DecreedDays.WORKED)
                        .edition())
                .isEqualTo(russia.edition());
        assertThat(later.asKnownOn(day("2026-06-01"))
                        .calendar("RU", DecreedDays.WORKED)
                        .isWorking(day("2026-07-01")))
                .isFalse();
    }

    @Test
    void a_calendar_is_as_it_was_known_on_a_day() {
        WorkCalendar early = book.asKnownOn(day("2020-04-01")).calendar("RU", DecreedDays.OFF);

        assertThat(early.lastDay()).isEqualTo("2020-12-31");
        assertThat(early.isWorking(day("2020-07-01")))
                .as("decreed on 2020-06-01")
                .isTrue();
        assertThat(early.isWorking(day("2020-03-31")))
                .as("decreed on 2020-03-25")
                .isFalse();
        assertThat(early.isWorking(day("2020-04-06")))
                .as("decreed on 2020-04-02")
                .isTrue();
        assertThatThrownBy(() -> book.asKnownOn(day("2010-01-01")).calendar("RU", DecreedDays.WORKED))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void with_decreed_days_off_fewer_days_are_worked() {
        WorkCalendar off = WorkCalendar.russia(DecreedDays.OFF);

        assertThat(worked(off, 2020)).isEqualTo(219);
        assertThat(worked(off, 2021)).isEqualTo(240);
        assertThat(worked(off, 2022)).isEqualTo(247);
        assertThat(off.edition()).isNotEqualTo(russia.edition());
        assertThat(off.day(day("2020-04-06")).name()).contains("№239");
    }

    @Test
    void a_region_lays_its_own_days_over_the_federal_ones() {
        String own = """
                calendar RU-TA
                known 2025-12-20 Указ Раиса РТ (пример)
                name 08-30 День Республики Татарстан
                name 11-06 День Конституции Республики Татарстан
                year 2026
                HOLIDAY 08-30 11-06
                TRANSFERRED_OFF 08-31<2026-08-30
                """;
        CalendarBook grown = book.with(CalendarEdition.parse(own));
        WorkCalendar tatarstan = grown.calendar("RU-TA", DecreedDays.WORKED);

        assertThat(tatarstan.id()).isEqualTo("RU-TA");
        assertThat(tatarstan.day(day("2026-11-06")).name()).isEqualTo("День Конституции Республики Татарстан");
        assertThat(tatarstan.isWorking(day("2026-08-31"))).isFalse();
        assertThat(tatarstan.isWorking(day("2026-05-11")))
                .as("the federal day off")
                .isFalse();
        assertThat(worked(tatarstan, 2026)).isEqualTo(245);
        assertThat(worked(grown.calendar("RU", DecreedDays.WORKED), 2026)).isEqualTo(247);
        assertThat(grown.calendar("RU-KRS", DecreedDays.WORKED).year(2026)).isEqualTo(russia.year(2026));
    }

    @Test
    void an_act_that_came_to_be_known_later_stands_in_whatever_order_they_are_brought() {
        String late = "known 2026-10-01 поздний\nyear 2027\nHOLIDAY 01-01";
        String early = "known 2026-09-01 ранний\nyear 2027\nHOLIDAY 01-01 01-02";

        for (String acts : List.of(late + "\n" + early, early + "\n" + late)) {
            CalendarBook both = book.with(CalendarEdition.parse(acts));
            assertThat(both.calendar("RU", DecreedDays.WORKED).source(2027))
                    .hasValueSatisfying(source -> assertThat(source.act()).isEqualTo("поздний"));
            assertThat(both.editions())
                    .hasSize(book.editions().size() + 2)
                    .isSortedAccordingTo(Comparator.comparing(CalendarEdition::known))
                    .last()
                    .satisfies(last -> assertThat(last.act()).isEqualTo("поздний"));
        }
    }

    @Test
    void an_edition_is_not_another_one_by_an_act_of_another_region_or_one_that_says_nothing() {
        CalendarEdition silent =
                new CalendarEdition("RU", day("2026-12-30"), "пустой", new TreeMap<>(), new TreeMap<>());
        List<CalendarEdition> regional =
                CalendarEdition.parse("calendar RU-TA\nknown 2026-12-20 Указ\nyear 2026\nHOLIDAY 08-31");
        CalendarBook grown = book.with(regional).with(List.of(silent));

        assertThat(grown.calendar("RU", DecreedDays.WORKED).edition()).isEqualTo(russia.edition());
        assertThat(grown.calendar("RU-TA", DecreedDays.WORKED).edition()).startsWith("2026-12-20 ");
        assertThat(grown.calendar("RU-KRS", DecreedDays.WORKED).edition()).isEqualTo(russia.edition());
    }

    @Test
    void a_decree_that_is_brought_takes_worked_days_off_where_the_policy_says_so() {
        CalendarBook grown = book.with(CalendarEdition.parse("""
                known 2026-03-25 Указ
                decree 2026-03-28 2026-04-01 Нерабочая неделя
                decree 2027-01-11 2027-01-12 за пределами календаря
                """));
        WorkCalendar off = grown.calendar("RU", DecreedDays.OFF);

        assertThat(off.day(day("2026-03-28")).type()).isEqualTo(CalendarDay.Type.WEEKEND);
        assertThat(off.day(day("2026-03-30")))
                .isEqualTo(new CalendarDay(day("2026-03-30"), CalendarDay.Type.DECREED_OFF, "Нерабочая неделя", null));
        assertThat(off.isWorking(day("2026-04-02"))).isTrue();
        assertThat(off.isDecreed(day("2027-01-11"))).isFalse();
        assertThat(grown.calendar("RU", DecreedDays.WORKED).isWorking(day("2026-03-30")))
                .isTrue();
    }

    @Test
    void a_decree_of_a_region_takes_days_off_there_only() {
        CalendarBook grown = book.with(
                CalendarEdition.parse("calendar RU-TA\nknown 2026-03-25 Указ\ndecree 2026-03-30 2026-03-30 Траур"));

        assertThat(grown.calendar("RU-TA", DecreedDays.OFF).isWorking(day("2026-03-30")))
                .isFalse();
        assertThat(grown.calendar("RU", DecreedDays.OFF).isWorking(day("2026-03-30")))
                .isTrue();
        assertThat(grown.calendar("RU-KRS", DecreedDays.OFF).isWorking(day("2026-03-30")))
                .isTrue();
    }

    @Test
    void a_year_that_only_one_of_two_calendars_has_is_compared_with_the_fallback_of_the_other() {
        WorkCalendar short2027 =
                CalendarBook.of(CalendarEdition.parse(NEXT_YEAR)).calendar("RU", DecreedDays.WORKED);

        List<Difference> more = CalendarBook.differences(short2027, russia);
        List<Difference> less = CalendarBook.differences(russia, short2027);

        assertThat(more)
                .first()
                .satisfies(each -> assertThat(each.before().date()).isEqualTo("2011-01-06"));
        assertThat(less)
                .extracting(each -> each.before().date())
                .isEqualTo(more.stream().map(each -> each.after().date()).toList());
        assertThat(less)
                .last()
                .satisfies(each -> assertThat(each.after().date()).isEqualTo("2027-12-31"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing at all|calendar-file.unreadable",
                "# a comment only|calendar-file.empty",
                "year 2027 247|calendar-file.no-act",
                "known 2026-09-20 x;year 1492|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027 9 9|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;year 2027|calendar-file.unreadable",
                "known 2026-09-20 x;HOLIDAY 01-01|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;HOLIDAY 13-01|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;HOLIDAY 02-29|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;HOLIDAY|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;DECREED_OFF 01-01|calendar-file.unreadable",
                "known 2026-09-20 x;year 2027;WORKING_WEEKEND 01-11|calendar-file.day-of-week",
                "known 2026-09-20 x;year 2027;SHORT 01-09|calendar-file.day-of-week",
                "known 2026-09-20 x;year 2027;HOLIDAY 01-01 01-01|calendar-file.twice",
                "known 2026-09-20 x;decree 2026-05-08 2026-05-06 y|calendar-file.unreadable",
                "known 2026-09-20 x;decree 2026-05-08 2028-05-06 y|calendar-file.unreadable",
                "known 2026-09-20 x;decree 2026-05-06 2026-05-08|calendar-file.unreadable",
                "calendar US|calendar-file.unreadable",
                "calendar RU-TA;year 2026|calendar-file.no-act",
                "known 2026-09-20 x;year 2027 300;HOLIDAY 01-01|calendar.count",
                "known 2026-09-20 x;year 2028;HOLIDAY 01-01|calendar.gap",
                "calendar RU-TA;known 2026-09-20 x;year 2027;HOLIDAY 01-01|calendar.no-federal-year",
            })
    void a_file_that_is_wrong_is_refused_and_says_where(String lines, String key) {
        assertThatThrownBy(() -> book.with(CalendarEdition.parse(lines.replace(';', '\n'))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields()).singleElement().satisfies(field -> {
                            assertThat(field.field()).isEqualTo("calendar");
                            assertThat(field.key()).isEqualTo(key);
                        }));
    }

    @Test
    void a_file_without_end_is_refused() {
        assertThatThrownBy(() -> CalendarEdition.parse("#".repeat(200_001))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CalendarEdition.parse("#".repeat(200_000)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields().get(0).key()).isEqualTo("calendar-file.empty"));
    }

    private static int worked(WorkCalendar calendar, int year) {
        return calendar.workingDaysBetween(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}

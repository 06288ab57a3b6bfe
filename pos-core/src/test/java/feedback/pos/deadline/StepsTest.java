package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which facts each step of an explanation holds: all that the date follows from, and nothing else. */
class StepsTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();
    private final WorkCalendar endless = russia.orFallback();

    @Test
    void days_off_in_a_row_are_one_stretch_as_long_as_they_are_of_one_kind_and_name() {
        assertThat(term("2025-12-30T10:00+03:00", "6wd").off())
                .containsExactly(
                        span("2025-12-31", "2025-12-31", Type.TRANSFERRED_OFF, null),
                        span("2026-01-01", "2026-01-06", Type.HOLIDAY, "Новогодние каникулы"),
                        span("2026-01-07", "2026-01-07", Type.HOLIDAY, "Рождество Христово"),
                        span("2026-01-08", "2026-01-08", Type.HOLIDAY, "Новогодние каникулы"),
                        span("2026-01-09", "2026-01-09", Type.TRANSFERRED_OFF, null),
                        span("2026-01-10", "2026-01-11", Type.WEEKEND, null),
                        span("2026-01-17", "2026-01-18", Type.WEEKEND, null));
        assertThat(span("2026-01-01", "2026-01-06", Type.HOLIDAY, null).days()).isEqualTo(6);
    }

    @Test
    void a_term_in_working_days_passes_over_days_off_after_the_day_of_receipt() {
        assertThat(term("2026-05-09T10:00+03:00", "1wd"))
                .isEqualTo(new Step.TermAdded(
                        day("2026-05-09"),
                        day("2026-05-12"),
                        Unit.WORKING_DAYS,
                        1,
                        null,
                        null,
                        List.of(
                                span("2026-05-10", "2026-05-10", Type.WEEKEND, null),
                                span("2026-05-11", "2026-05-11", Type.TRANSFERRED_OFF, null))));
    }

    @Test
    void a_term_in_working_hours_tells_days_off_and_short_days_from_the_day_of_receipt_on() {
        assertThat(term("2026-04-30T10:00+03:00", "20wh"))
                .isEqualTo(new Step.TermAdded(
                        day("2026-04-30"),
                        day("2026-05-05"),
                        Unit.WORKING_HOURS,
                        20,
                        at("2026-05-05T13:00+03:00"),
                        WorkingHours.usual(),
                        List.of(
                                span("2026-04-30", "2026-04-30", Type.SHORT, null),
                                span("2026-05-01", "2026-05-01", Type.HOLIDAY, "Праздник Весны и Труда"),
                                span("2026-05-02", "2026-05-03", Type.WEEKEND, null))));
    }

    @Test
    void terms_that_run_on_days_off_do_not_tell_of_them() {
        assertThat(term("2026-05-08T10:00+03:00", "P10D").off()).isEmpty();
        assertThat(term("2026-05-08T10:00+03:00", "PT72H").off()).isEmpty();
    }

    @Test
    void a_clock_that_begins_on_the_next_worked_day_tells_what_it_passed_over() {
        Course course = course("2026-05-09T10:00+03:00", "P10D")
                .withRules(ClockRules.usual().withStart(StartRule.NEXT_WORKING_DAY));

        assertThat(Deadlines.explain(course, russia).get(1))
                .isEqualTo(new Step.Begun(
                        day("2026-05-09"),
                        day("2026-05-12"),
                        List.of(
                                span("2026-05-09", "2026-05-09", Type.HOLIDAY, "День Победы"),
                                span("2026-05-10", "2026-05-10", Type.WEEKEND, null),
                                span("2026-05-11", "2026-05-11", Type.TRANSFERRED_OFF, null))));
    }

    @ParameterizedTest
    @CsvSource({
        // Decreed
        "2026-05-07T10:00+03:00,P10D,",
        "2026-05-08T10:00+03:00,P10D,",
        "2026-05-09T10:00+03:00,P10D,HOLIDAY",
        "2026-05-09T10:00+03:00,PT4H,HOLIDAY",
        // Not decreed, but taken as off by the fallback, which terms in days look at and hours do not
        "2027-01-02T10:00+03:00,P10D,HOLIDAY",
        "2027-01-09T10:00+03:00,10wd,WEEKEND",
        "2027-01-02T10:00+03:00,4wh,HOLIDAY",
        "2027-01-02T10:00+03:00,PT4H,",
        "2027-01-12T10:00+03:00,P10D,",
    })
    void a_day_of_receipt_that_is_off_is_told_as_far_as_it_is_known(String start, String term, @Nullable Type off) {
        assertThat(Deadlines.explain(course(start, term), endless).get(0))
                .isInstanceOfSatisfying(
                        Step.Received.class, step -> assertThat(step.off()).isEqualTo(off));
    }

    @Test
    void a_pause_that_costs_no_day_is_not_told() {
        Course course = course("2026-02-02T10:00+03:00", "10wd");
        Pause withinADay = new Pause(at("2026-02-04T10:00+03:00"), at("2026-02-04T18:00+03:00"), "вопрос");
        Pause overAWeekend = new Pause(at("2026-02-07T10:00+03:00"), at("2026-02-08T18:00+03:00"), "вопрос");

        assertThat(Deadlines.explain(course.withPauses(List.of(withinADay, overAWeekend)), russia))
                .extracting(Step::rule)
                .containsExactly("start", "term", "calendar", "due");
    }

    @Test
    void a_calendar_is_doubted_only_for_the_days_that_were_looked_at_in_it() {
        Extension extension = new Extension(day("2011-01-14"), "ждём");

        assertThat(rules(course("2010-12-20T10:00+03:00", "P30D")))
                .as("calendar days end within the data")
                .doesNotContain("beyond-calendar");
        assertThat(rules(course("2010-12-31T10:00+03:00", "PT4H").extended(extension)))
                .as("so do hours that were extended")
                .doesNotContain("beyond-calendar");
        assertThat(rules(course("2010-12-20T10:00+03:00", "20wd")))
                .as("working days were looked at from the first on")
                .contains("beyond-calendar");
        assertThat(rules(course("2010-12-31T17:00+03:00", "4wh")))
                .as("so were working hours")
                .contains("beyond-calendar");
    }

    @Test
    void the_act_is_that_of_the_last_days_year() {
        assertThat(Deadlines.explain(course("2025-12-20T10:00+03:00", "P30D"), russia))
                .filteredOn(Step.Looked.class::isInstance)
                .singleElement()
                .isEqualTo(new Step.Looked(
                        "RU",
                        russia.edition(),
                        day("2025-09-24"),
                        "Постановление Правительства РФ от 24.09.2025 № 1466"));
        assertThat(Deadlines.explain(course("2026-12-20T10:00+03:00", "P30D"), endless))
                .filteredOn(Step.Looked.class::isInstance)
                .singleElement()
                .isEqualTo(new Step.Looked("RU", russia.edition(), null, ""));
    }

    @Test
    void what_moved_a_date_is_told_of_the_last_count_only() {
        Pause pause = new Pause(at("2026-02-04T10:00+03:00"), at("2026-02-06T10:00+03:00"), "вопрос");
        RunningClock days =
                new RunningClock(course("2026-02-02T10:00+03:00", "P10D").withPauses(List.of(pause)), russia);
        RunningClock hours =
                new RunningClock(course("2026-02-02T10:00+03:00", "PT72H").withPauses(List.of(pause)), russia);

        days.dayAfter(5);
        days.dayAfter(10);
        hours.instantAfter(Duration.ofHours(60));
        hours.instantAfter(Duration.ofDays(3));

        assertThat(days.shifts()).extracting(RunningClock.Shift::to).containsExactly(day("2026-02-14"));
        assertThat(hours.shifts()).extracting(RunningClock.Shift::at).containsExactly(at("2026-02-07T10:00+03:00"));
    }

    @Test
    void pauses_that_overlap_are_told_as_one_with_everything_they_rest_on() {
        List<PausedTime> union = PausedTime.union(List.of(
                pause("2026-02-04", "2026-02-06", "вопрос", "anna", null),
                pause("2026-02-05", "2026-02-07", "вопрос", "boris", "№ 7"),
                pause("2026-02-07", "2026-02-08", "запрос", null, "№ 7"),
                pause("2026-02-10", "2026-02-11", "запрос", null, null),
                pause("2026-02-10", "2026-02-12", "запрос", "anna", null)));

        assertThat(union)
                .containsExactly(
                        new PausedTime(
                                at("2026-02-04T00:00Z"),
                                at("2026-02-08T00:00Z"),
                                "вопрос; запрос",
                                "anna; boris",
                                "№ 7"),
                        new PausedTime(at("2026-02-10T00:00Z"), at("2026-02-12T00:00Z"), "запрос", "anna", null));
    }

    private static Pause pause(String from, String to, String ground, @Nullable String by, @Nullable String document) {
        return new Pause(at(from + "T00:00Z"), at(to + "T00:00Z"), ground, by, document);
    }

    private List<String> rules(Course course) {
        return Deadlines.explain(course, endless).stream().map(Step::rule).toList();
    }

    private Step.TermAdded term(String start, String term) {
        return Deadlines.explain(course(start, term), russia).stream()
                .filter(Step.TermAdded.class::isInstance)
                .map(Step.TermAdded.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Span span(String from, String to, Type type, @Nullable String name) {
        return new Span(day(from), day(to), type, name);
    }

    private static Course course(String start, String term) {
        return Course.of(at(start), Term.parse(term), MOSCOW);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}

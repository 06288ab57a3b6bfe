package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageBudgetTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();
    private final StageBudget fast = StageBudget.fastTrack();

    /** From a Tuesday on, ten days without a holiday. */
    private final Course course = Course.of(at("2026-02-03T10:00+03:00"), Term.days(10), MOSCOW);

    @Test
    void each_stage_has_its_day() {
        assertThat(day(fast.moderation(), course)).isEqualTo("2026-02-04");
        assertThat(day(fast.coordination(), course)).isEqualTo("2026-02-05");
        assertThat(day(fast.execution(), course)).isEqualTo("2026-02-11");
        assertThat(day(fast.total(), course)).isEqualTo("2026-02-13");
        assertThat(fast.due(1, course, russia)).isEqualTo(at("2026-02-04T23:59:59+03:00"));
    }

    @Test
    void a_stage_that_would_end_on_a_day_off_ends_before_it() {
        Course friday = Course.of(at("2026-02-06T10:00+03:00"), Term.days(10), MOSCOW);

        assertThat(day(2, friday)).isEqualTo("2026-02-06");
        assertThat(day(10, friday)).isEqualTo("2026-02-16");
    }

    @Test
    void no_stage_ends_before_the_day_the_message_came_in() {
        Course newYear = Course.of(at("2026-01-02T10:00+03:00"), Term.days(10), MOSCOW);

        assertThat(day(1, newYear)).isEqualTo("2026-01-02");
        assertThat(day(8, newYear)).isEqualTo("2026-01-02");
    }

    @Test
    void no_stage_ends_after_the_legal_date() {
        Course short5 = course.withTerm(Term.days(5)).withRoll(Roll.BACKWARD);

        assertThat(day(fast.total(), short5)).isEqualTo("2026-02-06");
    }

    @Test
    void an_extension_gives_its_days_to_execution_and_approval_only() {
        Course extended = course.extended(new Extension(LocalDate.of(2026, 2, 20), "ждём подрядчика"));

        assertThat(day(fast.moderation(), extended)).isEqualTo("2026-02-04");
        assertThat(day(fast.coordination(), extended)).isEqualTo("2026-02-05");
        assertThat(day(fast.execution(), extended)).isEqualTo("2026-02-18");
        assertThat(day(fast.total(), extended)).isEqualTo("2026-02-20");
    }

    @Test
    void a_pause_moves_the_stages_that_were_not_over() {
        Course paused = course.withPauses(
                List.of(new Pause(at("2026-02-06T10:00+03:00"), at("2026-02-10T10:00+03:00"), "вопрос заявителю")));

        assertThat(day(fast.coordination(), paused)).isEqualTo("2026-02-05");
        assertThat(day(fast.execution(), paused)).isEqualTo("2026-02-13");
        assertThat(day(fast.total(), paused)).isEqualTo("2026-02-17");
    }

    @Test
    void a_term_in_working_days_has_stages_in_working_days() {
        assertThat(day(fast.execution(), course.withTerm(Term.workingDays(10)))).isEqualTo("2026-02-13");
    }

    @ParameterizedTest
    @CsvSource({
        "1,2026-02-03T11:00+03:00",
        "2,2026-02-03T12:00+03:00",
        "8,2026-02-03T18:00+03:00",
        "10,2026-02-03T20:00+03:00"
    })
    void a_term_in_hours_is_shared_out_by_the_hour(int days, OffsetDateTime due) {
        assertThat(fast.due(days, course.withTerm(Term.hours(10)), russia)).isEqualTo(due.toInstant());
    }

    @Test
    void an_extension_of_a_term_in_hours_gives_its_time_to_execution_and_approval_only() {
        Course extended =
                course.withTerm(Term.hours(10)).extended(new Extension(LocalDate.of(2026, 2, 5), "ждём подрядчика"));

        assertThat(fast.due(fast.moderation(), extended, russia)).isEqualTo(at("2026-02-03T11:00+03:00"));
        assertThat(fast.due(fast.coordination(), extended, russia)).isEqualTo(at("2026-02-03T12:00+03:00"));
        assertThat(fast.due(fast.execution(), extended, russia)).isEqualTo(at("2026-02-05T21:59:59+03:00"));
        assertThat(fast.due(fast.total(), extended, russia)).isEqualTo(at("2026-02-05T23:59:59+03:00"));
    }

    @Test
    void the_dues_of_all_stages_are_those_of_each() {
        assertThat(fast.dues(course, russia))
                .containsExactly(
                        at("2026-02-04T23:59:59+03:00"),
                        at("2026-02-05T23:59:59+03:00"),
                        at("2026-02-11T23:59:59+03:00"));
    }

    @Test
    void stages_come_in_order_and_within_the_term_whatever_the_course() {
        Courses courses = new Courses(3);
        WorkCalendar endless = russia.orFallback();
        for (int i = 0; i < Courses.cases(3_000); i++) {
            Course any = courses.any();
            DayByDay wall = new DayByDay(any, endless);
            Instant before = wall.endOf(any.startDay());
            StageBudget budget =
                    new StageBudget(1, 1 + courses.below(5), 6 + courses.below(200), 210 + courses.below(100));
            for (int days :
                    new int[] {budget.moderation(), budget.coordination(), budget.execution(), budget.total()}) {
                LocalDate day = wall.lastDay(Math.min(days, any.term().amount()));
                if (days >= budget.execution()) {
                    day = day.plusDays(
                            wall.raw().toEpochDay() - wall.unextended().toEpochDay());
                }
                Instant expected = wall.endOf(wall.rolled(Roll.BACKWARD, day));

                Instant due = budget.due(days, any, endless);

                assertThat(due)
                        .as(() -> days + " days of " + any)
                        .isEqualTo(expected.isAfter(wall.due()) ? wall.due() : expected)
                        .isBetween(before, wall.due());
                before = due;
            }
        }
    }

    @Test
    void the_default_budgets_are_those_of_the_regulation() {
        assertThat(StageBudget.fastTrack()).isEqualTo(new StageBudget(1, 2, 8, 10));
        assertThat(StageBudget.ordinary()).isEqualTo(new StageBudget(1, 3, 25, 30));
        assertThat(StageBudget.appeal()).isEqualTo(new StageBudget(3, 7, 25, 30));
    }

    @ParameterizedTest
    @CsvSource({"0,2,8,10", "3,2,8,10", "1,9,8,10", "1,2,11,10", "1,2,8,3651"})
    void the_days_of_a_budget_ascend(int moderation, int coordination, int execution, int total) {
        assertThatThrownBy(() -> new StageBudget(moderation, coordination, execution, total))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("must ascend");
    }

    private LocalDate day(int days, Course of) {
        return LocalDate.ofInstant(fast.due(days, of, russia), of.zone());
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}

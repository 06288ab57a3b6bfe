package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();

    @Test
    void ten_days_from_the_seventh_of_may_2026_end_on_monday_the_eighteenth() {
        Deadline deadline = count(course("2026-05-07T10:00+03:00", "P10D"));

        assertThat(deadline.raw()).isEqualTo("2026-05-17");
        assertThat(deadline.due()).isEqualTo(at("2026-05-18T23:59:59+03:00"));
        assertThat(deadline.dueDay()).isEqualTo("2026-05-18");
        assertThat(deadline.control()).isEqualTo("2026-05-15");
    }

    @Test
    void a_day_off_on_which_a_message_comes_in_is_day_zero_all_the_same() {
        Deadline deadline = count(course("2026-01-06T12:00+03:00", "P10D"));

        assertThat(deadline.raw()).isEqualTo("2026-01-16");
        assertThat(deadline.dueDay()).isEqualTo("2026-01-16");
    }

    @Test
    void working_days_leave_out_holidays_and_moved_days_off() {
        // The tenth worked day after May 7, 2026: May 9-11 and two weekends are off
        assertThat(count(course("2026-05-07T10:00+03:00", "10wd")).dueDay()).isEqualTo("2026-05-22");
    }

    @Test
    void a_working_saturday_counts() {
        assertThat(count(course("2024-11-01T10:00+03:00", "1wd")).dueDay()).isEqualTo("2024-11-02");
    }

    @ParameterizedTest
    @CsvSource({"FORWARD,2026-05-18", "BACKWARD,2026-05-15", "KEEP,2026-05-17"})
    void the_policy_says_where_a_day_off_rolls(Roll roll, LocalDate expected) {
        assertThat(count(course("2026-05-07T10:00+03:00", "P10D").withRoll(roll))
                        .dueDay())
                .isEqualTo(expected);
    }

    @Test
    void nothing_rolls_back_to_before_the_day_it_came_in() {
        Deadline deadline = count(course("2026-01-03T10:00+03:00", "P2D").withRoll(Roll.BACKWARD));

        assertThat(deadline.raw()).isEqualTo("2026-01-05");
        assertThat(deadline.dueDay()).isEqualTo("2026-01-03");
        assertThat(deadline.control()).isEqualTo("2026-01-03");
    }

    @Test
    void the_day_is_judged_in_the_zone_of_the_organization() {
        // One and the same evening: still May 7 in Moscow, May 8 in Vladivostok already
        Course moscow = course("2026-05-07T20:00+03:00", "P5D");

        assertThat(count(moscow).raw()).isEqualTo("2026-05-12");
        Deadline vladivostok = count(moscow.withZone(ZoneId.of("Asia/Vladivostok")));
        assertThat(vladivostok.raw()).isEqualTo("2026-05-13");
        assertThat(vladivostok.due()).isEqualTo(at("2026-05-13T23:59:59+10:00"));
    }

    @Test
    void the_last_second_follows_the_rules_of_its_zone() {
        // Moscow gave up UTC+4 on October 26, 2014; Berlin's night of March 30, 2025 has 23 hours
        assertThat(count(course("2014-10-20T10:00+04:00", "P7D")).due()).isEqualTo(at("2014-10-27T23:59:59+03:00"));
        assertThat(count(course("2025-03-25T10:00+01:00", "P6D").withZone(ZoneId.of("Europe/Berlin")))
                        .due())
                .isEqualTo(at("2025-03-31T23:59:59+02:00"));
    }

    @Test
    void clocks_that_are_changed_on_the_last_day_itself_change_its_last_second_too() {
        // Both were worked in Russia: a Sunday on which New York went over to summer time, and the Saturday before the
        // night
        // in which Havana had midnight twice
        assertThat(count(course("2012-03-08T10:00-05:00", "P3D").withZone(ZoneId.of("America/New_York")))
                        .due())
                .isEqualTo(at("2012-03-11T23:59:59-04:00"));
        assertThat(count(course("2024-01-15T10:00-05:00", "P292D").withZone(ZoneId.of("America/Havana")))
                        .due())
                .isEqualTo(at("2024-11-02T23:59:59-04:00"));
    }

    @Test
    void a_day_that_begins_at_one_o_clock_ends_the_day_before_it_all_the_same() {
        // In Sao Paulo October 15, 2017 had no midnight
        Course course = course("2017-10-12T10:00-03:00", "P2D")
                .withZone(ZoneId.of("America/Sao_Paulo"))
                .withRoll(Roll.KEEP);

        assertThat(count(course).due()).isEqualTo(at("2017-10-14T23:59:59-03:00"));
    }

    @Test
    void hours_run_round_the_clock_and_do_not_roll() {
        Deadline deadline = count(course("2026-05-08T22:30+03:00", "PT4H"));

        assertThat(deadline.due()).isEqualTo(at("2026-05-09T02:30+03:00"));
        assertThat(deadline.raw()).isEqualTo("2026-05-09");
        assertThat(deadline.control()).isEqualTo("2026-05-09");
    }

    @Test
    void hours_need_no_calendar() {
        assertThat(count(course("2031-05-08T22:30+03:00", "PT4H")).due()).isEqualTo(at("2031-05-09T02:30+03:00"));
    }

    @Test
    void a_pause_costs_as_many_days_as_midnights_passed_in_it() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");

        assertThat(count(course).raw()).isEqualTo("2026-02-12");
        assertThat(paused(course, "2026-02-04T10:00+03:00", "2026-02-04T18:00+03:00"))
                .isEqualTo("2026-02-12");
        assertThat(paused(course, "2026-02-04T18:00+03:00", "2026-02-05T09:00+03:00"))
                .isEqualTo("2026-02-13");
        assertThat(paused(course, "2026-02-04T18:00+03:00", "2026-02-07T09:00+03:00"))
                .isEqualTo("2026-02-15");
    }

    @Test
    void a_pause_is_half_open() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");

        assertThat(paused(course, "2026-02-05T00:00+03:00", "2026-02-06T00:00+03:00"))
                .isEqualTo("2026-02-13");
        assertThat(paused(course, "2026-02-05T00:00:01+03:00", "2026-02-06T00:00+03:00"))
                .isEqualTo("2026-02-12");
        assertThat(paused(course, "2026-02-05T00:00+03:00", "2026-02-06T00:00:01+03:00"))
                .isEqualTo("2026-02-14");
    }

    @Test
    void a_pause_on_the_first_and_on_the_last_day_counts() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");

        assertThat(paused(course, "2026-02-02T11:00+03:00", "2026-02-03T11:00+03:00"))
                .isEqualTo("2026-02-13");
        assertThat(paused(course, "2026-02-12T23:00+03:00", "2026-02-14T09:00+03:00"))
                .isEqualTo("2026-02-14");
    }

    @Test
    void a_pause_after_the_end_or_before_the_start_changes_nothing() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");

        assertThat(paused(course, "2026-02-13T00:00:01+03:00", "2026-02-20T09:00+03:00"))
                .isEqualTo("2026-02-12");
        assertThat(paused(course, "2026-01-20T10:00+03:00", "2026-02-02T10:00+03:00"))
                .isEqualTo("2026-02-12");
    }

    @Test
    void two_questions_at_once_stop_the_clock_once() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");
        Pause question = pause("2026-02-04T10:00+03:00", "2026-02-07T10:00+03:00");
        Pause query = pause("2026-02-05T10:00+03:00", "2026-02-09T10:00+03:00");

        assertThat(count(course.withPauses(List.of(query, question))).raw()).isEqualTo("2026-02-17");
    }

    @Test
    void a_pause_over_a_weekend_costs_a_term_in_working_days_the_friday_only() {
        Course course = course("2026-02-02T10:00+03:00", "10wd");

        assertThat(count(course).raw()).isEqualTo("2026-02-16");
        assertThat(paused(course, "2026-02-06T15:00+03:00", "2026-02-08T15:00+03:00"))
                .isEqualTo("2026-02-17");
        assertThat(paused(course, "2026-02-07T15:00+03:00", "2026-02-08T15:00+03:00"))
                .isEqualTo("2026-02-16");
    }

    @Test
    void hours_grow_by_the_time_paused() {
        Course course = course("2026-02-02T10:00+03:00", "PT4H");

        assertThat(count(course.withPauses(List.of(pause("2026-02-02T11:00+03:00", "2026-02-02T12:30+03:00"))))
                        .due())
                .isEqualTo(at("2026-02-02T15:30+03:00"));
    }

    @Test
    void an_open_pause_adds_nothing_yet_and_nobody_is_late_in_it() {
        Course course = course("2026-02-02T10:00+03:00", "P10D");
        Pause open = pause("2026-02-04T10:00+03:00", null);
        Instant later = at("2026-03-02T10:00+03:00");

        Deadline deadline = count(course.withPauses(List.of(open)));
        assertThat(deadline.raw()).isEqualTo("2026-02-12");
        assertThat(deadline.isPaused()).isTrue();
        assertThat(deadline.isOverdue(later)).isFalse();

        Deadline over = count(course.withPauses(List.of(open.until(later))));
        assertThat(over.raw()).isEqualTo("2026-03-10");
        assertThat(over.isPaused()).isFalse();
    }

    @Test
    void an_answer_within_the_last_second_is_in_time() {
        Deadline deadline = count(course("2026-05-07T10:00+03:00", "P10D"));

        assertThat(deadline.isOverdue(at("2026-05-18T23:59:59.999+03:00"))).isFalse();
        assertThat(deadline.isOverdue(at("2026-05-19T00:00+03:00"))).isTrue();
    }

    @Test
    void an_extension_names_the_new_day_and_rolls_once() {
        Course course = course("2026-05-07T10:00+03:00", "P10D").extended(until("2026-06-12"));

        Deadline deadline = count(course);

        assertThat(deadline.raw()).isEqualTo("2026-06-12");
        assertThat(deadline.dueDay()).isEqualTo("2026-06-15");
        assertThat(deadline.control()).isEqualTo("2026-06-11");
    }

    @Test
    void an_extension_never_shortens() {
        Course course = course("2026-05-07T10:00+03:00", "P10D");

        assertThat(count(course.extended(until("2026-05-10"))).raw()).isEqualTo("2026-05-17");
        assertThat(count(course.extended(until("2026-07-01")).extended(until("2026-06-01")))
                        .raw())
                .isEqualTo("2026-07-01");
    }

    @Test
    void an_extension_survives_a_new_term_and_a_new_zone() {
        Course course = course("2026-05-07T10:00+03:00", "P10D")
                .extended(until("2026-06-16"))
                .withTerm(Term.days(30))
                .withZone(ZoneId.of("Asia/Irkutsk"));

        assertThat(count(course).due()).isEqualTo(at("2026-06-16T23:59:59+08:00"));
    }

    @Test
    void an_extended_term_in_hours_ends_with_its_day() {
        Course course = course("2026-05-08T10:00+03:00", "PT4H");

        assertThat(count(course.extended(until("2026-05-08"))).due()).isEqualTo(at("2026-05-08T23:59:59+03:00"));
        assertThat(count(course.extended(until("2026-05-09"))).due()).isEqualTo(at("2026-05-12T23:59:59+03:00"));
        assertThat(count(course.extended(until("2026-05-07"))).due()).isEqualTo(at("2026-05-08T14:00+03:00"));
    }

    @Test
    void beyond_the_calendar_it_is_refused_unless_there_is_a_fallback() {
        Course course = course("2026-12-20T10:00+03:00", "P30D");

        assertThatThrownBy(() -> count(course))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CALENDAR_EXHAUSTED));
        assertThat(Deadlines.of(course, russia.orFallback()).dueDay()).isEqualTo("2027-01-19");
    }

    @Test
    void a_course_has_limits() {
        Course course = course("2026-05-07T10:00+03:00", "P10D");
        List<Pause> many = Collections.nCopies(1001, pause("2026-05-07T10:00+03:00", null));

        assertRefused("pauses", () -> course.withPauses(many));
        assertRefused("extensions", () -> course.extended(until("2201-01-01")));
        assertRefused("start", () -> Course.of(Instant.MAX, Term.days(1), MOSCOW));
        assertRefused("start", () -> Course.of(Instant.MIN, Term.days(1), MOSCOW));
        assertRefused("pauses", () -> course.withPauses(List.of(new Pause(Instant.EPOCH, Instant.MAX, "вопрос"))));
        assertRefused("pauses", () -> pause("2026-05-07T10:00+03:00", "2026-05-07T09:59+03:00"));
    }

    private Deadline count(Course course) {
        return Deadlines.of(course, russia);
    }

    private LocalDate paused(Course course, String from, String to) {
        return count(course.withPauses(List.of(pause(from, to)))).raw();
    }

    private static void assertRefused(String field, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly(field));
    }

    private static Course course(String start, String term) {
        return Course.of(at(start), Term.parse(term), MOSCOW);
    }

    private static Pause pause(String from, @Nullable String to) {
        return new Pause(at(from), to == null ? null : at(to), "вопрос заявителю");
    }

    private static Extension until(String date) {
        return new Extension(LocalDate.parse(date), "ждём подрядчика");
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}

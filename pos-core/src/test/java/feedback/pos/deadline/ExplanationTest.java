package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Message.StageDues;
import feedback.pos.organization.Role;
import feedback.pos.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();

    @Test
    void the_way_to_a_date_is_told_step_by_step() {
        List<Step> steps = Deadlines.explain(course("2026-05-09T10:00+03:00", Term.days(8)), russia);

        assertThat(steps)
                .extracting(step -> step.text(RUSSIAN))
                .containsExactly(
                        "Получено 09.05.2026 в 10:00:00 (Europe/Moscow): этот день — нулевой, хотя это праздничный день",
                        "Срок в календарных днях — 8: последний день 17.05.2026",
                        "17.05.2026 — нерабочий день, поэтому срок кончается в следующий рабочий день: 18.05.2026."
                                + " Нерабочие дни: 17.05.2026 (выходные)",
                        "По производственному календарю RU, редакция " + russia.edition()
                                + " (Постановление Правительства РФ от 24.09.2025 № 1466)",
                        "Ответить нужно не позднее 18.05.2026 23:59:59 (Europe/Moscow, UTC+03:00)");
        assertThat(steps.get(2))
                .isEqualTo(new Step.Rolled(
                        day("2026-05-17"),
                        day("2026-05-18"),
                        Roll.FORWARD,
                        List.of(new Span(day("2026-05-17"), day("2026-05-17"), CalendarDay.Type.WEEKEND, null))));
        assertThat(steps.get(2).days()).isEqualTo(1);
        assertThat(steps.get(4).text(Locale.ENGLISH))
                .isEqualTo("The answer is due by 2026-05-18 23:59:59 (Europe/Moscow, UTC+03:00)");
    }

    @Test
    void pauses_and_extensions_say_why() {
        Course course = course("2026-02-02T10:00+03:00", Term.days(10))
                .withPauses(List.of(
                        new Pause(at("2026-02-04T10:00+03:00"), at("2026-02-06T10:00+03:00"), "вопрос заявителю"),
                        new Pause(at("2026-02-05T10:00+03:00"), at("2026-02-07T10:00+03:00"), "запрос в Росреестр")))
                .extended(new Extension(day("2026-02-10"), "слишком рано, чтобы продлить"))
                .extended(new Extension(day("2026-02-20"), "ждём подрядчика"));

        assertThat(Deadlines.explain(course, russia))
                .extracting(step -> step.text(RUSSIAN))
                .contains(
                        "Пауза с 04.02.2026 10:00 до 07.02.2026 10:00 (вопрос заявителю; запрос в Росреестр): "
                                + "последний день переносится с 12.02.2026 на 15.02.2026",
                        "Срок продлён до 20.02.2026 (ждём подрядчика)")
                .noneMatch(text -> text.contains("слишком рано"));
    }

    @Test
    void a_clock_that_stands_is_told() {
        Course course = course("2026-02-02T10:00+03:00", Term.days(10))
                .withPauses(List.of(new Pause(at("2026-02-04T10:00+03:00"), null, "вопрос заявителю")));

        assertThat(Deadlines.explain(course, russia)).extracting(Step::rule).contains("pause-open");
    }

    @Test
    void a_date_that_no_decree_stands_behind_is_told() {
        List<Step> steps = Deadlines.explain(course("2026-12-20T10:00+03:00", Term.days(30)), russia.orFallback());

        assertThat(steps).extracting(Step::rule).containsExactly("start", "term", "calendar", "beyond-calendar", "due");
        assertThat(steps.get(3).text(Locale.ENGLISH)).contains("decreed from 2011-01-01 to 2026-12-31");
    }

    @Test
    void a_date_within_the_calendar_is_not_doubted() {
        assertThat(Deadlines.explain(course("2026-12-01T10:00+03:00", Term.days(10)), russia.orFallback()))
                .extracting(Step::rule)
                .doesNotContain("beyond-calendar");
    }

    @Test
    void hours_are_told_without_a_calendar() {
        assertThat(Deadlines.explain(course("2031-02-02T10:00+03:00", Term.hours(4)), russia))
                .extracting(Step::rule)
                .containsExactly("start", "term", "due");
    }

    @Test
    void every_step_has_words_in_both_languages() {
        Texts texts = Texts.beside(Step.class);

        assertThat(texts.keys(RUSSIAN)).isEqualTo(texts.keys(Locale.ENGLISH));
        assertThat(texts.keys(RUSSIAN))
                .contains("start", "begin", "pause", "pause-open", "extension", "calendar", "beyond-calendar", "due")
                .containsAll(Arrays.stream(Term.Unit.values())
                        .map(unit -> "term." + unit)
                        .toList())
                .containsAll(
                        Arrays.stream(Roll.values()).map(roll -> "roll." + roll).toList())
                .containsAll(Arrays.stream(CalendarDay.Type.values())
                        .filter(type -> !type.isWorking() || type.isShort())
                        .map(type -> "type." + type)
                        .toList())
                .containsAll(Arrays.stream(CalendarDay.Type.values())
                        .filter(type -> !type.isWorking())
                        .map(type -> "start.off." + type)
                        .toList());
    }

    @Test
    void every_kind_of_step_is_written_down_and_read_back_and_leads_to_the_same_date() {
        Codec codec = new Codec();
        Courses courses = new Courses(6);
        Set<String> rules = new HashSet<>();
        // That a promise stays is no matter of the clock: the procedure says so, see CorrectionTest
        Set<String> ofClock = new HashSet<>(Step.kinds().keySet());
        ofClock.remove("promise");
        for (int i = 0; i < Courses.cases(2_000) || !rules.equals(ofClock) && i < 2_000; i++) {
            Course course = courses.walk(i * 37);
            Deadline deadline = Deadlines.of(course, russia.orFallback());
            Event.DeadlineSet fact = new Event.DeadlineSet(
                    deadline,
                    new StageDues(deadline.due(), deadline.due(), deadline.due(), deadline.due(), null),
                    Deadlines.explain(course, russia.orFallback()));
            Entry entry = codec.seal("", new UUID(0, i), 1, deadline.start(), "system", Role.SYSTEM, fact);
            Event.DeadlineSet read = (Event.DeadlineSet) codec.readEvent(entry);

            assertThat(read).isEqualTo(fact);
            assertThat(Replay.of(read.steps())).isEqualTo(deadline.due());
            read.steps().forEach(step -> rules.add(step.rule()));
        }
        assertThat(rules).isEqualTo(ofClock);
    }

    @Test
    void a_worked_saturday_is_named_for_nobody_expects_it() {
        assertThat(Deadlines.explain(course("2024-12-26T10:00+03:00", Term.workingDays(2)), russia))
                .extracting(step -> step.text(RUSSIAN))
                .anyMatch(text -> text.contains("Рабочие выходные: 28.12.2024 (рабочий день)"));
        assertThat(Deadlines.explain(course("2025-10-30T10:00+03:00", Term.workingDays(2)), russia))
                .extracting(step -> step.text(RUSSIAN))
                .anyMatch(text -> text.contains("01.11.2025 (рабочий, на час короче)"));
    }

    @Test
    void the_acts_on_all_years_looked_at_are_named() {
        assertThat(Deadlines.explain(course("2025-12-22T10:00+03:00", Term.workingDays(8)), russia))
                .extracting(step -> step.text(RUSSIAN))
                .anyMatch(text -> text.contains("№ 1335; Постановление Правительства РФ от 24.09.2025 № 1466"));
    }

    @Test
    void there_is_one_day_zero() {
        Course course = course("2026-05-09T10:00+03:00", Term.days(8))
                .withRules(ClockRules.usual().withStart(StartRule.NEXT_WORKING_DAY));
        assertThat(Deadlines.explain(course, russia))
                .extracting(step -> step.text(RUSSIAN))
                .filteredOn(text -> text.contains("нулевой"))
                .containsExactly("Срок начинается в следующий рабочий день: нулевой день — 12.05.2026."
                        + " Нерабочие дни: 09.05.2026 (День Победы), 10.05.2026 (выходные),"
                        + " 11.05.2026 (перенесённый выходной)");
    }

    @Test
    void a_changed_explanation_does_not_replay() {
        List<Step> steps = Deadlines.explain(course("2026-05-07T10:00+03:00", Term.workingDays(10)), russia);
        for (int left = 0; left < steps.size(); left++) {
            List<Step> less = new ArrayList<>(steps);
            Step gone = less.remove(left);
            if (!(gone instanceof Step.Looked)) {
                assertThat(catchThrowable(() -> Replay.of(less)))
                        .as(gone::toString)
                        .isNotNull();
            }
        }
    }

    @Test
    void no_words_are_left_unfilled() {
        Courses courses = new Courses(5);
        for (int i = 0; i < Courses.cases(500); i++) {
            for (Step step : Deadlines.explain(courses.walk(i * 31), russia.orFallback())) {
                assertThat(step.text(RUSSIAN))
                        .as(step::toString)
                        .doesNotContain("{", "null")
                        .isNotEqualTo(step.rule());
                assertThat(step.text(Locale.ENGLISH))
                        .doesNotContain("{", "null")
                        .matches("\\P{IsCyrillic}*(\\(.*\\).*)?");
            }
        }
    }

    private static Course course(String start, Term term) {
        return Course.of(at(start), term, MOSCOW);
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}

package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a course, a rule or a budget may be at the least and at the most. */
class LimitsTest {
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-12-31T23:59:59Z");
    private static final Instant BEFORE = FIRST.minusNanos(1);
    private static final Instant AFTER = Instant.parse("2201-01-01T00:00:00Z");
    private final Course course = Course.of(Instant.parse("2026-02-03T07:00:00Z"), Term.days(10), ZoneId.of("UTC"));

    @Test
    void a_course_lies_within_three_centuries() {
        assertThat(course.withPauses(List.of(new Pause(FIRST, LAST, "вопрос"))).pauses())
                .hasSize(1);
        assertThat(Course.of(FIRST, Term.days(1), ZoneId.of("UTC")).start()).isEqualTo(FIRST);
        assertThat(Course.of(LAST, Term.days(1), ZoneId.of("UTC")).start()).isEqualTo(LAST);
        assertThat(course.extended(until("1900-01-01"))
                        .extended(until("2200-12-31"))
                        .extensions())
                .hasSize(2);

        assertThat(field(() -> course.withPauses(List.of(new Pause(BEFORE, LAST, "вопрос")))))
                .isEqualTo("pauses");
        assertThat(field(() -> course.withPauses(List.of(new Pause(FIRST, AFTER, "вопрос")))))
                .isEqualTo("pauses");
        assertThat(field(() -> Course.of(BEFORE, Term.days(1), ZoneId.of("UTC"))))
                .isEqualTo("start");
        assertThat(field(() -> Course.of(AFTER, Term.days(1), ZoneId.of("UTC"))))
                .isEqualTo("start");
        assertThat(field(() -> course.extended(until("1899-12-31")))).isEqualTo("extensions");
    }

    @Test
    void a_course_has_a_thousand_pauses_and_extensions_at_the_most() {
        List<Pause> pauses = new ArrayList<>(Collections.nCopies(1_000, new Pause(FIRST, LAST, "вопрос")));
        List<Extension> extensions = new ArrayList<>(Collections.nCopies(1_000, until("2026-03-03")));
        Course full = new Course(course.start(), course.term(), course.zone(), ClockRules.usual(), pauses, extensions);

        assertThat(full.pauses()).hasSize(1_000);
        assertThat(field(() -> full.extended(until("2026-03-04")))).isEqualTo("extensions");
        pauses.add(pauses.get(0));
        assertThat(field(() -> full.withPauses(pauses))).isEqualTo("pauses");
    }

    @Test
    void a_course_under_other_rules_is_the_same_course_otherwise() {
        ClockRules other = ClockRules.usual()
                .withStart(StartRule.NEXT_WORKING_DAY)
                .withRoll(Roll.KEEP)
                .withHours(new WorkingHours(LocalTime.of(8, 0), LocalTime.of(17, 0)))
                .withGrossFactor(2);

        assertThat(other)
                .isEqualTo(new ClockRules(
                        StartRule.NEXT_WORKING_DAY,
                        Roll.KEEP,
                        new WorkingHours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
                        2));
        assertThat(course.withRules(other).rules()).isEqualTo(other);
        assertThat(course.withRules(other).withRules(ClockRules.usual())).isEqualTo(course);
    }

    @Test
    void an_answer_is_grossly_late_after_one_to_twenty_terms() {
        assertThat(ClockRules.usual().withGrossFactor(1).grossFactor()).isEqualTo(1);
        assertThat(ClockRules.usual().withGrossFactor(20).grossFactor()).isEqualTo(20);
        assertThat(field(() -> ClockRules.usual().withGrossFactor(0))).isEqualTo("grossFactor");
        assertThat(field(() -> ClockRules.usual().withGrossFactor(21))).isEqualTo("grossFactor");
    }

    @Test
    void all_stages_may_end_on_the_same_day_and_after_ten_years_at_the_latest() {
        assertThat(new StageBudget(1, 1, 1, 1).total()).isEqualTo(1);
        assertThat(new StageBudget(3_650, 3_650, 3_650, 3_650).moderation()).isEqualTo(3_650);
    }

    @ParameterizedTest
    @CsvSource({
        "day-of-receipt,DAY_OF_RECEIPT",
        "next-working-day,NEXT_WORKING_DAY",
        "Next-Working-Day,NEXT_WORKING_DAY",
        "NEXT_WORKING_DAY,NEXT_WORKING_DAY",
    })
    void a_start_rule_is_read_in_capitals_or_not(String text, StartRule rule) {
        assertThat(StartRule.parse(text)).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"term", "roll", "startRule"})
    void of_what_cannot_be_read_forty_characters_are_shown(String field) {
        String forty = "x".repeat(40);
        Consumer<String> reader = switch (field) {
            case "term" -> Term::parse;
            case "roll" -> Roll::parse;
            default -> StartRule::parse;
        };

        assertThat(refusal(() -> reader.accept(forty)).args()).containsExactly(forty);
        assertThat(refusal(() -> reader.accept(forty + "y")).args()).containsExactly(forty + "…");
        assertThat(field(() -> reader.accept("y"))).isEqualTo(field);
    }

    @Test
    void a_term_out_of_range_is_told_in_its_own_unit() {
        assertThat(refusal(() -> Term.workingDays(3_651)).key()).isEqualTo("term.days-range");
        assertThat(refusal(() -> Term.workingHours(8_761)).key()).isEqualTo("term.hours-range");
        assertThat(Term.parse("4wh")).isEqualTo(Term.workingHours(4)).hasToString("4wh");
    }

    private static Extension until(String date) {
        return new Extension(LocalDate.parse(date), "ждём");
    }

    private static String field(Runnable act) {
        return refusal(act).fields().get(0).field();
    }

    private static Refusal refusal(Runnable act) {
        Refusal no = catchThrowableOfType(Refusal.class, act::run);
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }
}

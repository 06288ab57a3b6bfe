package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermTest {

    @Test
    void a_term_says_its_unit() {
        assertThat(Term.parse("P10D")).isEqualTo(Term.days(10));
        assertThat(Term.parse("10wd")).isEqualTo(Term.workingDays(10));
        assertThat(Term.parse("PT4H")).isEqualTo(Term.hours(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P3650D", "1wd", "3650wd", "PT1H", "PT8760H"})
    void a_term_is_written_as_it_is_read(String spelling) {
        assertThat(Term.parse(spelling)).hasToString(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "P10",
                "10d",
                "P1M",
                "P2W",
                "P1DT1H",
                "PT30M",
                "P-1D",
                "-1wd",
                "P10D ",
                "p10d",
                "10WD",
                "P١D",
                "P12345678901D"
            })
    void other_spellings_are_refused(String spelling) {
        assertRefused(() -> Term.parse(spelling), "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P3651D", "0wd", "3651wd", "P999999999D"})
    void days_have_a_range(String spelling) {
        assertRefused(() -> Term.parse(spelling), "from 1 to 3650");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0H", "PT8761H"})
    void hours_have_a_range(String spelling) {
        assertRefused(() -> Term.parse(spelling), "from 1 to 8760");
    }

    @Test
    void a_refusal_does_not_repeat_a_megabyte() {
        assertThatThrownBy(() -> Term.parse("P".repeat(1_000_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void a_roll_is_read_in_capitals_or_not() {
        assertThat(Roll.parse("forward")).isEqualTo(Roll.FORWARD);
        assertThat(Roll.parse("BACKWARD")).isEqualTo(Roll.BACKWARD);
        assertThat(Roll.parse("Keep")).isEqualTo(Roll.KEEP);
        assertThatThrownBy(() -> Roll.parse("sideways"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("sideways");
    }

    private static void assertRefused(Runnable act, String words) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_VALUE);
            assertThat(refusal.fields()).extracting(Refusal.Field::field).containsExactly("term");
            assertThat(refusal).hasMessageContaining(words);
        });
    }
}

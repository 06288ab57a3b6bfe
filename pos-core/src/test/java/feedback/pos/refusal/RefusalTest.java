package feedback.pos.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void the_reasons_are_the_table_of_http_errors() {
        Map<Integer, List<Reason>> table =
                Arrays.stream(Reason.values()).collect(Collectors.groupingBy(Reason::status));

        assertThat(table)
                .containsOnly(
                        Map.entry(400, List.of(Reason.MALFORMED, Reason.UNKNOWN_FIELD)),
                        Map.entry(401, List.of(Reason.UNAUTHENTICATED)),
                        Map.entry(403, List.of(Reason.FORBIDDEN)),
                        Map.entry(404, List.of(Reason.NOT_FOUND)),
                        Map.entry(409, List.of(Reason.WRONG_STAGE, Reason.ALREADY_DONE, Reason.CONFLICT)),
                        Map.entry(410, List.of(Reason.TOO_LATE)),
                        Map.entry(412, List.of(Reason.STALE_VERSION)),
                        Map.entry(413, List.of(Reason.TOO_LARGE)),
                        Map.entry(415, List.of(Reason.UNSUPPORTED_TYPE)),
                        Map.entry(422, List.of(Reason.INVALID_VALUE, Reason.KEY_REUSED, Reason.CALENDAR_EXHAUSTED)),
                        Map.entry(429, List.of(Reason.TOO_MANY)),
                        Map.entry(501, List.of(Reason.NOT_BUILT)),
                        Map.entry(503, List.of(Reason.UNAVAILABLE)));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_has_a_title_in_both_languages(Reason reason) {
        assertThat(reason.title(RUSSIAN)).isNotBlank().doesNotContain("reason.");
        assertThat(reason.title(Locale.ENGLISH)).isNotBlank().doesNotContain("reason.");
        assertThat(reason.title(RUSSIAN)).isNotEqualTo(reason.title(Locale.ENGLISH));
    }

    @Test
    void the_words_are_russian_unless_english_is_asked_for() {
        Refusal refusal = Refusal.of(Reason.INVALID_VALUE, "roll.unknown", "вбок");

        assertThat(refusal.text(RUSSIAN)).isEqualTo("Перенос «вбок» неизвестен: ожидается forward, backward или keep");
        assertThat(refusal.text(Locale.FRENCH)).isEqualTo(refusal.text(RUSSIAN));
        assertThat(refusal.text(Locale.US)).startsWith("The roll \"вбок\" is unknown");
        assertThat(refusal).hasMessage(refusal.text(Locale.ENGLISH));
    }

    @Test
    void a_refused_field_is_an_invalid_value_that_is_told_for_the_field_and_for_the_whole() {
        Refusal refusal = Refusal.field("term", "term.days-range", 1, 3650, 5000);

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(refusal.fields()).containsExactly(Field.of("term", "term.days-range", 1, 3650, 5000));
        assertThat(refusal.fields().get(0).text(Locale.ENGLISH))
                .isEqualTo("A term in days must be from 1 to 3650, not 5000")
                .isEqualTo(refusal.getMessage());
    }

    @Test
    void several_fields_are_named_at_once() {
        List<Field> fields = List.of(Field.of("roll", "roll.unknown", "x"), Field.of("term", "term.unreadable", "y"));

        Refusal refusal =
                Refusal.of(Reason.INVALID_VALUE, "reason.INVALID_VALUE").withFields(fields);

        assertThat(refusal.fields()).isEqualTo(fields);
        assertThat(refusal).hasMessage("Invalid value");
    }

    @Test
    void a_refusal_is_an_answer_and_no_fault_so_it_has_no_trace() {
        Refusal refusal = Refusal.of(Reason.NOT_FOUND, "reason.NOT_FOUND");

        refusal.addSuppressed(new IllegalStateException("lost"));

        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal.getSuppressed()).isEmpty();
    }

    @Test
    void a_key_without_words_is_shown_as_it_is() {
        assertThat(Refusal.of(Reason.CONFLICT, "nobody.wrote-this", 1)).hasMessage("nobody.wrote-this");
    }
}

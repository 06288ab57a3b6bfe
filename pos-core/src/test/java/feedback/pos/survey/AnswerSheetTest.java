package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.testkit.SampleSurvey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How answers stand in a table. */
class AnswerSheetTest {
    private final Survey survey = SampleSurvey.survey();
    private final Answers answers = survey.answers(SampleSurvey.answers());

    @Test
    void codes_stand_under_heads_that_programs_know() {
        Map<String, Object> row = row(AnswerSheet.withCodes(survey), answers.texts());

        assertThat(row)
                .containsEntry("lives", "yes")
                .containsEntry("since", LocalDate.of(2003, 5, 1))
                .containsEntry("age", new BigDecimal("41"))
                .containsEntry("district", "other")
                .containsEntry("district:text", "Посёлок Мирный")
                .containsEntry("yardBad=light", BigDecimal.ONE)
                .containsEntry("yardBad=green", BigDecimal.ZERO)
                .containsEntry("yardBad=other", BigDecimal.ONE)
                .containsEntry("yardBad:text", "Нет лавочек")
                .containsEntry("rate.light", "bad")
                .containsEntry("transport.stops", "")
                .containsEntry("objects=park", BigDecimal.valueOf(2))
                .containsEntry("features=wifi", "")
                .containsEntry("wait", new BigDecimal("25.5"))
                .containsEntry("why=work", "");
    }

    @Test
    void labels_are_for_people_and_erased_texts_are_not_there() {
        AnswerSheet sheet = AnswerSheet.withLabels(survey, Locale.forLanguageTag("ru"));
        Map<String, Object> row = row(sheet, Map.of("idea", "Скамейки"));

        assertThat(row)
                .containsEntry("1. Вы живёте в нашем городе?", "Да, постоянно")
                .containsEntry("5. В каком районе вы живёте?", "Другой")
                .containsEntry("5. В каком районе вы живёте? – Другой …", "")
                .containsEntry("18. Оцените места – Освещение", "Плохо")
                .containsEntry("38. Ваше предложение", "Скамейки");
        assertThat(sheet.row(answers.canonical(), Map.of())).hasSameSizeAs(sheet.heads());
    }

    private Map<String, Object> row(AnswerSheet sheet, Map<String, String> texts) {
        List<Object> cells = sheet.row(answers, texts);
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            row.put(sheet.heads().get(i), cells.get(i));
        }
        assertThat(row).hasSameSizeAs(cells);
        return row;
    }
}

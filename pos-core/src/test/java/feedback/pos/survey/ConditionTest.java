package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Section;
import feedback.pos.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of conditions: what it says, and that it never says more than one fault. */
class ConditionTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final List<Choice> AB =
            List.of(Choice.of("a", "Парк"), Choice.of("b", "Пруд"), Choice.of("it's", "Ещё"));

    private static final List<Question> BEFORE = List.of(
            new Question.Single(Asked.of("one", "Один"), AB, Label.of("Другое"), null, false),
            new Question.Multiple(Asked.of("many", "Много"), AB, null, Label.of("Ничего"), false, null, null),
            new Question.Scale(Asked.of("scale", "Шкала"), 1, 5, 1, null, null),
            new Question.Matrix(Asked.of("grid", "Оценки"), List.of(Choice.of("row1", "Двор")), AB, false, false),
            new Question.Ranking(Asked.of("rank", "Порядок"), AB, false, null, null),
            new Question.Text(Asked.of("text", "Слова"), false, 0, 100),
            new Question.Numeric(Asked.of("age", "Возраст"), null, null, null),
            new Question.Date(Asked.of("day", "День"), null, null));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{one} = 'a' | если в вопросе 1 выбрано «Парк»",
                "'a' == {one} | если в вопросе 1 выбрано «Парк»",
                "{one} <> 'it\\'s' | если в вопросе 1 не выбрано «Ещё»",
                "{one} anyof ['a', 'other'] | если в вопросе 1 выбрано хотя бы одно из: «Парк», «Другое»",
                "{many} contains 'a' and {many} noneof ['b', 'none'] |"
                        + " если в вопросе 2 выбрано «Парк» и в вопросе 2 не выбрано ничего из: «Пруд», «Ничего»",
                "18 <= {age} and ({day} < '2026-05-17' or {scale} = 3) |"
                        + " если ответ на вопрос 7 не меньше 18 и (ответ на вопрос 8 меньше 17.05.2026 или ответ на вопрос 3 равен 3)",
                "!({age} > 5 and {text} empty) | если неверно, что (ответ на вопрос 7 больше 5 и на вопрос 6 нет ответа)",
                "not {text} empty | если на вопрос 6 есть ответ",
                "{grid.row1} = 'b' | если в вопросе 4 (строка «Двор») выбрано «Пруд»",
                "{scale} < {age} | если ответ на вопрос 3 меньше ответа на вопрос 7",
            })
    void a_condition_is_said_in_plain_words(String text, String words) {
        assertThat(survey(text).explain("last", RUSSIAN)).contains(words);
        assertThat(survey(text).explain("last", Locale.ENGLISH).orElseThrow()).startsWith("if ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{none} = 'a' | survey.condition.unknown | 1",
                "{one} = 'a' or {last} empty | survey.condition.later | 16",
                "{later} empty | survey.condition.later | 1",
                "{one} = 'c' | survey.condition.choice | 9",
                "{grid.row2} = 'a' | survey.condition.row | 1",
                "{one} > 'a' | survey.condition.types | 7",
                "{age} = 'a' | survey.condition.types | 7",
                "{text} = 'a' | survey.condition.types | 8",
                "{text} contains 'a' | survey.condition.types | 8",
                "{day} = 'tomorrow' | survey.condition.date | 9",
                "{day} > 5 | survey.condition.types | 7",
                "{age} = {day} | survey.condition.types | 7",
                "{age} 5 | survey.condition.unexpected | 7",
                "{age} | survey.condition.end | 6",
                "{age} > | survey.condition.end | 8",
                "{age} like 5 | survey.condition.operator | 7",
                "1 = 1 | survey.condition.constant | 1",
                "({age} > 5 | survey.condition.end | 11",
                "{age} > 5) | survey.condition.unexpected | 10",
                "{one} = 'a | survey.condition.open | 9",
                "{age} > 1e9 | survey.condition.unexpected | 10",
                "{age} > 99999999999999 | survey.condition.number | 9",
                "!{age} > 5 | survey.condition.unexpected | 2",
                "{age} > 5 ; drop | survey.condition.unexpected | 11",
            })
    void a_fault_is_named_with_its_position(String text, String key, String position) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> survey(text));

        assertThat(refusal.fields()).hasSize(1);
        Refusal.Field field = refusal.fields().get(0);
        assertThat(field.field()).isEqualTo("sections[0].questions[8].visibleIf");
        assertThat(field.key()).isEqualTo(key);
        assertThat(field.args().get(0)).isEqualTo(position);
        assertThat(field.text(RUSSIAN)).startsWith("Позиция " + position + ":");
    }

    @Test
    void what_is_too_long_or_too_deep_is_refused_at_once() {
        assertThat(fault("(".repeat(1_900) + "{age} > 1" + ")".repeat(20))).isEqualTo("survey.condition.deep");
        assertThat(fault("not ".repeat(400) + "{age} > 1")).isEqualTo("survey.condition.deep");
        assertThat(fault("{age} > 1" + " or {age} > 1".repeat(200))).isEqualTo("survey.condition.long");
        assertThat(fault("{age}>1" + "||{age}>1".repeat(210))).isEqualTo("survey.condition.deep");
        assertThat(fault("{one} anyof ['a'" + ",'a'".repeat(300) + "]")).isEqualTo("survey.condition.deep");
        assertThat(survey("(".repeat(19) + "{age} > 1" + ")".repeat(19))).isNotNull();
        assertThat(fault("(".repeat(20) + "{age} > 1" + ")".repeat(20))).isEqualTo("survey.condition.deep");
    }

    @Test
    void garbage_is_refused_and_never_more() {
        String[] words = {
            "{one}",
            "{age}",
            "{grid.row1}",
            "{",
            "}",
            "'",
            "\"",
            "'a'",
            "5",
            "-",
            "-1.5",
            "(",
            ")",
            "[",
            "]",
            ",",
            "and",
            "or",
            "not",
            "!",
            "=",
            "<>",
            "<=",
            "contains",
            "anyof",
            "empty",
            "notempty",
            "\\",
            "\u0000",
            "\ud83d",
            "😀",
            ".",
            "%",
            "'2026-05-17'",
            "{day}",
            "true",
            "ы"
        };
        Random random = new Random(7);
        int sound = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            try {
                survey(text.toString());
                sound++;
            } catch (Refusal refusal) {
                assertThat(refusal.fields()).hasSize(1);
                assertThat(refusal.fields().get(0).key()).startsWith("survey.condition.");
            }
        }
        assertThat(sound).isPositive();
    }

    @Test
    void both_languages_say_the_same_with_the_same_places() {
        Texts texts = Texts.beside(Survey.class);
        assertThat(texts.keys(RUSSIAN)).isEqualTo(texts.keys(Locale.ENGLISH)).isNotEmpty();
        Pattern place = Pattern.compile("\\{\\d}");
        for (String key : texts.keys(RUSSIAN)) {
            assertThat(Set.copyOf(place.matcher(texts.get(RUSSIAN, key, List.of()))
                            .results()
                            .map(each -> each.group())
                            .toList()))
                    .as(key)
                    .isEqualTo(Set.copyOf(place.matcher(texts.get(Locale.ENGLISH, key, List.of()))
                            .results()
                            .map(each -> each.group())
                            .toList()));
        }
    }

    @Test
    void a_hidden_answer_does_not_count_for_what_comes_later() {
        Survey survey = Survey.of(
                null,
                null,
                List.of(new Section(
                        null,
                        null,
                        null,
                        List.of(
                                single("a", null),
                                single("b", "{a} = 'a'"),
                                single("c", "{b} = 'b'"),
                                single("d", "{b} <> 'b'")))),
                List.of());

        assertThat(survey.check("{'a':'a','b':'b'}".replace('\'', '"')).visible())
                .containsExactly("a", "b", "c");
        // b is wrong to be there, and is not there for c and d
        Answers.Draft hidden = survey.check("{'a':'b','b':'b'}".replace('\'', '"'));
        assertThat(hidden.visible()).containsExactly("a", "d");
        assertThat(hidden.wrong()).extracting(Refusal.Field::field).containsExactly("answers.b");
    }

    @Test
    void what_rests_on_a_wrong_answer_is_not_judged_at_any_distance() {
        Survey survey = Survey.of(
                null,
                null,
                List.of(new Section(
                        null,
                        null,
                        null,
                        List.of(single("a", null), single("b", "{a} = 'a'"), single("c", "{b} = 'b'")))),
                List.of());

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> survey.answers("{'a':5,'b':'a','c':'a'}".replace('\'', '"')));

        assertThat(refusal.fields()).extracting(Refusal.Field::field).containsExactly("answers.a");
    }

    private static String fault(String text) {
        return catchThrowableOfType(Refusal.class, () -> survey(text))
                .fields()
                .get(0)
                .key();
    }

    private static Question single(String name, String visibleIf) {
        return new Question.Single(new Asked(name, Label.of(name), null, false, visibleIf), AB, null, null, false);
    }

    private static Survey survey(String condition) {
        List<Question> questions = new ArrayList<>(BEFORE);
        questions.add(single("last", condition));
        questions.add(single("later", null));
        return Survey.of(null, null, List.of(new Section(null, null, null, questions)), List.of());
    }
}

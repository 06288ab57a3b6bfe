package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleSurvey;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to the survey of forty questions: what is taken, and what is refused beside its question. */
class AnswersTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private final Survey survey = SampleSurvey.survey();

    @Test
    void the_sample_answers_are_taken() {
        Answers answers = survey.answers(SampleSurvey.answers());

        assertThat(answers.texts())
                .containsOnlyKeys("district", "yardBad", "yardWhere", "badLight", "longWait", "best", "idea", "mail")
                .containsEntry("district", "Посёлок Мирный");
        assertThat(answers.canonical())
                .startsWith(
                        "{\"lives\":\"yes\",\"since\":\"2003-05-01\",\"age\":41,\"sex\":\"f\",\"district\":{\"other\":\"sha256:")
                .doesNotContain("Мирный")
                .doesNotContain("anna@");
        assertThat(answers.toString()).isEqualTo(answers.canonical());
        assertThat(survey.quotas(answers)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'lives':'yes' | 'lives':'maybe' | answers.lives | answers.choice",
                "'lives':'yes' | 'lives':['yes'] | answers.lives | answers.type.single",
                "'age':41 | 'age':'41' | answers.age | answers.type.number",
                "'age':41 | 'age':13 | answers.age | answers.atLeast",
                "'age':41 | 'age':121 | answers.age | answers.atMost",
                "'age':41 | 'age':41.5 | answers.age | answers.step",
                "'age':41 | 'age':1e999999 | answers.age | answers.number",
                "'age':41, | `` | answers.age | field.missing",
                "'since':'2003-05-01' | 'since':'01.05.2003' | answers.since | answers.date",
                "'since':'2003-05-01' | 'since':'1929-12-31' | answers.since | answers.dateRange",
                "{'other':'Посёлок Мирный'} | {'other':' '} | answers.district | answers.other",
                "{'other':'Посёлок Мирный'} | 'other' | answers.district | answers.other",
                "{'other':'Посёлок Мирный'} | {'other':'a','x':1} | answers.district | answers.type.single",
                "'yard':2 | 'yard':6 | answers.yard | answers.scale",
                "'yardBad':[ | 'yardBad':['none', | answers.yardBad | answers.none",
                "'yardBad':[ | 'yardBad':['green','parking', | answers.yardBad | answers.most",
                "'yardBad':[ | 'yardBad':['light', | answers.yardBad | answers.twice",
                "'rest':'unknown' | 'rest':'great' | answers.rate.rest | answers.choice",
                "'rest':'unknown' | 'rest':null | answers.rate.rest | field.missing",
                "'rest':'unknown' | 'rest':'unknown','noise':'bad' | answers.rate.noise | answers.row",
                "'objects':['embankment', | 'objects':[ | answers.objects | answers.rank",
                "'features':['toilets','benches'] | 'features':['toilets','benches','cafe','wifi'] | answers.features | answers.most",
                "'best':'Набережная' | 'best':'Он' | answers.best | answers.short",
                "'best':'Набережная' | 'best':'Набе\\nрежная' | answers.best | answers.line",
                "'best':'Набережная' | 'best':'Набе\\u0000режная' | answers.best | text.characters",
                "'best':'Набережная' | 'best':'\\ud83d' | answers.best | text.characters",
                "'votes':'no' | 'votes':'no','why':['rest'] | answers.why | answers.hidden",
                "'votes':'no' | 'votes':'no','nonsense':1 | answers.nonsense | answers.unknown",
            })
    void what_is_wrong_is_refused_beside_its_question(String right, String wrong, String field, String key) {
        String json = SampleSurvey.answers()
                .replaceAll("\\s*\n\\s*", "")
                .replace("\": ", "\":")
                .replace(", ", ",");
        String sent =
                json.replace(right.replace('\'', '"'), wrong.replace('\'', '"').trim());
        assertThat(sent).isNotEqualTo(json);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> survey.answers(sent));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(refusal.fields()).extracting(Refusal.Field::field).containsOnly(field);
        assertThat(refusal.fields()).extracting(Refusal.Field::key).contains(key);
        assertThat(refusal.fields().get(0).text(RUSSIAN)).doesNotContain("answers.");
    }

    @Test
    void every_wrong_answer_is_named_at_once() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> survey.answers("{\"lives\":\"yes\",\"age\":5,\"yard\":9,\"wait\":3,\"x\":1}"));

        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .contains(
                        "answers.age",
                        "answers.yard",
                        "answers.district",
                        "answers.x",
                        "answers.places",
                        "answers.trust")
                // How the yard is, and how one moves, is not known: what depends on it is neither missing nor hidden
                .doesNotContain("answers.yardBad", "answers.wait", "answers.rate");
    }

    @Test
    void what_is_no_object_is_malformed() {
        for (String json : new String[] {"", "[]", "5", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000"}) {
            assertThat(catchThrowableOfType(Refusal.class, () -> survey.answers(json))
                            .reason())
                    .as(json)
                    .isEqualTo(Reason.MALFORMED);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> survey.answers(" ".repeat(1_000_001)))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void a_draft_says_what_is_asked_now_and_how_far_it_is() {
        Answers.Draft empty = survey.check("{}");
        assertThat(empty.wrong()).isEmpty();
        assertThat(empty.answered()).isZero();
        assertThat(empty.visible())
                .contains("lives", "age", "district", "idea")
                .doesNotContain("since", "mail", "parks");

        Answers.Draft begun = survey.check(
                "{\"lives\":\"yes\",\"objects\":[\"park\"],\"yard\":2,\"rate\":{\"light\":\"bad\"},\"age\":5,\"places\":[\"park\"],\"mail\":\"a\"}");
        assertThat(begun.wrong()).extracting(Refusal.Field::field).containsExactly("answers.age", "answers.mail");
        assertThat(begun.visible()).contains("since", "yardBad", "rate", "badLight");
        // lives, yard and places; age is wrong, objects and rate are not complete
        assertThat(begun.answered()).isEqualTo(3);
        assertThat(begun.required()).isGreaterThan(empty.required());
        assertThat(survey.check(begun.answers().json()).answers()).isEqualTo(begun.answers());
    }

    @Test
    void what_is_not_canonical_is_not_read_back() {
        String canonical = survey.answers(SampleSurvey.answers()).canonical();
        assertThat(survey.recorded(canonical).texts()).isEmpty();
        for (String other : new String[] {
            canonical.replace("\"age\":41", "\"age\":41.0"),
            canonical.replace("{\"lives\"", "{ \"lives\""),
            canonical.replaceAll("sha256:", "sha1:"),
            canonical.replace("\"sex\":\"f\"", "\"sex\":null"),
        }) {
            assertThat(other).isNotEqualTo(canonical);
            assertThat(catchThrowableOfType(Refusal.class, () -> survey.recorded(other)))
                    .isNotNull();
        }
    }

    @Test
    void damaged_answers_are_refused_and_never_more() {
        String json = SampleSurvey.answers();
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder damaged = new StringBuilder(json);
            int at = random.nextInt(damaged.length() - 20);
            damaged.replace(at, at + random.nextInt(12), "{}[],:\"0".substring(random.nextInt(8)));
            try {
                survey.answers(damaged.toString());
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isIn(Reason.MALFORMED, Reason.INVALID_VALUE);
            }
        }
    }
}

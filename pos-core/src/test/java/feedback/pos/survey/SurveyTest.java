package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleSurvey;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A survey checks itself, and says of every fault where it is. */
class SurveyTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    @Test
    void the_sample_survey_has_forty_questions_of_every_kind() {
        Survey survey = SampleSurvey.survey();

        assertThat(survey.questions()).hasSize(40);
        assertThat(survey.questions().stream().map(Question::getClass).distinct())
                .hasSize(8);
        assertThat(survey.questions().stream()
                        .filter(each -> survey.explain(each.name(), RUSSIAN).isPresent()))
                .hasSizeGreaterThan(20);
        assertThat(Survey.parse(survey.toJson())).isEqualTo(survey);
        assertThat(survey.explainQuota("parents-north", RUSSIAN))
                .contains("если в вопросе 7 выбрано «Да» и в вопросе 5 выбрано «Северный»");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'single','choices':[] | q.choices | field.missing",
                "'type':'single','choices':[{'code':'a','title':'A'},{'code':'a','title':'B'}] | q.choices[1].code | survey.codeTwice",
                "'type':'single','choices':[{'code':' a','title':'A'}] | q.choices[0].code | survey.code",
                "'type':'single','choices':[{'code':'other','title':'A'}],'other':'O' | q.choices[0].code | survey.codeReserved",
                "'type':'single','choices':[{'code':'a','title':' '}] | q.choices[0].title | field.missing",
                "'type':'multiple','choices':[{'code':'a','title':'A'}],'most':2 | q.most | survey.range",
                "'type':'multiple','choices':[{'code':'a','title':'A'}],'least':0 | q.least | survey.range",
                "'type':'scale','min':5,'max':1 | q.max | survey.scale",
                "'type':'scale','min':0,'max':5,'step':2 | q.max | survey.scale",
                "'type':'scale','min':0,'max':1000 | q.max | survey.scale",
                "'type':'scale','min':-2147483648,'max':2147483647 | q.max | survey.scale",
                "'type':'matrix','rows':[{'code':'a=b','title':'A'}],'columns':[{'code':'a','title':'A'}] | q.rows[0].code | survey.code",
                "'type':'matrix','rows':[{'code':'a','title':'A'}],'columns':[{'code':'a','title':'A'}],'everyRow':true | q.everyRow | survey.everyRow",
                "'type':'ranking','choices':[{'code':'a','title':'A'}],'least':2 | q.least | survey.range",
                "'type':'text','most':10001 | q.most | survey.range",
                "'type':'text','least':5,'most':4 | q.least | survey.range",
                "'type':'number','min':5,'max':4 | q.max | survey.order",
                "'type':'number','step':0 | q.step | survey.step",
                "'type':'number','min':1e400 | q.min | answers.number",
                "'type':'number','max':0.0000001 | q.max | answers.number",
                "'type':'date','min':'1800-01-01' | q.min | answers.dateRange",
                "'type':'date','min':'2026-01-02','max':'2026-01-01' | q.max | survey.order",
                "'type':'date','min':'soon' | q.min | answers.date",
                "'type':'slider' | q.type | survey.type",
                "'type':'text','required':'yes' | q.required | survey.flag",
                "'type':'text','most':1.5 | q.most | survey.whole",
                "'type':'text','description':5 | q.description | survey.label",
                "'type':'text','description':{'en':'x'} | q.description.ru | field.missing",
                "'type':'single','choices':[5] | q.choices[0] | answers.object",
                "'type':'single','choices':{} | q.choices | answers.type.list",
            })
    void a_fault_of_a_question_is_named_by_its_path(String question, String path, String key) {
        Refusal refusal = refused("{'name':'q1','title':'Вопрос'," + question + "}");

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(refusal.fields()).extracting(Refusal.Field::key).contains(key);
        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .contains(path.replace("q.", "sections[0].questions[0]."));
    }

    @Test
    void every_fault_is_named_at_once() {
        Refusal refusal = refused("{'type':'text','name':'q 1','title':''},{'type':'text','name':'b','title':'B'},"
                + "{'type':'text','name':'b','title':'B','visibleIf':'{x} empty'}");

        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .containsExactlyInAnyOrder(
                        "sections[0].questions[0].name",
                        "sections[0].questions[0].title",
                        "sections[0].questions[2].name",
                        "sections[0].questions[2].visibleIf");
        assertThat(refusal.fields()).allMatch(field -> !field.text(RUSSIAN).contains("survey."));
    }

    @Test
    void unknown_fields_are_refused_with_their_paths() {
        Refusal refusal =
                refused("{'type':'text','name':'a','title':{'ru':'A','de':'A'},'colour':'red','least':1,'choices':[]}");

        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_FIELD);
        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .containsExactlyInAnyOrder(
                        "sections[0].questions[0].title.de",
                        "sections[0].questions[0].colour",
                        "sections[0].questions[0].choices");
    }

    @Test
    void a_section_may_only_ask_for_what_lies_before_it() {
        String section = "{'visibleIf':'{a} empty','questions':[{'type':'text','name':'a','title':'A'}]}";

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> Survey.parse(("{'format':1,'sections':[" + section + "]}").replace('\'', '"')));

        assertThat(refusal.fields()).extracting(Refusal.Field::field).containsExactly("sections[0].visibleIf");
        assertThat(refusal.fields()).extracting(Refusal.Field::key).containsExactly("survey.condition.later");
    }

    @Test
    void quotas_are_checked_too() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> Survey.parse(("{'format':1,'sections':[{'questions':[{'type':'number','name':'a','title':'A'}]}],"
                                + "'quotas':[{'name':'x','condition':'{a} > 1','limit':0},{'name':'x','condition':'{b} > 1','limit':1}]}")
                        .replace('\'', '"')));

        assertThat(refusal.fields())
                .extracting(Refusal.Field::field)
                .containsExactlyInAnyOrder("quotas[0].limit", "quotas[1].name", "quotas[1].condition");
    }

    @Test
    void limits_hold() {
        String many = IntStream.range(0, 201)
                .mapToObj(i -> "{'type':'text','name':'q" + i + "','title':'A'}")
                .collect(Collectors.joining(","));
        assertThat(refused(many).fields()).extracting(Refusal.Field::key).contains("list.tooLong");
        String choices = IntStream.range(0, 201)
                .mapToObj(i -> "{'code':'c" + i + "','title':'A'}")
                .collect(Collectors.joining(","));
        assertThat(refused("{'type':'single','name':'a','title':'A','choices':[" + choices + "]}")
                        .fields())
                .extracting(Refusal.Field::key)
                .contains("list.tooLong");
        String title = "я".repeat(1_001);
        assertThat(refused("{'type':'text','name':'a','title':'" + title + "'}").fields())
                .extracting(Refusal.Field::key)
                .containsExactly("text.tooLong");
        assertThat(catchThrowableOfType(Refusal.class, () -> Survey.parse(" ".repeat(1_000_001)))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(catchThrowableOfType(Refusal.class, () -> Survey.parse("[".repeat(100_000)))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(refused("{'type':'text','name':'a','name':'b','title':'A'}").reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(catchThrowableOfType(Refusal.class, () -> Survey.parse("{\"format\":2}"))
                        .fields())
                .extracting(Refusal.Field::field)
                .contains("format");
    }

    @Test
    void damaged_documents_are_refused_and_never_more() {
        String json = SampleSurvey.json();
        Random random = new Random(11);
        for (int i = 0; i < 600; i++) {
            StringBuilder damaged = new StringBuilder(json);
            int at = random.nextInt(damaged.length() - 20);
            if (random.nextBoolean()) {
                damaged.delete(at, at + 1 + random.nextInt(15));
            } else {
                damaged.insert(at, "{}[],:\"0".charAt(random.nextInt(8)));
            }
            try {
                Survey.parse(damaged.toString());
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isIn(Reason.MALFORMED, Reason.INVALID_VALUE, Reason.UNKNOWN_FIELD);
            }
            try {
                SurveyJs.read(damaged.toString(), random.nextBoolean());
            } catch (Refusal refusal) {
                assertThat(refusal.reason()).isIn(Reason.MALFORMED, Reason.INVALID_VALUE);
            }
        }
    }

    private static Refusal refused(String questions) {
        String json = ("{'format':1,'sections':[{'questions':[" + questions + "]}]}").replace('\'', '"');
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Survey.parse(json));
        assertThat(refusal).as(json).isNotNull();
        return refusal;
    }
}

package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.survey.SurveyJs.Imported;
import feedback.pos.survey.SurveyJs.LeftOut;
import feedback.pos.testkit.SampleSurvey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code docs/surveyjs.md} says is what is done; and what is not taken is named. */
class SurveyJsTest {
    private static final String DOCUMENT = document();

    /** What a question of each type cannot do without. */
    private static final Map<String, String> NEEDED = Map.of(
            "matrix", "'rows':['a'],'columns':['a']",
            "ranking", "'choices':['a','b','c']",
            "radiogroup", "'choices':['a','b','c']",
            "dropdown", "'choices':['a','b','c']",
            "checkbox", "'choices':['a','b','c']",
            "tagbox", "'choices':['a','b','c']");

    @Test
    void each_type_of_the_table_becomes_what_the_table_says() {
        List<MatchResult> lines = rows("\\| `(\\w+)` \\| `(\\w+)` \\| .* \\|");
        assertThat(lines).hasSize(10);
        for (MatchResult line : lines) {
            Question question = last(element(line.group(1), ""));
            assertThat(SurveyWriter.type(question)).as(line.group()).isEqualTo(line.group(2));
        }
    }

    @Test
    void each_type_that_is_not_taken_is_named() {
        String sentence = DOCUMENT.substring(
                DOCUMENT.indexOf("Other types are not taken"), DOCUMENT.indexOf("and `text` with another"));
        List<String> types = Pattern.compile("`(\\w+)`")
                .matcher(sentence)
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(types).hasSizeGreaterThan(10);
        for (String type : types) {
            Refusal refusal = refused("{'elements':[{'type':'" + type + "','name':'q'}]}");
            assertThat(refusal.fields()).extracting(Field::field).as(type).contains("elements[0]");
        }
        assertThat(refused("{'elements':[{'type':'text','inputType':'color','name':'q'}]}")
                        .fields())
                .hasSize(1);
    }

    @Test
    void each_property_of_the_table_is_taken_and_makes_a_difference() {
        List<MatchResult> lines = rows("\\| `(\\w+)` \\| `(\".*)` \\| .* \\|");
        assertThat(lines).hasSizeGreaterThan(35);
        for (MatchResult line : lines) {
            Imported with = read(element(line.group(1), line.group(2)));
            assertThat(with.leftOut()).as(line.group()).isEmpty();
            assertThat(with.survey())
                    .as(line.group())
                    .isNotEqualTo(read(element(line.group(1), "")).survey());
        }
    }

    @Test
    void the_page_lists_every_property_that_is_only_a_look() {
        assertThat(listed("<!-- root -->")).isEqualTo(new TreeSet<>(SurveyJsWords.ROOT));
        assertThat(listed("<!-- element -->")).isEqualTo(new TreeSet<>(SurveyJsWords.ELEMENT));
        Imported imported = read("{'logo':'x.png','elements':[{'type':'text','name':'q','width':'50%'}]}");
        assertThat(imported.leftOut()).extracting(LeftOut::changesMeaning).containsExactlyInAnyOrder(false, false);
        assertThat(imported.leftOut())
                .extracting(each -> each.what().field())
                .containsExactlyInAnyOrder("logo", "elements[0].width");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'defaultValue':'a' | elements[0].defaultValue",
                "'enableIf':'1 = 1' | elements[0].enableIf",
                "'visible':false | elements[0].visible",
                "'validators':[{'type':'regex','regex':'a'}] | elements[0].validators[0]",
                "'validators':[{'type':'text','minLength':1,'allowDigits':false}] | elements[0].validators[0].allowDigits",
                "'maxLength':'long' | elements[0].maxLength",
                "'title':{'ru':'А','fr':5} | elements[0].title.fr",
                "'visibleIf':'{x} notempty' | elements[0].visibleIf",
                "'inputType':'email' | elements[0].inputType",
                "'inputType':'number','min':'=today()' | elements[0].min",
                "'inputType':'date','min':'today' | elements[0].min",
                "'inventedLater':5 | elements[0].inventedLater",
            })
    void what_changes_the_meaning_is_refused_unless_lenient(String property, String path) {
        String json = "{'elements':[{'type':'text','name':'q'," + property + "},{'type':'comment','name':'r'}]}";

        assertThat(refused(json).fields()).extracting(Field::field).containsExactly(path);

        Imported lenient = SurveyJs.read(json.replace('\'', '"'), true);
        assertThat(lenient.leftOut()).extracting(each -> each.what().field()).containsExactly(path);
        assertThat(lenient.leftOut().get(0).changesMeaning()).isTrue();
        assertThat(lenient.survey().questions()).extracting(Question::name).containsExactly("q", "r");
    }

    @Test
    void a_question_that_cannot_be_taken_takes_conditions_over_it_along() {
        String json =
                "{'pages':[{'elements':[{'type':'file','name':'f'},{'type':'text','name':'a','visibleIf':'{f} notempty'}]},"
                        + "{'visibleIf':'{f} empty','elements':[{'type':'radiogroup','name':'b c','choices':[1]},{'type':'text','name':'d','visibleIf':'{a} notempty'}]}]}";

        assertThat(refused(json).fields())
                .extracting(Field::field)
                .containsExactlyInAnyOrder(
                        "pages[0].elements[0]",
                        "pages[0].elements[1].visibleIf",
                        "pages[1].visibleIf",
                        "pages[1].elements[0].name");
        Survey survey = SurveyJs.read(json.replace('\'', '"'), true).survey();
        assertThat(survey.questions()).extracting(Question::name).containsExactly("a", "d");
        assertThat(survey.questions().get(1).asked().visibleIf()).isEqualTo("{a} notempty");
    }

    @Test
    void nothing_at_all_is_refused_even_if_lenient() {
        for (String json : new String[] {"{}", "{'elements':[]}", "{'elements':[{'type':'file','name':'f'}]}"}) {
            assertThat(catchThrowableOfType(Refusal.class, () -> SurveyJs.read(json.replace('\'', '"'), true))
                            .key())
                    .isEqualTo("surveyjs.nothing");
        }
    }

    @Test
    void panels_are_sections_of_their_own() {
        Survey survey = read("{'pages':[{'title':'Первая','visibleIf':'{z} empty','elements':[]},"
                        + "{'title':'Вторая','elements':[{'type':'text','name':'a'},"
                        + "{'type':'panel','name':'p','title':'Рамка','visibleIf':'{a} notempty','elements':[{'type':'text','name':'b'},"
                        + "{'type':'panel','visibleIf':'{b} notempty','elements':[{'type':'text','name':'c'}]}]},{'type':'text','name':'d'}]}]}")
                .survey();

        assertThat(survey.sections())
                .extracting(Survey.Section::visibleIf)
                .containsExactly(null, "{a} notempty", "({a} notempty) and ({b} notempty)", null);
        assertThat(survey.sections().get(1).title()).isEqualTo(Label.of("Рамка"));
        assertThat(survey.questions()).extracting(Question::name).containsExactly("a", "b", "c", "d");
    }

    @Test
    void the_sample_survey_comes_back_and_not_is_spelled_as_they_spell_it() {
        Survey survey = SampleSurvey.survey();
        assertThat(read(SurveyJs.write(survey)).survey()).isEqualTo(survey);

        String json = "{'format':1,'sections':[{'questions':[{'type':'number','name':'a','title':'A'},"
                + "{'type':'text','name':'b','title':'B','visibleIf':'not {a} > 5 or not ({a} = 1 and {a} notempty)'}]}]}";
        assertThat(SurveyJs.write(Survey.parse(json.replace('\'', '"'))))
                .contains("(!({a} > 5)) or (!(({a} = 1) and (!({a} empty))))");
    }

    private static String element(String type, String property) {
        String needed = NEEDED.getOrDefault(type, "");
        // What the line itself gives takes the place of what is needed
        for (String each : List.of("rows", "columns", "choices")) {
            if (property.startsWith("\"" + each + "\"")) {
                needed = needed.replaceAll("'" + each + "':\\[[^\\]]*\\],?", "").replaceAll(",$", "");
            }
        }
        String own = String.join(
                ",",
                List.of(needed, property).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        return "{'elements':[{'type':'radiogroup','name':'first','choices':['a']},{'type':'" + type + "','name':'q'"
                + (own.isEmpty() ? "" : "," + own) + "}]}";
    }

    private static Question last(String json) {
        List<Question> questions = read(json).survey().questions();
        return questions.get(questions.size() - 1);
    }

    private static Imported read(String json) {
        return SurveyJs.read(json.startsWith("{'") ? quoted(json) : json, false);
    }

    /** Quotes of conditions stay as they are: they stand within double ones. */
    private static String quoted(String json) {
        StringBuilder quoted = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            inside ^= c == '"';
            quoted.append(c == '\'' && !inside ? '"' : c);
        }
        return quoted.toString();
    }

    private static Refusal refused(String json) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(json));
        assertThat(refusal).as(json).isNotNull();
        return refusal;
    }

    private static List<MatchResult> rows(String pattern) {
        return Pattern.compile("(?m)^" + pattern + "$")
                .matcher(DOCUMENT)
                .results()
                .toList();
    }

    private static Set<String> listed(String mark) {
        int begin = DOCUMENT.indexOf(mark);
        String paragraph = DOCUMENT.substring(begin, DOCUMENT.indexOf("\n\n", begin));
        return Pattern.compile("`([^`]+)`")
                .matcher(paragraph)
                .results()
                .map(each -> each.group(1))
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }

    private static String document() {
        try {
            return Files.readString(Path.of("..", "docs", "surveyjs.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

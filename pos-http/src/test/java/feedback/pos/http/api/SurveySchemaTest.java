package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import feedback.pos.refusal.Refusal;
import feedback.pos.survey.Survey;
import feedback.pos.testkit.SampleSurvey;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of surveys and answers against the reader: what one refuses as unknown or of a wrong type, the other does not take. */
class SurveySchemaTest {
    private static final OpenAPI API =
            new OpenAPIV3Parser().readContents(Contract.DESCRIPTION).getOpenAPI();
    private static final SchemaValidator VALIDATOR = new SchemaValidator(API, new MessageResolver());

    @Test
    void the_sample_survey_and_its_answers_fit() {
        assertThat(faults(SampleSurvey.json(), "Survey")).isEmpty();
        assertThat(faults(SampleSurvey.survey().toJson(), "Survey")).isEmpty();
        assertThat(faults(SampleSurvey.answers(), "SurveyAnswers")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text','lines':true,'least':1,'most':5",
                "'type':'scale','min':0,'max':10,'step':2,'low':'a','high':{'ru':'b','en':'c'}",
                "'type':'number','min':-1.5,'max':3,'step':0.5",
                "'type':'date','min':'2026-01-01','max':'2026-12-31'",
                "'type':'ranking','choices':[{'code':'a','title':'A'},{'code':'b','title':'B'}],'least':1,'most':2,'shuffled':true",
            })
    void what_the_reader_takes_fits(String question) {
        String json = survey(question);
        Survey.parse(json);
        assertThat(faults(json, "Survey")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text','choices':[]",
                "'type':'slider'",
                "'type':'single'",
                "'type':'scale','min':'0'",
                "'type':'text','colour':'red'",
                "'type':'single','choices':[{'code':'a'}]",
                "'type':'text','description':{'en':'x'}",
            })
    void what_the_reader_refuses_does_not(String question) {
        String json = survey(question);
        Assertions.assertThatThrownBy(() -> Survey.parse(json)).isInstanceOf(Refusal.class);
        assertThat(faults(json, "Survey")).isNotEmpty();
    }

    private static String survey(String question) {
        return ("{'format':1,'sections':[{'questions':[{'name':'q','title':'Q'," + question + "}]}]}")
                .replace('\'', '"');
    }

    private static java.util.List<ValidationReport.Message> faults(String json, String schema) {
        return VALIDATOR
                .validate(json, API.getComponents().getSchemas().get(schema), "body")
                .getMessages();
    }
}

package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.http.api.Http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A survey of forty questions with conditions, answered over HTTP. */
class SurveyCallsTest {
    private static final String POLLS = "/api/v1/polls";

    /** No answer to any question. */
    private static final String NONSENSE = "{\"no\":{\"such\":[1]}}";

    private final TestServer server = TestServer.start();
    private final Http keeper = server.http().as("polls");
    private final Http anybody = server.http();

    @AfterEach
    void stop() {
        server.close();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    private static ObjectNode file(String name) {
        try (InputStream in = SurveyCallsTest.class.getResourceAsStream("/feedback/pos/testkit/" + name)) {
            return (ObjectNode)
                    Http.json(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String opened(String survey, String more) {
        String id = done(keeper.post(
                        POLLS,
                        "{\"title\":\"Комфортный город\",\"live\":true,\"electorate\":{\"access\":\"ANYBODY\"}," + more
                                + "\"survey\":" + survey + "}"))
                .id();
        done(keeper.post(POLLS + "/" + id + "/open"));
        return POLLS + "/" + id;
    }

    private static String choices(JsonNode answers) {
        return "{\"choices\":" + answers + "}";
    }

    private static List<String> refused(Answer answer) {
        assertThat(answer.problem()).as(answer.text()).isEqualTo("422 INVALID_VALUE");
        List<String> fields = new ArrayList<>();
        answer.json().get("errors").forEach(error -> {
            assertThat(error.get("message").asText()).isNotBlank();
            fields.add(error.get("field").asText());
        });
        return fields;
    }

    @Test
    void forty_questions_are_answered_and_every_wrong_one_is_refused_beside_it() {
        JsonNode survey = file("comfortable-town.json");
        ObjectNode answers = file("comfortable-town-answers.json");
        String poll = opened(survey.toString(), "");
        Map<String, JsonNode> questions = new LinkedHashMap<>();
        survey.get("sections")
                .forEach(section -> section.get("questions")
                        .forEach(question -> questions.put(question.get("name").asText(), question)));
        assertThat(questions).hasSize(40);
        List<String> hidden = new ArrayList<>();
        for (String name : questions.keySet()) {
            ObjectNode wrong = answers.deepCopy();
            wrong.set(name, Http.json(NONSENSE));
            List<String> fields = refused(anybody.post(poll + "/ballots", choices(wrong)));
            assertThat(fields).as(name).anyMatch(field -> (field + ".").startsWith("choices." + name + "."));
            if (!answers.has(name)) {
                hidden.add(name);
            } else if (questions.get(name).path("required").asBoolean()) {
                ObjectNode missing = answers.deepCopy();
                missing.remove(name);
                assertThat(refused(anybody.post(poll + "/ballots", choices(missing))))
                        .as(name)
                        .contains("choices." + name);
            }
        }
        assertThat(hidden).contains("bikeWhere", "unsafe");
        ObjectNode unasked = answers.deepCopy();
        unasked.put("bikeWhere", "ring");
        assertThat(refused(anybody.post(poll + "/ballots", choices(unasked)))).containsExactly("choices.bikeWhere");
        ObjectNode unknown = answers.deepCopy();
        unknown.put("shoes", "42");
        assertThat(refused(anybody.post(poll + "/ballots", choices(unknown)))).containsExactly("choices.shoes");
        assertThat(anybody.get(poll).at("/turnout")).isEqualTo("0");
        done(anybody.post(poll + "/ballots", choices(answers)));
        assertThat(anybody.get(poll).at("/turnout")).isEqualTo("1");
        JsonNode results = done(anybody.get(poll + "/results")).json();
        assertThat(results.get("questions")).hasSize(40);
        done(anybody.get(poll + "/audit?verify=false"));
    }

    @Test
    void a_draft_is_told_what_is_asked_and_what_is_missing() {
        String poll = opened(file("comfortable-town.json").toString(), "");
        JsonNode empty = done(anybody.post(poll + "/check", "{}")).json();
        assertThat(empty.get("errors")).isEmpty();
        assertThat(empty.get("answered").asInt()).isZero();
        JsonNode some = done(anybody.post(poll + "/check", "{\"choices\":{\"children\":\"yes\",\"age\":\"old\"}}"))
                .json();
        assertThat(some.at("/errors/0/field").asText()).isEqualTo("choices.age");
        assertThat(some.get("visible")).extracting(JsonNode::asText).contains("childrenCount");
        assertThat(empty.get("visible")).extracting(JsonNode::asText).doesNotContain("childrenCount");
    }

    @Test
    void free_texts_are_moderated_exported_safely_and_erased_and_the_chain_still_verifies() {
        String poll = opened(file("comfortable-town.json").toString(), "");
        done(anybody.post(poll + "/ballots", choices(file("comfortable-town-answers.json"))));
        assertThat(done(anybody.get(poll + "/texts?question=idea")).json().get("items"))
                .isEmpty();
        assertThat(anybody.get(poll + "/texts?question=idea&judgement=PENDING").problem())
                .isEqualTo("403 FORBIDDEN");
        JsonNode pending = done(keeper.get(poll + "/texts?question=idea&judgement=PENDING"))
                .json()
                .at("/items/0");
        assertThat(pending.get("text").asText()).startsWith("=HYPERLINK");
        String csv = done(keeper.get(poll + "/answers.csv")).text();
        assertThat(csv).contains("'=HYPERLINK").doesNotContain(";=HYPERLINK").doesNotContain("\"=HYPERLINK");
        assertThat(done(keeper.get(poll + "/answers.xlsx")).response().body()).startsWith('P', 'K');
        assertThat(anybody.get(poll + "/answers.csv").problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(server.http().as("curator").get(poll + "/answers.csv").problem())
                .isEqualTo("403 FORBIDDEN");
        String judgement = "{\"question\":\"idea\",\"chain\":%d,\"position\":%d,\"judgement\":\"%s\"}";
        int chain = pending.get("chain").asInt();
        int position = pending.get("position").asInt();
        done(keeper.post(poll + "/texts", judgement.formatted(chain, position, "SHOWN")));
        assertThat(done(anybody.get(poll + "/texts?question=idea")).json().get("items"))
                .hasSize(1);
        done(keeper.post(poll + "/texts", judgement.formatted(chain, position, "ERASED")));
        assertThat(keeper.post(poll + "/texts", judgement.formatted(chain, position, "SHOWN"))
                        .problem())
                .isEqualTo("404 NOT_FOUND");
        assertThat(done(keeper.get(poll + "/answers.csv")).text()).doesNotContain("HYPERLINK");
        done(keeper.post(poll + "/close"));
        done(keeper.post(poll + "/publish"));
        assertThat(done(anybody.get(poll + "/audit")).json().at("/verified/ok").asBoolean())
                .isTrue();
        assertThat(anybody.get(poll + "/export.pb").problem()).isEqualTo("409 CONFLICT");
        assertThat(anybody.get(poll + "/audit/lines").problem()).isEqualTo("403 FORBIDDEN");
    }

    @Test
    void two_questions_stand_against_each_other_and_few_people_are_not_told_of() {
        String survey = """
                {"format":1,"sections":[{"questions":[
                {"type":"single","name":"sex","title":"Пол","choices":[{"code":"m","title":"М"},{"code":"f","title":"Ж"}]},
                {"type":"number","name":"age","title":"Возраст","min":0,"max":120},
                {"type":"single","name":"way","title":"Как","choices":[{"code":"bus","title":"Автобус"},{"code":"car","title":"Машина"}]}]}]}
                """;
        String poll = opened(survey, "");
        for (int i = 0; i < 13; i++) {
            done(anybody.post(
                    poll + "/ballots",
                    "{\"choices\":{\"sex\":\"%s\",\"way\":\"%s\",\"age\":%d}}"
                            .formatted(i % 2 == 0 ? "m" : "f", i == 0 ? "car" : "bus", 20 + i)));
        }
        JsonNode all = done(keeper.get(poll + "/cross?rows=sex&columns=way")).json();
        assertThat(all.get("cells").toString()).isEqualTo("[[6,1,0],[6,0,0],[0,0,0]]");
        assertThat(anybody.get(poll + "/cross?rows=sex&columns=way").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(anybody.get(poll + "/statistics").problem()).isEqualTo("403 FORBIDDEN");
        done(keeper.post(poll + "/close"));
        done(keeper.post(poll + "/publish"));
        JsonNode shown = done(anybody.get(poll + "/cross?rows=sex&columns=way")).json();
        JsonNode turned =
                done(anybody.get(poll + "/cross?rows=way&columns=sex")).json();
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(turned.at("/cells/" + column + "/" + row))
                        .isEqualTo(shown.at("/cells/" + row + "/" + column));
            }
        }
        assertThat(shown.at("/cells/0/1").isNull()).isTrue();
        assertThat(refused(anybody.get(poll + "/cross?rows=sex&columns=shoes"))).containsExactly("columns");
        JsonNode statistics = done(anybody.get(poll + "/statistics")).json();
        assertThat(statistics.at("/numbers/0/median").asInt()).isEqualTo(26);
        JsonNode surveyJs = done(anybody.get(poll + "/surveyjs")).json();
        JsonNode back = done(keeper.post("/api/v1/surveys/surveyjs", "{\"document\":" + surveyJs + "}"))
                .json();
        assertThat(back.get("leftOut")).isEmpty();
        assertThat(back.at("/survey/sections/0/questions/2/name").asText()).isEqualTo("way");
    }

    @Test
    void a_quota_that_is_full_is_named() {
        String survey = """
                {"format":1,"sections":[{"questions":[
                {"type":"single","name":"sex","title":"Пол","choices":[{"code":"m","title":"М"},{"code":"f","title":"Ж"}]}]}],
                "quotas":[{"name":"men","condition":"{sex} = 'm'","limit":1}]}
                """;
        String poll = opened(survey, "");
        done(anybody.post(poll + "/ballots", "{\"choices\":{\"sex\":\"m\"}}"));
        Answer full = anybody.post(poll + "/ballots", "{\"choices\":{\"sex\":\"m\"}}");
        assertThat(full.problem()).isEqualTo("409 CONFLICT");
        assertThat(full.at("/detail")).contains("men");
        done(anybody.post(poll + "/ballots", "{\"choices\":{\"sex\":\"f\"}}"));
    }

    @Test
    void a_survey_that_will_not_do_is_refused_where_it_is_wrong() {
        assertThat(
                        refused(
                                keeper.post(
                                        POLLS,
                                        "{\"title\":\"Нет\",\"survey\":{\"format\":1,\"sections\":[{\"questions\":[{\"type\":\"number\",\"name\":\"a\",\"title\":\"А\",\"visibleIf\":\"{b} = 1\"}]}]}}")))
                .containsExactly("survey.sections[0].questions[0].visibleIf");
    }
}

package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every survey, on surveys and answers made by chance; a seed that fails can be run alone. */
class SurveyPropertyTest {
    private static final int SEEDS = 120;
    private static final int ROUNDS = 4;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answers_made_to_fit_are_taken_and_conditions_hold_as_the_naive_oracle_says(long seed) {
        RandomSurvey made = new RandomSurvey(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, JsonNode> sent = made.answers();

            Answers answers = made.survey().answers(RandomSurvey.json(sent));

            List<String> shown = made.survey().questions().stream()
                    .map(Question::name)
                    .filter(name -> made.isShown(name, sent))
                    .toList();
            assertThat(answers.visible()).containsExactlyElementsOf(shown);
            assertThat(made.survey().quotas(answers)).isEqualTo(made.quotas(sent));
            Answers.Draft draft = made.survey().check(RandomSurvey.json(sent));
            assertThat(draft.wrong()).isEmpty();
            assertThat(draft.visible()).isEqualTo(shown);
            assertThat(draft.answered()).isEqualTo(draft.required());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_answers_give_the_same_canonical_form_and_it_is_a_fixed_point(long seed) {
        RandomSurvey made = new RandomSurvey(seed);
        Survey survey = made.survey();
        Map<String, JsonNode> sent = made.answers();
        Answers answers = survey.answers(RandomSurvey.json(sent));

        assertThat(survey.answers(otherwise(made, sent)).canonical()).isEqualTo(answers.canonical());
        assertThat(survey.recorded(answers.canonical()).canonical()).isEqualTo(answers.canonical());
        assertThat(survey.recorded(answers.canonical()).visible()).isEqualTo(answers.visible());
        Answers again = survey.answers(answers.json());
        assertThat(again).isEqualTo(answers);
        assertThat(again.texts()).isEqualTo(answers.texts());
        answers.texts().values().forEach(text -> {
            assertThat(answers.canonical()).contains(Answers.digest(text));
            assertThat(text.length() < 3 || !answers.canonical().contains(text)).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void one_thing_wrong_is_refused_at_exactly_its_question(long seed) {
        RandomSurvey made = new RandomSurvey(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, JsonNode> sent = new LinkedHashMap<>(made.answers());
            List<Question> questions = made.survey().questions();
            Question question = questions.get(made.random().nextInt(questions.size()));
            String name = question.name();
            boolean isShown = made.isShown(name, sent);
            if (!isShown) {
                sent.put(name, made.answer(question));
            } else if (question.required() && made.chance(4)) {
                sent.remove(name);
            } else {
                sent.put(name, wrecked(made, question));
            }

            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> made.survey().answers(RandomSurvey.json(sent)));

            assertThat(refusal).as(name + " in " + RandomSurvey.json(sent)).isNotNull();
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID_VALUE);
            Set<String> at = refusal.fields().stream()
                    .map(field -> field.field().split("\\.")[1])
                    .collect(Collectors.toSet());
            assertThat(at).containsExactly(name);
            if (!isShown) {
                assertThat(refusal.fields()).extracting(Refusal.Field::key).containsExactly("answers.hidden");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void counters_are_what_a_plain_recount_gives(long seed) {
        RandomSurvey made = new RandomSurvey(seed);
        Map<String, Long> counters = new HashMap<>();
        Map<String, Long> plain = new TreeMap<>();
        for (int round = 0; round < 3 * ROUNDS; round++) {
            Map<String, JsonNode> sent = made.answers();
            Answers answers = made.survey().answers(RandomSurvey.json(sent));
            Map<String, Long> ticks = made.survey().ticks(answers.canonical());
            assertThat(ticks.keySet()).allMatch(key -> key.length() <= 200);
            ticks.forEach((key, by) -> counters.merge(key, by, Long::sum));
            recount(made, sent).forEach((key, by) -> plain.merge(key, by, Long::sum));
        }

        assertThat(new TreeMap<>(counters)).isEqualTo(plain);
        SurveyResults results = SurveyResults.fromCounters(made.survey(), counters);
        assertThat(results.all()).isEqualTo(3L * ROUNDS);
        results.questions().forEach(result -> {
            assertThat(result.answered()).isLessThanOrEqualTo(result.shown());
            result.counts().forEach(count -> assertThat(count.ofAnswered()).isBetween(0.0, 1.0));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_survey_is_the_same_after_our_format_and_after_surveyjs(long seed) {
        Survey survey = new RandomSurvey(seed).survey();

        assertThat(Survey.parse(survey.toJson())).isEqualTo(survey);
        SurveyJs.Imported imported = SurveyJs.read(SurveyJs.write(survey), false);
        assertThat(imported.survey()).isEqualTo(survey);
        assertThat(imported.leftOut()).isEmpty();
    }

    /** The same answers in another order, with other blanks and other zeros. */
    private static String otherwise(RandomSurvey made, Map<String, JsonNode> sent) {
        List<String> names = new ArrayList<>(sent.keySet());
        Collections.shuffle(names, made.random());
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            JsonNode node = sent.get(name);
            String value = node.toString();
            boolean isSet = made.survey().question(name).orElseThrow() instanceof Question.Multiple;
            if (node.isNumber()) {
                value = node.decimalValue()
                        .setScale(Math.max(5, node.decimalValue().scale()))
                        .toPlainString();
            } else if (isSet) {
                List<JsonNode> items = new ArrayList<>();
                node.forEach(items::add);
                Collections.shuffle(items, made.random());
                value = items.toString();
            } else if (node.isTextual() && made.survey().question(name).orElseThrow() instanceof Question.Text) {
                value = "\"  " + node.textValue() + " \\r\\n\"";
            }
            parts.add("\n \"" + name + "\" : " + value);
        }
        made.survey().questions().stream()
                .filter(question -> !sent.containsKey(question.name()))
                .forEach(question -> parts.add("\"" + question.name() + "\":null"));
        return "{" + String.join(",", parts) + "}";
    }

    /** An answer that is wrong whatever the chances were. */
    private static JsonNode wrecked(RandomSurvey made, Question question) {
        if (made.chance(3)) {
            return NODES.booleanNode(true);
        }
        JsonNode right = made.answer(question);
        if (question instanceof Question.Single) {
            return NODES.textNode("нет такого");
        }
        if (question instanceof Question.Multiple || question instanceof Question.Ranking) {
            ArrayNode list = right.deepCopy();
            return made.chance(2) ? list.add("нет такого") : list.add(list.get(0));
        }
        if (question instanceof Question.Matrix) {
            ObjectNode rows = right.deepCopy();
            return made.chance(2)
                    ? rows.put("нет такой", "x")
                    : rows.put(rows.fieldNames().next(), "нет такого");
        }
        if (question instanceof Question.Scale scale) {
            return made.chance(2) ? NODES.numberNode(scale.max() + 1) : NODES.numberNode(scale.min() + 0.5);
        }
        if (question instanceof Question.Numeric number) {
            return number.max() == null
                    ? NODES.numberNode(new BigDecimal("1e30"))
                    : NODES.numberNode(number.max().add(BigDecimal.ONE));
        }
        if (question instanceof Question.Date) {
            return NODES.textNode(made.chance(2) ? "2026-02-30" : "1800-01-01");
        }
        return NODES.textNode("ё".repeat(((Question.Text) question).most() + 1));
    }

    private static Map<String, Long> recount(RandomSurvey made, Map<String, JsonNode> sent) {
        Map<String, Long> plain = new HashMap<>(Map.of(":all", 1L));
        for (Question question : made.survey().questions()) {
            String name = question.name();
            if (made.isShown(name, sent)) {
                plain.put(name + ":shown", 1L);
            }
            JsonNode node = sent.get(name);
            if (node == null) {
                continue;
            }
            plain.put(name, 1L);
            if (question instanceof Question.Single) {
                plain.put(name + "=" + (node.isObject() ? "other" : node.textValue()), 1L);
            } else if (question instanceof Question.Scale) {
                plain.put(name + "=" + node.intValue(), 1L);
            } else if (question instanceof Question.Multiple) {
                node.forEach(each -> plain.put(name + "=" + (each.isObject() ? "other" : each.textValue()), 1L));
            } else if (question instanceof Question.Ranking ranking) {
                for (int i = 0; i < node.size(); i++) {
                    plain.put(name + "=" + node.get(i).textValue(), 1L);
                    long points = ranking.choices().size() - 1L - i;
                    if (points > 0) {
                        plain.put(name + ":points=" + node.get(i).textValue(), points);
                    }
                }
            } else if (question instanceof Question.Matrix) {
                for (Iterator<String> rows = node.fieldNames(); rows.hasNext(); ) {
                    String row = rows.next();
                    plain.put(name + "." + row, 1L);
                    plain.put(name + "." + row + "=" + node.get(row).textValue(), 1L);
                }
            }
        }
        return plain;
    }
}

package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Quota;
import feedback.pos.survey.Survey.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A survey made by chance, and answers to it. Its conditions are made twice: as text, and as the plainest predicate over the raw answers, which
 * knows nothing of the code that is tested.
 */
final class RandomSurvey {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A condition in two forms; the map holds the answers to visible questions, as they were sent. */
    record Condition(String text, Predicate<Map<String, JsonNode>> holds) {}

    private final Random random;
    private final List<Section> sections = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, List<Condition>> shown = new LinkedHashMap<>();
    private final List<Condition> quotas = new ArrayList<>();
    private final Survey survey;

    RandomSurvey(long seed) {
        random = new Random(seed);
        int sectionCount = 1 + random.nextInt(3);
        for (int i = 0; i < sectionCount; i++) {
            sections.add(section(i));
        }
        List<Quota> limits = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Condition condition = condition(2);
            quotas.add(condition);
            limits.add(new Quota("quota" + i, condition.text(), 1 + random.nextInt(100)));
        }
        survey = Survey.of(chance(2) ? label("Опрос") : null, chance(3) ? label("О чём") : null, sections, limits);
    }

    Survey survey() {
        return survey;
    }

    Random random() {
        return random;
    }

    boolean isShown(String question, Map<String, JsonNode> answers) {
        return shown.get(question).stream().allMatch(each -> each.holds().test(answers));
    }

    List<String> quotas(Map<String, JsonNode> answers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < quotas.size(); i++) {
            if (quotas.get(i).holds().test(answers)) {
                names.add(survey.quotas().get(i).name());
            }
        }
        return names;
    }

    /** Answers that the survey has to take, in its order. */
    Map<String, JsonNode> answers() {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            if (isShown(question.name(), answers) && (question.required() || chance(2))) {
                answers.put(question.name(), answer(question));
            }
        }
        return answers;
    }

    static String json(Map<String, JsonNode> answers) {
        ObjectNode node = NODES.objectNode();
        answers.forEach(node::set);
        return node.toString();
    }

    private Section section(int index) {
        Condition outer = !questions.isEmpty() && chance(3) ? condition(2) : null;
        List<Question> own = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            Condition inner = !questions.isEmpty() && chance(2) ? condition(3) : null;
            String name = (chance(4) ? "вопрос_" : "q-") + index + "_" + i;
            Question question = question(name, inner);
            List<Condition> conditions = new ArrayList<>();
            if (outer != null) {
                conditions.add(outer);
            }
            if (inner != null) {
                conditions.add(inner);
            }
            shown.put(name, conditions);
            own.add(question);
            // A section's own condition is over what comes before it, so questions join only now
            questions.add(question);
        }
        return new Section(
                chance(2) ? label("Часть " + index) : null,
                chance(4) ? label("Подсказка") : null,
                outer == null ? null : outer.text(),
                own);
    }

    private Question question(String name, @Nullable Condition condition) {
        boolean required = chance(2);
        Asked asked = new Asked(
                name,
                label("Что " + name),
                chance(5) ? label("Подсказка") : null,
                required,
                condition == null ? null : condition.text());
        return switch (random.nextInt(8)) {
            case 0 -> new Question.Single(asked, choices("в"), some("Другое"), some("Ничего"), chance(2));
            case 1 -> multiple(asked);
            case 2 -> scale(asked);
            case 3 -> new Question.Matrix(asked, choices("строка."), choices("c="), required && chance(2), chance(2));
            case 4 -> ranking(asked);
            case 5 -> text(asked);
            case 6 -> number(asked);
            default -> date(asked);
        };
    }

    private Question multiple(Asked asked) {
        List<Choice> choices = choices("m ");
        Label other = some("Другое");
        int all = choices.size() + (other == null ? 0 : 1);
        Integer most = chance(2) ? 1 + random.nextInt(all) : null;
        Integer least = chance(2) ? 1 + random.nextInt(most == null ? all : most) : null;
        return new Question.Multiple(asked, choices, other, some("Ничего"), chance(2), least, most);
    }

    private Question ranking(Asked asked) {
        List<Choice> choices = choices("r");
        Integer most = chance(2) ? 1 + random.nextInt(choices.size()) : null;
        Integer least = chance(2) ? 1 + random.nextInt(most == null ? choices.size() : most) : null;
        return new Question.Ranking(asked, choices, chance(2), least, most);
    }

    private Question scale(Asked asked) {
        int step = 1 + random.nextInt(3);
        int min = random.nextInt(10) - 5;
        return new Question.Scale(
                asked, min, min + step * (1 + random.nextInt(10)), step, some("Плохо"), some("Хорошо"));
    }

    private Question text(Asked asked) {
        int least = random.nextInt(5);
        return new Question.Text(asked, chance(2), least, least + 1 + random.nextInt(50));
    }

    private Question number(Asked asked) {
        BigDecimal min = chance(2) ? BigDecimal.valueOf(random.nextInt(200) - 100, random.nextInt(3)) : null;
        BigDecimal max = chance(2)
                ? (min == null ? BigDecimal.ZERO : min).add(BigDecimal.valueOf(1 + random.nextInt(500)))
                : null;
        BigDecimal step = chance(2) ? BigDecimal.valueOf(1 + random.nextInt(4), random.nextInt(3)) : null;
        return new Question.Numeric(asked, min, max, step);
    }

    private Question date(Asked asked) {
        LocalDate min = chance(2) ? LocalDate.of(2000 + random.nextInt(20), 1 + random.nextInt(12), 5) : null;
        LocalDate max = chance(2) ? LocalDate.of(2021 + random.nextInt(20), 1 + random.nextInt(12), 5) : null;
        return new Question.Date(asked, min, max);
    }

    private List<Choice> choices(String prefix) {
        List<Choice> choices = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            // Codes with quotes and backslashes have to survive conditions; rows have no =
            String code = prefix.contains("c=") || prefix.startsWith("строка") ? prefix + i : prefix + i + "'\\\"";
            choices.add(new Choice(chance(3) ? Integer.toString(i) : code, label("Вариант " + i)));
        }
        return choices;
    }

    private Label label(String ru) {
        return new Label(ru, chance(3) ? "In English: " + ru.length() : null);
    }

    private @Nullable Label some(String ru) {
        return chance(2) ? label(ru) : null;
    }

    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    // Conditions

    private Condition condition(int depth) {
        if (depth > 0 && chance(2)) {
            Condition left = condition(depth - 1);
            Condition right = condition(depth - 1);
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Condition(
                            "(" + left.text() + ") and (" + right.text() + ")",
                            answers ->
                                    left.holds().test(answers) && right.holds().test(answers));
                case 1 ->
                    new Condition(
                            left.text() + " || (" + right.text() + ")",
                            answers ->
                                    left.holds().test(answers) || right.holds().test(answers));
                default ->
                    new Condition(
                            "!(" + left.text() + ")", answers -> !left.holds().test(answers));
            };
        }
        Question question = questions.get(random.nextInt(questions.size()));
        String name = question.name();
        if (chance(5)) {
            return chance(2)
                    ? new Condition("{" + name + "} empty", answers -> !answers.containsKey(name))
                    : new Condition("{ " + name + "} notempty", answers -> answers.containsKey(name));
        }
        if (question instanceof Question.Single single) {
            String code = pick(single.choices());
            boolean same = chance(2);
            Predicate<Map<String, JsonNode>> is = answers -> answers.containsKey(name)
                    && answers.get(name).isTextual()
                    && answers.get(name).textValue().equals(code);
            return new Condition("{" + name + "} " + (same ? "=" : "<>") + " " + quoted(code), same ? is : is.negate());
        }
        if (question instanceof Question.Multiple || question instanceof Question.Ranking) {
            return chosen(
                    name,
                    question instanceof Question.Multiple m ? m.choices() : ((Question.Ranking) question).choices());
        }
        if (question instanceof Question.Scale || question instanceof Question.Numeric) {
            return sized(name);
        }
        if (question instanceof Question.Date) {
            String day = "20" + (10 + random.nextInt(20)) + "-06-15";
            return new Condition(
                    "'" + day + "' > {" + name + "}",
                    answers -> answers.containsKey(name)
                            && answers.get(name).textValue().compareTo(day) < 0);
        }
        if (question instanceof Question.Matrix matrix) {
            String row = pick(matrix.rows());
            String column = pick(matrix.columns());
            return new Condition(
                    "{" + name + "." + row + "} = " + quoted(column),
                    answers -> answers.containsKey(name)
                            && answers.get(name).path(row).asText().equals(column));
        }
        return new Condition("{" + name + "} notempty", answers -> answers.containsKey(name));
    }

    private Condition chosen(String name, List<Choice> choices) {
        String one = pick(choices);
        String two = pick(choices);
        String list = "[" + quoted(one) + ", " + quoted(two) + "]";
        return switch (random.nextInt(4)) {
            case 0 -> new Condition("{" + name + "} contains " + quoted(one), answers -> has(answers, name, one));
            case 1 -> new Condition("{" + name + "} notcontains " + quoted(one), answers -> !has(answers, name, one));
            case 2 ->
                new Condition(
                        "{" + name + "} anyof " + list, answers -> has(answers, name, one) || has(answers, name, two));
            default ->
                new Condition(
                        "{" + name + "} allof " + list, answers -> has(answers, name, one) && has(answers, name, two));
        };
    }

    private static boolean has(Map<String, JsonNode> answers, String name, String code) {
        if (answers.containsKey(name)) {
            for (JsonNode each : answers.get(name)) {
                if (each.isTextual() && each.textValue().equals(code)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Condition sized(String name) {
        double than = random.nextInt(40) / 2.0 - 5;
        String number = BigDecimal.valueOf(than).toPlainString();
        return switch (random.nextInt(6)) {
            case 0 ->
                new Condition(
                        "{" + name + "} < " + number,
                        answers ->
                                answers.containsKey(name) && answers.get(name).doubleValue() < than);
            case 1 ->
                new Condition(
                        number + " <= {" + name + "}",
                        answers ->
                                answers.containsKey(name) && answers.get(name).doubleValue() >= than);
            case 2 ->
                new Condition(
                        "{" + name + "} = " + number,
                        answers ->
                                answers.containsKey(name) && answers.get(name).doubleValue() == than);
            case 3 ->
                new Condition(
                        "{" + name + "} <= " + number,
                        answers ->
                                answers.containsKey(name) && answers.get(name).doubleValue() <= than);
            case 4 ->
                new Condition(
                        "{" + name + "} > " + number,
                        answers ->
                                answers.containsKey(name) && answers.get(name).doubleValue() > than);
            default -> new Condition("{" + name + "} >= {" + name + "}", answers -> answers.containsKey(name));
        };
    }

    private String pick(List<Choice> choices) {
        return choices.get(random.nextInt(choices.size())).code();
    }

    private static String quoted(String code) {
        return "'" + code.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    // Answers

    JsonNode answer(Question question) {
        if (question instanceof Question.Single single) {
            return single.other() != null && chance(4)
                    ? NODES.objectNode().put("other", "своё " + random.nextInt(100))
                    : NODES.textNode(single.none() != null && chance(5) ? "none" : pick(single.choices()));
        }
        if (question instanceof Question.Multiple multiple) {
            return multiple(multiple);
        }
        if (question instanceof Question.Ranking ranking) {
            int all = ranking.choices().size();
            int most = ranking.most() == null ? all : ranking.most();
            int least = ranking.least() != null ? ranking.least() : ranking.most() != null ? 1 : all;
            ArrayNode order = NODES.arrayNode();
            List<Choice> choices = new ArrayList<>(ranking.choices());
            Collections.shuffle(choices, random);
            choices.subList(0, least + random.nextInt(most - least + 1)).forEach(each -> order.add(each.code()));
            return order;
        }
        if (question instanceof Question.Scale scale) {
            int steps = (scale.max() - scale.min()) / scale.step();
            return NODES.numberNode(scale.min() + scale.step() * random.nextInt(steps + 1));
        }
        if (question instanceof Question.Matrix matrix) {
            ObjectNode rows = NODES.objectNode();
            matrix.rows().forEach(row -> {
                if (matrix.everyRow() || rows.isEmpty() || chance(2)) {
                    rows.put(row.code(), pick(matrix.columns()));
                }
            });
            return rows;
        }
        if (question instanceof Question.Numeric number) {
            BigDecimal from = number.min() == null ? BigDecimal.ZERO : number.min();
            BigDecimal step = number.step() == null ? new BigDecimal("0.25") : number.step();
            BigDecimal value = from.add(step.multiply(BigDecimal.valueOf(random.nextInt(40))));
            while (number.max() != null && value.compareTo(number.max()) > 0) {
                value = value.subtract(step);
            }
            return NODES.numberNode(value);
        }
        if (question instanceof Question.Date date) {
            LocalDate min = date.min() == null ? LocalDate.of(2000, 1, 1) : date.min();
            LocalDate max = date.max() == null ? LocalDate.of(2060, 1, 1) : date.max();
            return NODES.textNode(min.plusDays(random.nextInt((int) (max.toEpochDay() - min.toEpochDay()) + 1))
                    .toString());
        }
        Question.Text text = (Question.Text) question;
        int length = Math.max(1, text.least() + random.nextInt(text.most() - text.least() + 1));
        return NODES.textNode("ё".repeat(length));
    }

    private JsonNode multiple(Question.Multiple multiple) {
        ArrayNode chosen = NODES.arrayNode();
        if (multiple.none() != null && chance(4)) {
            return chosen.add("none");
        }
        List<JsonNode> offered = new ArrayList<>();
        multiple.choices().forEach(each -> offered.add(NODES.textNode(each.code())));
        if (multiple.other() != null) {
            offered.add(NODES.objectNode().put("other", "своё " + random.nextInt(100)));
        }
        Collections.shuffle(offered, random);
        int most = multiple.most() == null ? offered.size() : multiple.most();
        int least = multiple.least() == null ? 1 : multiple.least();
        offered.subList(0, least + random.nextInt(most - least + 1)).forEach(chosen::add);
        return chosen;
    }
}

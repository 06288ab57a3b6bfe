package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one question of a SurveyJS document. Used once. */
final class SurveyJsQuestion {
    private static final Set<String> KNOWN = Set.of(
            "radiogroup",
            "dropdown",
            "checkbox",
            "tagbox",
            "rating",
            "matrix",
            "ranking",
            "text",
            "comment",
            "boolean");

    /** Lines of text whose form SurveyJS or the browser looks after: the text is taken, its form is not looked at. */
    private static final Set<String> LINES = Set.of("email", "tel", "url");

    private static final Label OTHER = new Label("Другое", "Other");
    private static final Label NONE = new Label("Ничего из перечисленного", "None of the above");
    private static final int LONGEST_TEXT = 4_000;

    private final SurveyJsNode node;
    private final String type;

    SurveyJsQuestion(SurveyJsNode node, String type) {
        this.node = node;
        this.type = type;
    }

    boolean isKnown() {
        if (!type.equals("text")) {
            return KNOWN.contains(type);
        }
        String input = node.text("inputType");
        return input.isEmpty()
                || input.equals("text")
                || input.equals("number")
                || input.equals("date")
                || LINES.contains(input);
    }

    Question read(Asked asked, boolean everyRow) {
        return switch (type) {
            case "radiogroup", "dropdown" ->
                new Question.Single(asked, choices("choices"), other(), none(), node.isRandom("choicesOrder"));
            case "checkbox", "tagbox" -> multiple(asked);
            case "boolean" -> yesOrNo(asked);
            case "rating" -> scale(asked);
            case "matrix" ->
                new Question.Matrix(
                        asked, choices("rows"), choices("columns"), everyRow, node.isRandom("rowsOrder", "rowOrder"));
            case "ranking" -> ranking(asked);
            case "comment" -> text(asked, true);
            default ->
                switch (node.text("inputType")) {
                    case "number" -> number(asked);
                    case "date" -> new Question.Date(asked, node.day("min"), node.day("max"));
                    default -> text(asked, false);
                };
        };
    }

    /** The same question without its condition. */
    static Question alwaysAsked(Question question) {
        Asked old = question.asked();
        Asked asked = new Asked(old.name(), old.title(), old.description(), old.required(), null);
        if (question instanceof Question.Single q) {
            return new Question.Single(asked, q.choices(), q.other(), q.none(), q.shuffled());
        }
        if (question instanceof Question.Multiple q) {
            return new Question.Multiple(asked, q.choices(), q.other(), q.none(), q.shuffled(), q.least(), q.most());
        }
        if (question instanceof Question.Scale q) {
            return new Question.Scale(asked, q.min(), q.max(), q.step(), q.low(), q.high());
        }
        if (question instanceof Question.Matrix q) {
            return new Question.Matrix(asked, q.rows(), q.columns(), q.everyRow(), q.shuffled());
        }
        if (question instanceof Question.Ranking q) {
            return new Question.Ranking(asked, q.choices(), q.shuffled(), q.least(), q.most());
        }
        if (question instanceof Question.Text q) {
            return new Question.Text(asked, q.lines(), q.least(), q.most());
        }
        if (question instanceof Question.Numeric q) {
            return new Question.Numeric(asked, q.min(), q.max(), q.step());
        }
        Question.Date q = (Question.Date) question;
        return new Question.Date(asked, q.min(), q.max());
    }

    private Question multiple(Asked asked) {
        Integer least = node.whole("minSelectedChoices", true);
        Integer most = node.whole("maxSelectedChoices", true);
        for (SurveyJsNode validator : validators("answercount")) {
            least = larger(least, validator.whole("minCount", true));
            most = smaller(most, validator.whole("maxCount", true));
            validator.end(Set.of("text"));
        }
        return new Question.Multiple(
                asked, choices("choices"), other(), none(), node.isRandom("choicesOrder"), least, most);
    }

    private Question ranking(Asked asked) {
        boolean isSome = node.flag("selectToRankEnabled");
        Integer least = node.whole("minSelectedChoices", true);
        Integer most = node.whole("maxSelectedChoices", true);
        return new Question.Ranking(
                asked,
                choices("choices"),
                node.isRandom("choicesOrder"),
                isSome && least == null && most == null ? (Integer) 1 : isSome ? least : null,
                isSome ? most : null);
    }

    private Question yesOrNo(Asked asked) {
        Label yes = node.label("labelTrue");
        Label no = node.label("labelFalse");
        return new Question.Single(
                asked,
                List.of(
                        new Choice(code("valueTrue", "true"), yes == null ? new Label("Да", "Yes") : yes),
                        new Choice(code("valueFalse", "false"), no == null ? new Label("Нет", "No") : no)),
                null,
                null,
                false);
    }

    private String code(String property, String preset) {
        JsonNode value = node.value(property);
        return value == null ? preset : value.asText();
    }

    private Question scale(Asked asked) {
        int min = node.whole("rateMin", 1);
        int step = node.whole("rateStep", 1);
        Integer count = node.whole("rateCount", true);
        Integer given = node.whole("rateMax", false);
        node.flag("autoGenerate");
        int max = given != null ? given : count != null ? (int) Math.min(10_000, min + (count - 1L) * step) : 5;
        return new Question.Scale(
                asked, min, max, step, node.label("minRateDescription"), node.label("maxRateDescription"));
    }

    private Question text(Asked asked, boolean lines) {
        String input = node.text("inputType");
        if (LINES.contains(input)) {
            node.leave("inputType", true, "surveyjs.value", "inputType");
        }
        Integer most = node.whole("maxLength", true);
        Integer least = null;
        for (SurveyJsNode validator : validators("text")) {
            least = larger(least, validator.whole("minLength", true));
            most = smaller(most, validator.whole("maxLength", true));
            JsonNode digits = validator.value("allowDigits");
            if (digits != null && !digits.asBoolean()) {
                validator.leave("allowDigits", true, "surveyjs.property", "allowDigits");
            }
            validator.end(Set.of("text"));
        }
        return new Question.Text(asked, lines, least == null ? 0 : least, most == null ? LONGEST_TEXT : most);
    }

    private Question number(Asked asked) {
        BigDecimal min = node.number("min");
        BigDecimal max = node.number("max");
        BigDecimal step = node.number("step");
        for (SurveyJsNode validator : validators("numeric")) {
            BigDecimal low = validator.number("minValue");
            BigDecimal high = validator.number("maxValue");
            min = low == null ? min : min == null ? low : min.max(low);
            max = high == null ? max : max == null ? high : max.min(high);
            validator.end(Set.of("text"));
        }
        return new Question.Numeric(asked, min, max, step);
    }

    /** The validators of this kind; the others are named. */
    private List<SurveyJsNode> validators(String kind) {
        List<SurveyJsNode> known = new ArrayList<>();
        for (SurveyJsNode validator : node.objects("validators", 20)) {
            if (validator.text("type").equals(kind)) {
                known.add(validator);
            } else {
                validator.leave("", true, "surveyjs.type", Characters.shown(validator.text("type"), 60));
            }
        }
        return known;
    }

    private @Nullable Label other() {
        return offered(OTHER, "otherText", "hasOther", "showOtherItem");
    }

    private @Nullable Label none() {
        return offered(NONE, "noneText", "hasNone", "showNoneItem");
    }

    private @Nullable Label offered(Label preset, String words, String... flags) {
        Label label = node.label(words);
        if (!node.flag(flags)) {
            return null;
        }
        return label == null ? preset : label;
    }

    private List<Choice> choices(String property) {
        JsonNode list = node.value(property);
        List<Choice> choices = new ArrayList<>();
        if (list == null) {
            return choices;
        }
        if (!list.isArray()) {
            node.leave(property, true, "surveyjs.value", property);
            return choices;
        }
        int most = Math.min(list.size(), Survey.MOST_CHOICES + 1);
        for (int i = 0; i < most; i++) {
            JsonNode item = list.get(i);
            String at = property + "[" + i + "]";
            if (item.isObject()) {
                SurveyJsNode each = node.child(at, item);
                JsonNode value = each.value("value");
                Label title = each.label("text");
                if (value == null || value.isContainerNode()) {
                    each.leave("value", true, "surveyjs.value", "value");
                } else {
                    choices.add(new Choice(value.asText(), title == null ? Label.of(value.asText()) : title));
                }
                each.end(Set.of("imageLink", "icon"));
            } else if (item.isValueNode() && !item.isNull()) {
                choices.add(new Choice(item.asText(), Label.of(item.asText())));
            } else {
                node.leave(at, true, "surveyjs.value", at);
            }
        }
        return choices;
    }

    private static @Nullable Integer larger(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other != null && other > one ? other : one;
    }

    private static @Nullable Integer smaller(@Nullable Integer one, @Nullable Integer other) {
        return one == null || other != null && other < one ? other : one;
    }
}

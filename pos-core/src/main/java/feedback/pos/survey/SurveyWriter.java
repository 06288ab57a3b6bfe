package feedback.pos.survey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Quota;
import feedback.pos.survey.Survey.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a survey down in our own format. What is not set is left out. */
final class SurveyWriter {
    static final int FORMAT = 1;

    private SurveyWriter() {}

    static String json(Survey survey) {
        ObjectNode root = Json.object();
        root.put("format", FORMAT);
        label(root, "title", survey.title());
        label(root, "description", survey.description());
        ArrayNode sections = root.putArray("sections");
        for (Section section : survey.sections()) {
            ObjectNode node = sections.addObject();
            label(node, "title", section.title());
            label(node, "description", section.description());
            text(node, "visibleIf", section.visibleIf());
            ArrayNode questions = node.putArray("questions");
            section.questions().forEach(each -> question(questions.addObject(), each));
        }
        if (!survey.quotas().isEmpty()) {
            ArrayNode quotas = root.putArray("quotas");
            for (Quota quota : survey.quotas()) {
                quotas.addObject()
                        .put("name", quota.name())
                        .put("condition", quota.condition())
                        .put("limit", quota.limit());
            }
        }
        return Json.write(root);
    }

    private static void question(ObjectNode node, Question question) {
        node.put("type", type(question));
        node.put("name", question.name());
        label(node, "title", question.title());
        label(node, "description", question.asked().description());
        flag(node, "required", question.required());
        text(node, "visibleIf", question.asked().visibleIf());
        if (question instanceof Question.Single single) {
            choices(node, "choices", single.choices());
            label(node, "other", single.other());
            label(node, "none", single.none());
            flag(node, "shuffled", single.shuffled());
        } else if (question instanceof Question.Multiple multiple) {
            choices(node, "choices", multiple.choices());
            label(node, "other", multiple.other());
            label(node, "none", multiple.none());
            flag(node, "shuffled", multiple.shuffled());
            whole(node, "least", multiple.least());
            whole(node, "most", multiple.most());
        } else if (question instanceof Question.Ranking ranking) {
            choices(node, "choices", ranking.choices());
            flag(node, "shuffled", ranking.shuffled());
            whole(node, "least", ranking.least());
            whole(node, "most", ranking.most());
        } else if (question instanceof Question.Matrix matrix) {
            choices(node, "rows", matrix.rows());
            choices(node, "columns", matrix.columns());
            flag(node, "everyRow", matrix.everyRow());
            flag(node, "shuffled", matrix.shuffled());
        } else if (question instanceof Question.Scale scale) {
            node.put("min", scale.min()).put("max", scale.max());
            if (scale.step() != 1) {
                node.put("step", scale.step());
            }
            label(node, "low", scale.low());
            label(node, "high", scale.high());
        } else if (question instanceof Question.Text text) {
            flag(node, "lines", text.lines());
            if (text.least() > 0) {
                node.put("least", text.least());
            }
            node.put("most", text.most());
        } else if (question instanceof Question.Numeric number) {
            if (number.min() != null) {
                node.put("min", number.min());
            }
            if (number.max() != null) {
                node.put("max", number.max());
            }
            if (number.step() != null) {
                node.put("step", number.step());
            }
        } else if (question instanceof Question.Date date) {
            text(node, "min", date.min() == null ? null : date.min().toString());
            text(node, "max", date.max() == null ? null : date.max().toString());
        }
    }

    static String type(Question question) {
        if (question instanceof Question.Single) {
            return "single";
        }
        if (question instanceof Question.Multiple) {
            return "multiple";
        }
        if (question instanceof Question.Scale) {
            return "scale";
        }
        if (question instanceof Question.Matrix) {
            return "matrix";
        }
        if (question instanceof Question.Ranking) {
            return "ranking";
        }
        if (question instanceof Question.Text) {
            return "text";
        }
        return question instanceof Question.Numeric ? "number" : "date";
    }

    private static void choices(ObjectNode node, String field, List<Choice> choices) {
        ArrayNode list = node.putArray(field);
        for (Choice choice : choices) {
            ObjectNode each = list.addObject();
            each.put("code", choice.code());
            label(each, "title", choice.title());
        }
    }

    private static void label(ObjectNode node, String field, @Nullable Label label) {
        if (label != null && label.en() == null) {
            node.put(field, label.ru());
        } else if (label != null) {
            node.putObject(field).put("ru", label.ru()).put("en", label.en());
        }
    }

    private static void text(ObjectNode node, String field, @Nullable String text) {
        if (text != null) {
            node.put(field, text);
        }
    }

    private static void whole(ObjectNode node, String field, @Nullable Integer number) {
        if (number != null) {
            node.put(field, number);
        }
    }

    private static void flag(ObjectNode node, String field, boolean value) {
        if (value) {
            node.put(field, true);
        }
    }
}

package feedback.pos.survey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a survey as SurveyJS would. */
final class SurveyJsWriter {
    /** From so many choices on a list to be opened is better than one that is always open. */
    private static final int LONG_LIST = 20;

    private final Survey survey;

    private SurveyJsWriter(Survey survey) {
        this.survey = survey;
    }

    static String json(Survey survey) {
        return new SurveyJsWriter(survey).json();
    }

    private String json() {
        ObjectNode root = Json.object();
        root.put("locale", "ru");
        label(root, "title", survey.title());
        label(root, "description", survey.description());
        ArrayNode pages = root.putArray("pages");
        for (Section section : survey.sections()) {
            int number = pages.size() + 1;
            ObjectNode page = pages.addObject().put("name", "page" + number);
            label(page, "title", section.title());
            label(page, "description", section.description());
            condition(page, section.visibleIf());
            ArrayNode elements = page.putArray("elements");
            section.questions().forEach(each -> question(elements.addObject(), each));
        }
        if (!survey.quotas().isEmpty()) {
            ArrayNode quotas = root.putArray("posQuotas");
            survey.quotas()
                    .forEach(each -> quotas.addObject()
                            .put("name", each.name())
                            .put("condition", each.condition())
                            .put("limit", each.limit()));
        }
        return Json.write(root);
    }

    private void question(ObjectNode node, Question question) {
        node.put("type", type(question)).put("name", question.name());
        label(node, "title", question.title());
        label(node, "description", question.asked().description());
        if (question.required()) {
            node.put("isRequired", true);
        }
        condition(node, question.asked().visibleIf());
        if (question instanceof Question.Single single) {
            choices(node, "choices", single.choices());
            offered(node, single.other(), single.none());
            shuffled(node, "choicesOrder", single.shuffled());
        } else if (question instanceof Question.Multiple multiple) {
            choices(node, "choices", multiple.choices());
            offered(node, multiple.other(), multiple.none());
            shuffled(node, "choicesOrder", multiple.shuffled());
            bounds(node, multiple.least(), multiple.most());
        } else if (question instanceof Question.Ranking ranking) {
            choices(node, "choices", ranking.choices());
            shuffled(node, "choicesOrder", ranking.shuffled());
            if (ranking.least() != null || ranking.most() != null) {
                node.put("selectToRankEnabled", true);
                bounds(node, ranking.least(), ranking.most());
            }
        } else if (question instanceof Question.Matrix matrix) {
            choices(node, "columns", matrix.columns());
            choices(node, "rows", matrix.rows());
            shuffled(node, "rowsOrder", matrix.shuffled());
            if (matrix.everyRow()) {
                node.put("isAllRowRequired", true);
            }
        } else if (question instanceof Question.Scale scale) {
            node.put("rateMin", scale.min()).put("rateMax", scale.max()).put("rateStep", scale.step());
            label(node, "minRateDescription", scale.low());
            label(node, "maxRateDescription", scale.high());
        } else if (question instanceof Question.Text text) {
            node.put("maxLength", text.most());
            if (text.least() > 0) {
                node.putArray("validators").addObject().put("type", "text").put("minLength", text.least());
            }
        } else if (question instanceof Question.Numeric number) {
            node.put("inputType", "number");
            number(node, "min", number.min());
            number(node, "max", number.max());
            number(node, "step", number.step());
        } else if (question instanceof Question.Date date) {
            node.put("inputType", "date");
            if (date.min() != null) {
                node.put("min", date.min().toString());
            }
            if (date.max() != null) {
                node.put("max", date.max().toString());
            }
        }
    }

    private static String type(Question question) {
        if (question instanceof Question.Single single) {
            return single.choices().size() > LONG_LIST ? "dropdown" : "radiogroup";
        }
        if (question instanceof Question.Multiple multiple) {
            return multiple.choices().size() > LONG_LIST ? "tagbox" : "checkbox";
        }
        if (question instanceof Question.Scale) {
            return "rating";
        }
        if (question instanceof Question.Matrix) {
            return "matrix";
        }
        if (question instanceof Question.Ranking) {
            return "ranking";
        }
        return question instanceof Question.Text text && text.lines() ? "comment" : "text";
    }

    private static void choices(ObjectNode node, String field, List<Choice> choices) {
        ArrayNode list = node.putArray(field);
        for (Choice choice : choices) {
            label(list.addObject().put("value", choice.code()), "text", choice.title());
        }
    }

    private static void offered(ObjectNode node, @Nullable Label other, @Nullable Label none) {
        if (other != null) {
            label(node.put("hasOther", true), "otherText", other);
        }
        if (none != null) {
            label(node.put("hasNone", true), "noneText", none);
        }
    }

    private static void shuffled(ObjectNode node, String field, boolean shuffled) {
        if (shuffled) {
            node.put(field, "random");
        }
    }

    private static void bounds(ObjectNode node, @Nullable Integer least, @Nullable Integer most) {
        if (least != null) {
            node.put("minSelectedChoices", least);
        }
        if (most != null) {
            node.put("maxSelectedChoices", most);
        }
    }

    private static void number(ObjectNode node, String field, @Nullable BigDecimal number) {
        if (number != null) {
            node.put(field, number);
        }
    }

    private static void label(ObjectNode node, String field, @Nullable Label label) {
        if (label != null && label.en() == null) {
            node.put(field, label.ru());
        } else if (label != null) {
            node.putObject(field)
                    .put("default", label.ru())
                    .put("ru", label.ru())
                    .put("en", label.en());
        }
    }

    private void condition(ObjectNode node, @Nullable String condition) {
        if (condition != null) {
            node.put("visibleIf", spelled(condition));
        }
    }

    /** SurveyJS knows no {@code not}: such a condition is written anew with {@code !(…)}. */
    private String spelled(String condition) {
        try {
            boolean isForeign = Lexer.tokens(condition).stream().anyMatch(token -> token.is("not"));
            return isForeign
                    ? spelled(ExpressionParser.parse(
                            condition,
                            survey.compiled().byName()::get,
                            survey.compiled().byName()::get))
                    : condition;
        } catch (ConditionFault e) {
            throw new IllegalStateException("the survey was checked", e);
        }
    }

    static String spelled(Expression expression) {
        if (expression instanceof Expression.All all) {
            return joined(all.parts(), " and ");
        }
        if (expression instanceof Expression.Any any) {
            return joined(any.parts(), " or ");
        }
        if (expression instanceof Expression.Not not) {
            return "!(" + spelled(not.part()) + ")";
        }
        if (expression instanceof Expression.IsEmpty empty) {
            return asked(empty.ref()) + " empty";
        }
        if (expression instanceof Expression.Same same) {
            return asked(same.ref()) + " = " + literal(same.literal());
        }
        if (expression instanceof Expression.SameAs same) {
            return asked(same.ref()) + " = " + asked(same.other());
        }
        if (expression instanceof Expression.Sized sized) {
            return asked(sized.ref()) + sign(sized.size()) + literal(sized.literal());
        }
        if (expression instanceof Expression.SizedAs sized) {
            return asked(sized.ref()) + sign(sized.size()) + asked(sized.other());
        }
        Expression.Chosen chosen = (Expression.Chosen) expression;
        String codes = chosen.codes().stream().map(SurveyJsWriter::quoted).collect(Collectors.joining(", "));
        return asked(chosen.ref()) + (chosen.all() ? " allof [" : " anyof [") + codes + "]";
    }

    private static String joined(List<Expression> parts, String between) {
        return parts.stream().map(each -> "(" + spelled(each) + ")").collect(Collectors.joining(between));
    }

    private static String asked(Expression.Ref ref) {
        return "{" + ref.question() + (ref.row() == null ? "" : "." + ref.row()) + "}";
    }

    private static String sign(Expression.Size size) {
        return switch (size) {
            case LESS -> " < ";
            case AT_MOST -> " <= ";
            case MORE -> " > ";
            case AT_LEAST -> " >= ";
        };
    }

    private static String literal(Given literal) {
        if (literal instanceof Given.Num num) {
            return num.number().toPlainString();
        }
        return literal instanceof Given.Day day ? quoted(day.day().toString()) : quoted(((Given.Code) literal).code());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

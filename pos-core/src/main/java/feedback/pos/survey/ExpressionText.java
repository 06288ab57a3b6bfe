package feedback.pos.survey;

import feedback.pos.survey.Expression.Ref;
import feedback.pos.text.Texts;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says a condition in plain words; questions by their numbers, choices by their words. */
final class ExpressionText {
    private static final Texts TEXTS = Texts.beside(Survey.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);

    private final Survey survey;
    private final Locale locale;

    private ExpressionText(Survey survey, Locale locale) {
        this.survey = survey;
        this.locale = locale;
    }

    static String of(Survey survey, Expression expression, Locale locale) {
        ExpressionText text = new ExpressionText(survey, locale);
        return text.say("condition.if", text.of(expression, false));
    }

    /** The words; with brackets round several parts where they stand among others. */
    private String of(Expression expression, boolean inner) {
        if (expression instanceof Expression.All all) {
            return joined(all.parts(), "condition.and", inner);
        }
        if (expression instanceof Expression.Any any) {
            return joined(any.parts(), "condition.or", inner);
        }
        if (expression instanceof Expression.Not not) {
            return not(not.part());
        }
        return relation(expression, "");
    }

    private String not(Expression part) {
        if (part instanceof Expression.Not twice) {
            return of(twice.part(), true);
        }
        if (part instanceof Expression.All || part instanceof Expression.Any) {
            return say("condition.not", of(part, false));
        }
        return relation(part, "not.");
    }

    private String joined(List<Expression> parts, String between, boolean inner) {
        String joined =
                parts.stream().map(each -> of(each, true)).collect(Collectors.joining(" " + say(between) + " "));
        return inner ? "(" + joined + ")" : joined;
    }

    private String relation(Expression relation, String not) {
        String key = "condition." + not;
        if (relation instanceof Expression.IsEmpty empty) {
            return say(key + "empty", asked(empty.ref()));
        }
        if (relation instanceof Expression.Same same) {
            String kind = same.literal() instanceof Given.Code ? "chosen" : "same";
            return say(key + kind, asked(same.ref()), literal(same.ref(), same.literal()));
        }
        if (relation instanceof Expression.SameAs same) {
            return say(key + "sameAs", asked(same.ref()), asked(same.other()));
        }
        if (relation instanceof Expression.Sized sized) {
            return say(key + sized.size().name(), asked(sized.ref()), literal(sized.ref(), sized.literal()));
        }
        if (relation instanceof Expression.SizedAs sized) {
            return say(key + sized.size().name() + ".as", asked(sized.ref()), asked(sized.other()));
        }
        Expression.Chosen chosen = (Expression.Chosen) relation;
        if (chosen.codes().size() == 1) {
            return say(
                    key + "chosen",
                    asked(chosen.ref()),
                    label(chosen.ref(), chosen.codes().get(0)));
        }
        String words = chosen.codes().stream()
                .map(code -> say("condition.quoted", label(chosen.ref(), code)))
                .collect(Collectors.joining(", "));
        return say(key + (chosen.all() ? "allOf" : "anyOf"), asked(chosen.ref()), words);
    }

    private String literal(Ref ref, Given literal) {
        if (literal instanceof Given.Num num) {
            return num.number().toPlainString();
        }
        if (literal instanceof Given.Day day) {
            return DAY.format(day.day());
        }
        return label(ref, ((Given.Code) literal).code());
    }

    private String label(Ref ref, String code) {
        return Codes.label(question(ref), ref.row(), code, locale);
    }

    /** The number of the question, and the words of the row. */
    private String asked(Ref ref) {
        String number = Integer.toString(survey.compiled().numbers().getOrDefault(ref.question(), 0));
        if (ref.row() != null && question(ref) instanceof Question.Matrix matrix) {
            String row = matrix.rows().stream()
                    .filter(each -> each.code().equals(ref.row()))
                    .map(each -> each.title().in(locale))
                    .findFirst()
                    .orElse(ref.row());
            return say("condition.row", number, row);
        }
        return number;
    }

    private Question question(Ref ref) {
        return survey.question(ref.question()).orElseThrow();
    }

    private String say(String key, String... args) {
        return TEXTS.get(locale, key, List.of(args));
    }
}

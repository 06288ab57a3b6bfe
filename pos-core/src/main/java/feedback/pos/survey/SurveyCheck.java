package feedback.pos.survey;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Quota;
import feedback.pos.survey.Survey.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a survey, each with its path, and works out its conditions. Used once. */
final class SurveyCheck {
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_CODE = 80;
    private static final int WIDEST = 1_000;
    private static final int MOST_STEPS = 100;
    private static final int LONGEST_TEXT = 10_000;
    private static final long HIGHEST_LIMIT = 1_000_000_000;
    private static final int MOST_FAULTS = 400;
    static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

    private final List<Field> wrong = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, Question> byName = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Expression> shown = new HashMap<>();
    private final List<Expression> quotas = new ArrayList<>();

    /** The questions that a condition may name, as the check goes through the survey. */
    private final Map<String, Question> before = new HashMap<>();

    SurveyCheck(@Nullable Label title, @Nullable Label description, List<Section> sections, List<Quota> quotas) {
        label("title", title, LONGEST_TITLE);
        label("description", description, LONGEST_DESCRIPTION);
        if (sections.isEmpty()) {
            fault("sections", "field.missing");
        }
        most("sections", sections.size(), Survey.MOST_SECTIONS);
        most("quotas", quotas.size(), Survey.MOST_QUOTAS);
        sections.forEach(section -> section.questions().forEach(each -> byName.putIfAbsent(each.name(), each)));
        int count = sections.stream()
                .mapToInt(section -> section.questions().size())
                .sum();
        most("sections", count, Survey.MOST_QUESTIONS);
        if (wrong.isEmpty()) {
            for (int i = 0; i < sections.size(); i++) {
                section("sections[" + i + "]", sections.get(i));
            }
            quotas(quotas);
        }
    }

    /** What was worked out. */
    Compiled compiled() {
        if (!wrong.isEmpty()) {
            throw Refusal.of(Refusal.Reason.INVALID_VALUE, "fields.wrong")
                    .withFields(wrong.subList(0, Math.min(wrong.size(), MOST_FAULTS)));
        }
        return new Compiled(questions, byName, numbers, shown, quotas);
    }

    private void section(String path, Section section) {
        label(path + ".title", section.title(), LONGEST_TITLE);
        label(path + ".description", section.description(), LONGEST_DESCRIPTION);
        Expression outer = condition(path + ".visibleIf", section.visibleIf(), before::get);
        if (section.questions().isEmpty()) {
            fault(path + ".questions", "field.missing");
        }
        for (int i = 0; i < section.questions().size(); i++) {
            Question question = section.questions().get(i);
            String at = path + ".questions[" + i + "]";
            asked(at, question);
            kind(at, question);
            Expression inner = condition(at + ".visibleIf", question.asked().visibleIf(), before::get);
            questions.add(question);
            numbers.putIfAbsent(question.name(), questions.size());
            if (outer != null || inner != null) {
                shown.putIfAbsent(question.name(), joined(outer, inner));
            }
            if (before.putIfAbsent(question.name(), question) != null) {
                fault(at + ".name", "survey.nameTwice", question.name());
            }
        }
    }

    private static Expression joined(@Nullable Expression outer, @Nullable Expression inner) {
        List<Expression> parts = new ArrayList<>();
        if (outer != null) {
            parts.add(outer);
        }
        if (inner != null) {
            parts.add(inner);
        }
        return parts.size() == 1 ? parts.get(0) : new Expression.All(parts);
    }

    private void quotas(List<Quota> all) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            Quota quota = all.get(i);
            String path = "quotas[" + i + "]";
            name(path + ".name", quota.name());
            if (!names.add(quota.name())) {
                fault(path + ".name", "survey.codeTwice", quota.name());
            }
            if (quota.limit() < 1 || quota.limit() > HIGHEST_LIMIT) {
                fault(path + ".limit", "survey.range", 1, HIGHEST_LIMIT);
            }
            Expression condition = condition(path + ".condition", quota.condition(), byName::get);
            if (condition != null) {
                quotas.add(condition);
            }
        }
    }

    private @Nullable Expression condition(
            String path, @Nullable String text, Function<String, @Nullable Question> mayName) {
        if (text == null) {
            return null;
        }
        try {
            return ExpressionParser.parse(text, mayName, byName::get);
        } catch (ConditionFault fault) {
            wrong.add(fault.at(path));
            return null;
        }
    }

    private void asked(String path, Question question) {
        name(path + ".name", question.name());
        label(path + ".title", question.title(), LONGEST_TITLE);
        label(path + ".description", question.asked().description(), LONGEST_DESCRIPTION);
    }

    private void kind(String path, Question question) {
        if (question instanceof Question.Single single) {
            choices(path + ".choices", single.choices(), Survey.MOST_CHOICES, single.other(), single.none());
            offered(path, single.other(), single.none());
        } else if (question instanceof Question.Multiple multiple) {
            choices(path + ".choices", multiple.choices(), Survey.MOST_CHOICES, multiple.other(), multiple.none());
            offered(path, multiple.other(), multiple.none());
            int all = multiple.choices().size() + (multiple.other() == null ? 0 : 1);
            bounds(path, multiple.least(), multiple.most(), all);
        } else if (question instanceof Question.Ranking ranking) {
            choices(path + ".choices", ranking.choices(), Survey.MOST_CHOICES, null, null);
            bounds(path, ranking.least(), ranking.most(), ranking.choices().size());
        } else if (question instanceof Question.Matrix matrix) {
            choices(path + ".rows", matrix.rows(), Survey.MOST_ROWS, null, null);
            choices(path + ".columns", matrix.columns(), Survey.MOST_COLUMNS, null, null);
            if (matrix.everyRow() && !matrix.required()) {
                fault(path + ".everyRow", "survey.everyRow");
            }
            for (int i = 0; i < matrix.rows().size(); i++) {
                if (matrix.rows().get(i).code().indexOf('=') >= 0) {
                    fault(path + ".rows[" + i + "].code", "survey.code", LONGEST_CODE);
                }
            }
        } else if (question instanceof Question.Scale scale) {
            scale(path, scale);
        } else if (question instanceof Question.Text text) {
            if (text.most() < 1 || text.most() > LONGEST_TEXT) {
                fault(path + ".most", "survey.range", 1, LONGEST_TEXT);
            } else if (text.least() < 0 || text.least() > text.most()) {
                fault(path + ".least", "survey.range", 0, text.most());
            }
        } else if (question instanceof Question.Numeric number) {
            number(path, number);
        } else if (question instanceof Question.Date date) {
            day(path + ".min", date.min());
            day(path + ".max", date.max());
            if (date.min() != null && date.max() != null && date.min().isAfter(date.max())) {
                fault(path + ".max", "survey.order", date.min(), date.max());
            }
        }
    }

    private void scale(String path, Question.Scale scale) {
        label(path + ".low", scale.low(), LONGEST_TITLE);
        label(path + ".high", scale.high(), LONGEST_TITLE);
        boolean isWithin = Math.abs((long) scale.min()) <= WIDEST && Math.abs((long) scale.max()) <= WIDEST;
        if (!isWithin
                || scale.step() < 1
                || scale.max() <= scale.min()
                || (scale.max() - scale.min()) % scale.step() != 0
                || (scale.max() - scale.min()) / scale.step() > MOST_STEPS) {
            fault(path + ".max", "survey.scale", MOST_STEPS, WIDEST);
        }
    }

    private void number(String path, Question.Numeric number) {
        number(path + ".min", number.min());
        number(path + ".max", number.max());
        number(path + ".step", number.step());
        BigDecimal min = number.min();
        BigDecimal max = number.max();
        if (min != null && max != null && min.compareTo(max) > 0) {
            fault(path + ".max", "survey.order", min, max);
        }
        if (number.step() != null && number.step().signum() <= 0) {
            fault(path + ".step", "survey.step");
        }
    }

    private void number(String path, @Nullable BigDecimal number) {
        if (number != null && !Numbers.isFit(number)) {
            fault(path, "answers.number", Numbers.HIGHEST.toPlainString(), Numbers.DECIMALS);
        }
    }

    private void day(String path, @Nullable LocalDate day) {
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            fault(path, "answers.dateRange", FIRST_DAY, LAST_DAY);
        }
    }

    private void bounds(String path, @Nullable Integer least, @Nullable Integer most, int all) {
        if (most != null && (most < 1 || most > all)) {
            fault(path + ".most", "survey.range", 1, all);
        } else if (least != null && (least < 1 || least > (most == null ? all : most))) {
            fault(path + ".least", "survey.range", 1, most == null ? all : most);
        }
    }

    private void offered(String path, @Nullable Label other, @Nullable Label none) {
        label(path + ".other", other, LONGEST_TITLE);
        label(path + ".none", none, LONGEST_TITLE);
    }

    private void choices(String path, List<Choice> choices, int most, @Nullable Label other, @Nullable Label none) {
        if (choices.isEmpty()) {
            fault(path, "field.missing");
        }
        if (!most(path, choices.size(), most)) {
            return;
        }
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            String at = path + "[" + i + "]";
            String code = choice.code();
            if (code.isEmpty()
                    || code.length() > LONGEST_CODE
                    || !code.strip().equals(code)
                    || !Characters.areFit(code, false)) {
                fault(at + ".code", "survey.code", LONGEST_CODE);
            } else if (other != null && code.equals(Question.OTHER) || none != null && code.equals(Question.NONE)) {
                fault(at + ".code", "survey.codeReserved", code);
            } else if (!codes.add(code)) {
                fault(at + ".code", "survey.codeTwice", code);
            }
            label(at + ".title", choice.title(), LONGEST_TITLE);
        }
    }

    private void name(String path, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(SurveyCheck::isOfName)) {
            fault(path, "survey.name", LONGEST_NAME);
        }
    }

    private static boolean isOfName(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private void label(String path, @Nullable Label label, int most) {
        if (label != null) {
            words(path, label.ru(), most);
            if (label.en() != null) {
                words(path + ".en", label.en(), most);
            }
        }
    }

    private void words(String path, String words, int most) {
        if (words.isBlank()) {
            fault(path, "field.missing");
        } else if (words.length() > most) {
            fault(path, "text.tooLong", most);
        } else if (!Characters.areFit(words, true)) {
            fault(path, "text.characters");
        }
    }

    private boolean most(String path, int size, int most) {
        if (size > most) {
            fault(path, "list.tooLong", most);
        }
        return size <= most;
    }

    private void fault(String path, String key, Object... args) {
        if (wrong.size() < MOST_FAULTS) {
            wrong.add(Field.of(path, key, args));
        }
    }
}

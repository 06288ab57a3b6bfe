package feedback.pos.survey;

import feedback.pos.survey.Question.Choice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How answers stand in a table: a column for each question, for each row of a matrix and for each choice of a question with several
 * choices or of a ranking; texts in columns of their own. Immutable and thread-safe.
 */
public final class AnswerSheet {
    private final Survey survey;
    private final @Nullable Locale labels;
    private final List<Column> columns = new ArrayList<>();

    /** A column: what it shows of a question. */
    private record Column(String head, Question question, Part part, String of) {}

    private enum Part {
        ANSWER,
        ROW,
        CHOICE,
        RANK,
        TEXT
    }

    private AnswerSheet(Survey survey, @Nullable Locale labels) {
        this.survey = survey;
        this.labels = labels;
        survey.questions().forEach(this::columns);
    }

    /** A table with the codes of questions and choices, for programs. Heads are as the counters are named: {@code q1}, {@code q2=a}, {@code q9.row2}, {@code q1:text}. */
    public static AnswerSheet withCodes(Survey survey) {
        return new AnswerSheet(survey, null);
    }

    /** A table with the words, for people; Russian unless the locale is English. */
    public static AnswerSheet withLabels(Survey survey, Locale locale) {
        return new AnswerSheet(survey, locale);
    }

    /** The heads of the columns. */
    public List<String> heads() {
        return columns.stream().map(Column::head).toList();
    }

    /**
     * One answered survey, a cell for each head: a {@link BigDecimal} for numbers, steps of scales, ranks, and 1 or 0 for whether a choice was chosen;
     * a {@link LocalDate}; else a {@link String}, empty where nothing was answered.
     *
     * @param canonical the answers in their canonical form
     * @param texts the texts that may be shown, by question
     */
    public List<Object> row(String canonical, Map<String, String> texts) {
        return row(survey.recorded(canonical), texts);
    }

    /** The same of answers at hand. */
    public List<Object> row(Answers answers, Map<String, String> texts) {
        List<Object> cells = new ArrayList<>(columns.size());
        for (Column column : columns) {
            String name = column.question().name();
            cells.add(column.part() == Part.TEXT ? texts.getOrDefault(name, "") : cell(column, answers.given(name)));
        }
        return cells;
    }

    private Object cell(Column column, Given given) {
        if (given instanceof Given.Rows rows) {
            String chosen = rows.columns().get(column.of());
            return chosen == null ? "" : shown(column.question(), column.of(), chosen);
        }
        if (given instanceof Given.Codes several) {
            int place = several.codes().indexOf(column.of());
            if (column.part() == Part.RANK) {
                return place < 0 ? "" : BigDecimal.valueOf(place + 1L);
            }
            return place < 0 ? BigDecimal.ZERO : BigDecimal.ONE;
        }
        if (given instanceof Given.Code one) {
            return shown(column.question(), null, one.code());
        }
        if (given instanceof Given.Num num) {
            return num.number();
        }
        return given instanceof Given.Day day ? day.day() : "";
    }

    private String shown(Question question, @Nullable String row, String code) {
        return labels == null ? code : Codes.label(question, row, code, labels);
    }

    private void columns(Question question) {
        if (question instanceof Question.Multiple multiple) {
            each(question, Codes.choices(multiple, null), Part.CHOICE);
        } else if (question instanceof Question.Ranking ranking) {
            each(question, ranking.choices(), Part.RANK);
        } else if (question instanceof Question.Matrix matrix) {
            each(question, matrix.rows(), Part.ROW);
        } else {
            boolean isText = question instanceof Question.Text;
            columns.add(new Column(
                    head(question, null, isText ? Part.TEXT : Part.ANSWER),
                    question,
                    isText ? Part.TEXT : Part.ANSWER,
                    ""));
        }
        boolean hasOther = question instanceof Question.Single single && single.other() != null
                || question instanceof Question.Multiple multiple && multiple.other() != null;
        if (hasOther) {
            Choice other = Codes.choices(question, null).stream()
                    .filter(choice -> choice.code().equals(Question.OTHER))
                    .findFirst()
                    .orElseThrow();
            columns.add(new Column(head(question, other, Part.TEXT), question, Part.TEXT, ""));
        }
    }

    private void each(Question question, List<Choice> choices, Part part) {
        choices.forEach(choice -> columns.add(new Column(head(question, choice, part), question, part, choice.code())));
    }

    private String head(Question question, @Nullable Choice choice, Part part) {
        if (labels != null) {
            String head = survey.compiled().numbers().get(question.name()) + ". "
                    + question.title().in(labels);
            return choice == null ? head : head + " – " + choice.title().in(labels) + (part == Part.TEXT ? " …" : "");
        }
        if (part == Part.TEXT) {
            return question.name() + ":text";
        }
        if (choice == null) {
            return question.name();
        }
        return question.name() + (part == Part.ROW ? "." : "=") + choice.code();
    }
}

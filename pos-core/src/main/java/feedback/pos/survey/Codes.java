package feedback.pos.survey;

import feedback.pos.survey.Question.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may be chosen, question by question: the choices and, where they are offered, «other» and «none of the above» after them. */
final class Codes {
    private Codes() {}

    /**
     * The codes in the survey's order; the columns of a matrix. Empty for questions that have no choices.
     *
     * @param question the question
     * @param row a row of a matrix, or null for the question itself
     */
    static List<String> of(@Nullable Question question, @Nullable String row) {
        return choices(question, row).stream().map(Choice::code).toList();
    }

    /** The same with their words. */
    static List<Choice> choices(@Nullable Question question, @Nullable String row) {
        if (question instanceof Question.Single single) {
            return offered(single.choices(), single.other(), single.none());
        }
        if (question instanceof Question.Multiple multiple) {
            return offered(multiple.choices(), multiple.other(), multiple.none());
        }
        if (question instanceof Question.Ranking ranking) {
            return ranking.choices();
        }
        return question instanceof Question.Matrix matrix && row != null ? matrix.columns() : List.of();
    }

    /** The words of a choice; its code where there is no such choice. */
    static String label(Question question, @Nullable String row, String code, Locale locale) {
        return choices(question, row).stream()
                .filter(choice -> choice.code().equals(code))
                .map(choice -> choice.title().in(locale))
                .findFirst()
                .orElse(code);
    }

    private static List<Choice> offered(List<Choice> choices, @Nullable Label other, @Nullable Label none) {
        List<Choice> all = new ArrayList<>(choices);
        if (other != null) {
            all.add(new Choice(Question.OTHER, other));
        }
        if (none != null) {
            all.add(new Choice(Question.NONE, none));
        }
        return all;
    }
}

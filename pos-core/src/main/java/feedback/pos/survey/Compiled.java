package feedback.pos.survey;

import java.util.List;
import java.util.Map;

/**
 * What was worked out of a survey once. Immutable.
 *
 * @param questions in order
 * @param byName the same by name
 * @param numbers from 1
 * @param shown when a question is asked, its section's condition included; nothing for one that is always asked
 * @param quotas in order
 */
record Compiled(
        List<Question> questions,
        Map<String, Question> byName,
        Map<String, Integer> numbers,
        Map<String, Expression> shown,
        List<Expression> quotas) {
    Compiled {
        questions = List.copyOf(questions);
        byName = Map.copyOf(byName);
        numbers = Map.copyOf(numbers);
        shown = Map.copyOf(shown);
        quotas = List.copyOf(quotas);
    }
}

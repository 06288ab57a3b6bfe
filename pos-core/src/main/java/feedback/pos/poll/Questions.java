package feedback.pos.poll;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.survey.Answers;
import feedback.pos.survey.Survey;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The questions of a survey.
 *
 * @param survey what is asked
 */
public record Questions(Survey survey) implements Ask {
    private static final String ANSWERS = "answers";
    private static final String CHOICES = "choices";

    @Override
    public Chosen read(String choices) {
        try {
            Answers answers = survey.answers(choices);
            return new Chosen(answers.canonical(), answers.texts(), survey.quotas(answers));
        } catch (Refusal e) {
            throw e.withFields(e.fields().stream().map(Questions::renamed).toList());
        }
    }

    private static Field renamed(Field field) {
        return new Field(place(field.field()), field.key(), field.args());
    }

    /** Where an answer stands in a ballot: what a survey calls answers is what a ballot calls choices. */
    public static String place(String answer) {
        return answer.startsWith(ANSWERS) ? CHOICES + answer.substring(ANSWERS.length()) : answer;
    }

    @Override
    public Map<String, Long> counts(String body) {
        return survey.ticks(body);
    }

    @Override
    public Map<String, Long> quotas() {
        return survey.quotas().stream().collect(Collectors.toMap(Survey.Quota::name, Survey.Quota::limit));
    }
}

package feedback.pos.survey;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import java.util.List;

/**
 * Surveys as SurveyJS writes them, in a subset that {@code docs/surveyjs.md} names. What is outside of it is named and never dropped in
 * silence.
 */
public final class SurveyJs {
    private SurveyJs() {}

    /**
     * What was read.
     *
     * @param survey the survey
     * @param leftOut what could not be taken, by its place in the document
     */
    public record Imported(Survey survey, List<LeftOut> leftOut) {
        public Imported {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Something that could not be taken.
     *
     * @param what where it stands, as in {@code pages[0].elements[2].validators[0]}, and why it was not taken
     * @param changesMeaning whether the survey asks something else without it, or takes other answers; else only its looks change
     */
    public record LeftOut(Field what, boolean changesMeaning) {}

    /**
     * Reads a document of SurveyJS.
     *
     * @param json the document
     * @param lenient whether a survey is wanted also if it does not mean the same: what cannot be taken is left out then, a question
     *     as a whole if need be
     * @throws Refusal MALFORMED for what is no JSON object, TOO_LARGE for what is longer than {@link Survey#MOST_CHARACTERS}, INVALID_VALUE naming everything
     *     that would change the meaning, unless lenient; and also if lenient where no question is left
     */
    public static Imported read(String json, boolean lenient) {
        return new SurveyJsReader(json, lenient).imported();
    }

    /** Writes a survey as a document of SurveyJS; {@link #read} gives the same survey again. Quotas, which SurveyJS does not know, stand in {@code posQuotas}. */
    public static String write(Survey survey) {
        return SurveyJsWriter.json(survey);
    }
}

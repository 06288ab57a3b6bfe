package feedback.pos.http.page;

import feedback.pos.procedure.Policy;

/**
 * What the pages have to know of a deployment before anybody has signed in.
 *
 * @param demo whether the fixed tokens of the demo hold, so that the page may offer them
 * @param textLimit characters of a message
 * @param answerLimit characters of an answer
 * @param commentLimit characters of a comment or reason
 * @param questionLimit characters of a question to the applicant
 * @param escalationMaxStars up to which rating a reason is asked for and escalation is offered
 */
public record PageSettings(
        boolean demo, int textLimit, int answerLimit, int commentLimit, int questionLimit, int escalationMaxStars) {

    /** The settings that follow from a policy. */
    public static PageSettings of(Policy policy, boolean demo) {
        return new PageSettings(
                demo,
                policy.textLimit(),
                policy.answerLimit(),
                policy.commentLimit(),
                policy.questionLimit(),
                policy.escalationMaxStars());
    }

    Served served() {
        return Served.of(
                Served.JSON,
                "{\"demo\":%b,\"textLimit\":%d,\"answerLimit\":%d,\"commentLimit\":%d,\"questionLimit\":%d,\"escalationMaxStars\":%d}"
                        .formatted(demo, textLimit, answerLimit, commentLimit, questionLimit, escalationMaxStars));
    }
}

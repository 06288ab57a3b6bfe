package feedback.pos.http.api;

import feedback.pos.message.Message;
import feedback.pos.organization.Actor;

/** How much of a message somebody sees who may see it at all. */
enum Sight {
    /** What is meant for everybody: nothing that leads to a person. */
    PUBLIC,
    /** What is told to those who sent it: everything but the office's own notes and drafts. */
    APPLICANT,
    /** Everything. */
    OFFICIAL;

    static Sight of(Message message, Actor actor) {
        if (actor.covers(message.holder().path())) {
            return OFFICIAL;
        }
        boolean own = message.isApplicant(actor.person())
                || message.submission().coApplicants().contains(actor.person());
        return own ? APPLICANT : PUBLIC;
    }
}

package feedback.pos.http.api;

import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;

/** How much of a message somebody sees who may see it at all. */
enum Sight {
    /** What is meant for everybody: nothing that leads to a person. */
    PUBLIC,
    /** What is told to those who sent it: everything but the office's own notes and drafts. */
    APPLICANT,
    /** Everything. */
    OFFICIAL;

    static Sight of(Message message, Actor actor) {
        if (actor.grants().stream().anyMatch(grant -> seesPeople(grant.role()) && covers(grant, message))) {
            return OFFICIAL;
        }
        boolean own = message.isApplicant(actor.person())
                || message.submission().coApplicants().contains(actor.person());
        return own ? APPLICANT : PUBLIC;
    }

    private static boolean covers(Grant grant, Message message) {
        return message.holder().path().contains(grant.organization());
    }

    /** Who counts or asks the public has no need to know who wrote. */
    private static boolean seesPeople(Role role) {
        return role != Role.ANALYST && role != Role.POLL_MANAGER;
    }
}

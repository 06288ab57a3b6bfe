package feedback.pos.procedure;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who may see a message and who may act on it: role × subtree, or being the applicant. */
final class Rights {
    private Rights() {}

    /** Whether the person may read the message: its applicants, officials of the bodies above or at it, or everybody. */
    static boolean maySee(Message message, Actor actor) {
        return message.isApplicant(actor.person())
                || message.submission().coApplicants().contains(actor.person())
                || actor.covers(message.holder().path())
                || isPublic(message);
    }

    /** Whether it is shown to everybody, without the person: agreed to by the applicant and admitted. */
    static boolean isPublic(Message message) {
        return message.submission().open()
                && !message.isAnonymous()
                && switch (message.stage()) {
                    case SUBMITTED, MODERATION, DECLINED, WITHDRAWN -> false;
                    case COORDINATION, EXECUTION, APPROVAL, POSTPONED, ANSWERED, CLOSED -> true;
                };
    }

    /**
     * The role in which the actor does it.
     *
     * @throws Refusal NOT_FOUND if the message is not the actor's to know of, FORBIDDEN if it is not the actor's to do,
     *     WRONG_STAGE if it cannot be done now, TOO_LATE if the message was withdrawn
     */
    static Role authorize(Verb verb, Message message, Actor actor) {
        Role role = roleFor(verb, message, actor);
        if (message.links().excludedPeople().contains(actor.person()) && role != Role.APPLICANT) {
            throw Refusal.of(Reason.FORBIDDEN, "executor.excluded");
        }
        boolean isAdmission = verb == Verb.MODERATE && Following.isWaiting(message);
        if (message.links().joined() != null && !verb.isOwnOfFollower() && !isAdmission) {
            throw Refusal.of(Reason.CONFLICT, "message.joined", message.links().joined());
        }
        // Joining admits what nobody has moderated yet, and that is a moderator's to decide.
        if (verb == Verb.JOIN && message.stage() == Stage.MODERATION && role != Role.MODERATOR) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.MODERATOR);
        }
        if (!verb.stages().contains(message.stage())) {
            if (message.stage() == Stage.WITHDRAWN) {
                throw Refusal.of(Reason.TOO_LATE, "message.withdrawn");
            }
            throw Refusal.of(Reason.WRONG_STAGE, "stage.wrong", verb.name().toLowerCase(Locale.ROOT), message.stage());
        }
        return role;
    }

    private static Role roleFor(Verb verb, Message message, Actor actor) {
        for (Role role : verb.roles()) {
            boolean held = role == Role.APPLICANT
                    ? message.isApplicant(actor.person())
                    : actor.holds(role, message.holder().path());
            if (held) {
                return role;
            }
        }
        if (!actor.isOfficial() && !maySee(message, actor)) {
            throw Refusal.of(Reason.NOT_FOUND, "message.unknown");
        }
        throw Refusal.of(
                Reason.FORBIDDEN,
                "role.needed",
                verb.roles().stream().map(Role::name).collect(Collectors.joining(", ")));
    }
}

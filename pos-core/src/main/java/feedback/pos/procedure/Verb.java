package feedback.pos.procedure;

import static feedback.pos.message.Stage.ANSWERED;
import static feedback.pos.message.Stage.APPROVAL;
import static feedback.pos.message.Stage.CLOSED;
import static feedback.pos.message.Stage.COORDINATION;
import static feedback.pos.message.Stage.DECLINED;
import static feedback.pos.message.Stage.EXECUTION;
import static feedback.pos.message.Stage.MODERATION;
import static feedback.pos.message.Stage.POSTPONED;
import static feedback.pos.message.Stage.WITHDRAWN;
import static feedback.pos.organization.Role.APPLICANT;
import static feedback.pos.organization.Role.COORDINATOR;
import static feedback.pos.organization.Role.EXECUTOR;
import static feedback.pos.organization.Role.HEAD;
import static feedback.pos.organization.Role.MODERATOR;

import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import java.util.List;
import java.util.Set;

/** Everything that people can do with a message: who may, and at which stage. */
public enum Verb {
    MODERATE(roles(MODERATOR), MODERATION),
    ASSIGN(roles(COORDINATOR), COORDINATION, EXECUTION),
    FORWARD(roles(COORDINATOR), COORDINATION, EXECUTION),
    TAKE(roles(EXECUTOR), EXECUTION, POSTPONED),
    RETURN(roles(EXECUTOR), EXECUTION),
    ASK(roles(EXECUTOR), EXECUTION),
    REPLY(roles(APPLICANT), COORDINATION, EXECUTION),
    SUSPEND(roles(EXECUTOR, COORDINATOR, HEAD), COORDINATION, EXECUTION),
    RESUME(roles(EXECUTOR, COORDINATOR, HEAD), COORDINATION, EXECUTION, APPROVAL, POSTPONED),
    DRAFT(roles(EXECUTOR), EXECUTION),
    POSTPONE(roles(EXECUTOR), EXECUTION),
    EXTEND(roles(HEAD), COORDINATION, EXECUTION, APPROVAL, POSTPONED),
    APPROVE(roles(HEAD), APPROVAL),
    REWORK(roles(HEAD), APPROVAL),
    RATE(roles(APPLICANT), ANSWERED),
    ESCALATE(roles(APPLICANT), ANSWERED),
    JOIN(roles(MODERATOR, COORDINATOR), MODERATION, COORDINATION, EXECUTION),
    SPLIT(roles(MODERATOR, COORDINATOR), MODERATION, COORDINATION, EXECUTION, APPROVAL, POSTPONED),
    CONVERT(roles(MODERATOR, COORDINATOR), MODERATION, COORDINATION, EXECUTION),
    WITHDRAW(roles(APPLICANT), MODERATION, COORDINATION, EXECUTION, APPROVAL, POSTPONED),
    NOTE(
            roles(MODERATOR, COORDINATOR, EXECUTOR, HEAD),
            MODERATION,
            COORDINATION,
            EXECUTION,
            APPROVAL,
            POSTPONED,
            ANSWERED,
            CLOSED,
            DECLINED,
            WITHDRAWN);

    // List.of and Set.of are immutable; their types do not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Role> roles;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Stage> stages;

    Verb(List<Role> roles, Stage... stages) {
        this.roles = roles;
        this.stages = Set.of(stages);
    }

    private static List<Role> roles(Role... roles) {
        return List.of(roles);
    }

    /** Who may; the first one that the actor holds is the one recorded. */
    public List<Role> roles() {
        return roles;
    }

    /** When. */
    public Set<Stage> stages() {
        return stages;
    }

    /** Whether it stays possible while the message follows another, on which the work is done. */
    public boolean isOwnOfFollower() {
        return switch (this) {
            case SPLIT, NOTE, REPLY, WITHDRAW, RATE, ESCALATE -> true;
            default -> false;
        };
    }
}

package feedback.pos.procedure;

import feedback.pos.catalog.RouteStep;
import feedback.pos.message.Answer;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Messages on the same matter: one follows another, keeps what is its own, and has it again when they part. */
final class Following {
    private final Regulation regulation;
    private final Clockwork clockwork;
    private final Intake intake;

    Following(Regulation regulation, Clockwork clockwork, Intake intake) {
        this.regulation = regulation;
        this.clockwork = clockwork;
        this.intake = intake;
    }

    /**
     * Whether it follows already and still waits for a moderator. What may be shown to everybody is admitted first; what
     * nobody is shown need not wait for its leader's answer.
     */
    static boolean isWaiting(Message message) {
        return message.links().joined() != null
                && message.stage() == Stage.MODERATION
                && message.submission().open();
    }

    /** @throws Refusal naming the field {@code join} if the new message may not follow, or cannot */
    static void checkMayJoin(Submission submission, Message named, Message lead, Actor by) {
        boolean isKnown = Rights.isPublic(named)
                || named.isApplicant(submission.applicant())
                || by.covers(named.holder().path());
        new Check()
                .that(isKnown, "join", "message.unknown")
                .that(!isKnown || canBeFollowed(lead), "join", "join.unfit")
                .orRefuse();
    }

    private static boolean canBeFollowed(Message lead) {
        return lead.links().joined() == null
                && lead.stage() != Stage.DECLINED
                && lead.stage() != Stage.WITHDRAWN
                && (lead.stage() != Stage.CLOSED || lead.answer() != null);
    }

    /** The new message follows from the start; the leader's journal does not tell of a person whose message is another one. */
    List<Decision> joinNew(Act act, Message lead, Instant now) {
        Act leading = Act.bySystem(lead, now);
        leading.record(new Event.Gathered(act.message().id()));
        act.record(new Event.Joined(lead.id()));
        followIn(act, leading.message(), act::message, now);
        return List.of(act.decide(), leading.decide());
    }

    List<Decision> join(Act act, Act leading, Instant now) {
        Message follower = act.message();
        Message lead = leading.message();
        boolean fits = !lead.id().equals(follower.id())
                && follower.links().followers() == 0
                && mayFollow(follower, lead)
                && canBeFollowed(lead);
        if (!fits) {
            throw Refusal.of(Reason.CONFLICT, "join.unfit");
        }
        leading.record(new Event.Gathered(follower.id()));
        if (follower.stage() == Stage.MODERATION) {
            act.record(new Event.Accepted(null));
        }
        act.record(new Event.Joined(lead.id()));
        followIn(act, leading.message(), act::message, now);
        return List.of(leading.decide(), act.decide());
    }

    /** What an admitted follower has waited for; without its leader, which was removed meanwhile, it goes its own way. */
    void admittedIn(Act act, @Nullable Message lead, Instant now) {
        if (lead == null) {
            partIn(act, act.message());
        } else {
            followIn(act, lead, act::message, now);
        }
    }

    /** A complaint follows neither the body complained of nor the person who wrote the answer complained of. */
    private static boolean mayFollow(Message follower, Message lead) {
        Answer answer = lead.answer();
        return Procedure.isAllowed(follower, lead.holder())
                && (answer == null || !follower.links().excludedPeople().contains(answer.executor()));
    }

    /** @param home the follower as it stood before it began to follow; asked for only where they part */
    void followIn(Act act, Message lead, Supplier<Message> home, Instant now) {
        Message follower = act.message();
        if (!lead.id().equals(follower.links().joined()) || !follower.stage().isOpen()) {
            return;
        }
        if (lead.stage() == Stage.DECLINED || lead.stage() == Stage.WITHDRAWN || !mayFollow(follower, lead)) {
            partIn(act, home.get());
            return;
        }
        // A leader that is not admitted yet is not ahead of anybody
        if (isWaiting(follower) || lead.stage() == Stage.MODERATION) {
            return;
        }
        Answer answer = lead.answer();
        if (answer != null) {
            int window = regulation.policy().ratingWindowDays();
            LocalDate lastDay = Clockwork.dayOf(now, follower).plusDays(window + 1L);
            act.recordAsSystem(new Event.Routed(lead.holder(), List.of(new RouteStep.Joined())));
            act.recordAsSystem(new Event.Answered(
                    new Answer(answer.outcome(), answer.text(), answer.attachments(), answer.executor(), now),
                    Clockwork.startOf(lastDay, follower)));
            return;
        }
        // Approval is internal, and nothing of the follower's own waits for it.
        Stage stage = lead.stage() == Stage.APPROVAL ? Stage.EXECUTION : lead.stage();
        if (stage != follower.stage()
                || lead.status() != follower.status()
                || !lead.holder().equals(follower.holder())) {
            act.recordAsSystem(new Event.Followed(stage, lead.status(), lead.holder()));
        }
    }

    /**
     * It stands again where it stood before it followed. Its topic, its question and its clock it has had all the while; a
     * body that is not there any more is replaced by the one that the route names today.
     */
    void partIn(Act act, Message home) {
        act.recordAsSystem(split(act.message(), home));
        recountIn(act);
    }

    void partByIn(Act act, Message home) {
        act.record(split(act.message(), home));
        recountIn(act);
    }

    private Event.Split split(Message follower, Message home) {
        Holder holder = home.holder();
        Event.Split back =
                new Event.Split(Objects.requireNonNull(follower.links().joined()), home.stage(), home.status(), holder);
        if (regulation.directory().find(holder.organization()).isPresent()) {
            return back;
        }
        Holder there = intake.route(follower.topic(), follower.submission()).holder();
        return home.stage() == Stage.MODERATION
                ? new Event.Split(back.lead(), home.stage(), home.status(), there)
                : new Event.Split(back.lead(), Stage.COORDINATION, Status.MODERATION_ACCEPT, there);
    }

    /** Only where the clock would run in another zone than it does: who comes back to its own body has its own date. */
    private void recountIn(Act act) {
        Message message = act.message();
        if (!clockwork
                .zone(message.holder().organization())
                .equals(message.deadline().zone())) {
            clockwork.recountIn(act);
        }
    }
}

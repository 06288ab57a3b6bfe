package feedback.pos.procedure;

import feedback.pos.catalog.RouteStep;
import feedback.pos.deadline.Extension;
import feedback.pos.deadline.Pause;
import feedback.pos.deadline.Step;
import feedback.pos.message.Answer;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Outcome;
import feedback.pos.message.Postponement;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.moderation.Rule;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Routing.Plan;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole life of a message: each verb is a method that says what follows from it, and changes nothing. Pure,
 * immutable and thread-safe as far as its regulation is. Every verb refuses with NOT_FOUND, FORBIDDEN, WRONG_STAGE or
 * INVALID_VALUE as {@link Refusal} says; what is peculiar to a verb stands with it.
 */
public final class Procedure {
    private static final int DOCUMENT_LIMIT = 500;

    private final Regulation regulation;
    private final Policy policy;
    private final Clockwork clockwork;
    private final Wakes wakes;
    private final Intake intake;
    private final Correction correction;
    private final Following following;
    private final Delivery delivery;
    private final Routing routing;
    private final Staffing staffing;

    /** The life under this regulation. */
    public Procedure(Regulation regulation) {
        this.regulation = regulation;
        this.policy = regulation.policy();
        this.clockwork = new Clockwork(regulation);
        this.wakes = new Wakes(regulation, clockwork);
        this.intake = new Intake(regulation, clockwork, wakes);
        this.correction = new Correction(regulation, intake, clockwork);
        this.following = new Following(regulation, clockwork, intake);
        this.delivery = new Delivery(regulation);
        this.routing = new Routing(regulation, clockwork);
        this.staffing = new Staffing(regulation);
    }

    public Regulation regulation() {
        return regulation;
    }

    // Beginning

    /** A citizen, or an operator for one, sends a message. */
    public Decision submit(UUID id, Submission submission, Detection detection, Actor by, Instant now) {
        return submit(id, submission, detection, by, now, Map.of());
    }

    /** @param loads of those whom {@link #whoseLoads(Submission, Detection, Instant)} names */
    public Decision submit(
            UUID id, Submission submission, Detection detection, Actor by, Instant now, Map<String, Load> loads) {
        return intake.submit(id, submission, detection, by, now, loads).decide();
    }

    /** Whose loads {@link #submit} depends on; empty, as a rule, where it does not. */
    public List<String> whoseLoads(Submission submission, Detection detection, Instant now) {
        return known(submission.topic()) ? intake.whoseLoads(submission, detection, now) : List.of();
    }

    private boolean known(@Nullable String topic) {
        return topic == null || regulation.catalog().find(topic).isPresent();
    }

    /** The auto-rule that would fire for a message if it came now; the rest of what {@link #submit} does is not looked at. */
    public Optional<Rule> rule(Submission submission, Detection detection, Instant now) {
        return intake.rule(submission, detection, now);
    }

    /**
     * The same for a message that is to follow another one from the start, as its applicant wants: a public one, or one of
     * the applicant's own; an operator may name whatever the operator may read. It is admitted first if it may be shown to
     * everybody, else it is at once where its leader is. One that a rule holds for the moderator and nobody would be shown
     * follows nobody yet: naming a message is no way around the moderator, who may join them.
     *
     * @param named the message that was named
     * @param lead the same, or the one that it follows itself
     * @return what follows for the new message and for its leader
     * @throws Refusal INVALID_VALUE naming {@code join} if the message named is not to be known of or cannot be followed
     */
    public List<Decision> submit(
            UUID id,
            Submission submission,
            Detection detection,
            Message named,
            Message lead,
            Actor by,
            Instant now,
            Map<String, Load> loads) {
        Act act = intake.submit(id, submission, detection, by, now, loads);
        Following.checkMayJoin(submission, named, lead, by);
        if (!submission.open() && intake.isHeld(act.message())) {
            return List.of(act.decide());
        }
        return following.joinNew(act, lead, now);
    }

    /** A message comes from another system; nothing is announced about its past. */
    public Decision bring(UUID id, PastMessage past, Detection detection, Instant now) {
        return intake.bring(id, past, detection, now);
    }

    // Moderation

    /**
     * Admits, and corrects the topic where one is given. Goes on to the executor where the route names one. From a
     * fast-track topic to an ordinary one the date moves only until {@link #demotionEnds}; it is told to the applicant.
     *
     * @param topic the right topic's code, or null if the present one is right
     * @param comment for colleagues; where the shortened term is taken back the reason that the applicant is told
     */
    public Decision accept(Message message, @Nullable String topic, @Nullable String comment, Actor by, Instant now) {
        return accept(message, null, topic, comment, by, now, Map.of());
    }

    /**
     * The same for one that may follow another message already, whose state it then takes over.
     *
     * @param lead the message that it follows, or null if it follows none, or one that was removed
     * @param loads of those whom {@link #whoseLoadsToAccept} names
     */
    public Decision accept(
            Message message,
            @Nullable Message lead,
            @Nullable String topic,
            @Nullable String comment,
            Actor by,
            Instant now,
            Map<String, Load> loads) {
        Act act = begin(Verb.MODERATE, message, by, now);
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        if (topic != null) {
            correction.correctIn(act, topic, comment, now);
        }
        Event.Accepted accepted = new Event.Accepted(comment, topic == null ? true : null, null);
        if (message.links().joined() != null) {
            act.record(accepted);
            following.admittedIn(act, lead, now);
            return act.decide();
        }
        Plan plan = intake.route(act.message().topic(), message.submission());
        if (plan.leadsTo(act.message().holder().organization())) {
            boolean isNews = topic != null && plan.leadsTo(message.holder().organization());
            intake.admit(plan, accepted, isNews, message.links(), now, loads).forEach(act::record);
        } else {
            act.record(accepted);
        }
        return act.decide();
    }

    /** Whose loads {@link #accept} depends on; empty where it does not. */
    public List<String> whoseLoadsToAccept(Message message, @Nullable String topic, Instant now) {
        if (message.links().joined() != null || !known(topic)) {
            return List.of();
        }
        TopicChoice choice = topic == null
                ? message.topic()
                : correction.chosen(message, regulation.catalog().get(topic));
        return intake.whoseLoads(choice, message.submission(), message.links(), now);
    }

    /** Does not admit. */
    public Decision decline(Message message, DeclineReason reason, @Nullable String comment, Actor by, Instant now) {
        return decline(message, null, reason, comment, by, now).get(0);
    }

    /**
     * The same for one that follows another message already, which it then leaves.
     *
     * @param lead the message that it follows, or null if it follows none, or one that was removed
     * @return what follows for its leader and for the message
     */
    public List<Decision> decline(
            Message message,
            @Nullable Message lead,
            DeclineReason reason,
            @Nullable String comment,
            Actor by,
            Instant now) {
        Act act = begin(Verb.MODERATE, message, by, now);
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        act.record(new Event.Declined(reason, comment));
        return withReleased(act, lead, now);
    }

    /** One that ends by itself leaves the message that it follows. */
    private static List<Decision> withReleased(Act act, @Nullable Message lead, Instant now) {
        if (lead == null) {
            return List.of(act.decide());
        }
        Act leading = Act.bySystem(lead, now);
        leading.record(new Event.Released(act.message().id()));
        return List.of(leading.decide(), act.decide());
    }

    // Coordination

    /**
     * Names organization and executor in one step.
     *
     * @param organization null for the one that the route names, or for the present one where the message is a complaint
     * @param executor null for the one that the route names or chooses, else for one of the organization by load
     */
    public Decision assign(
            Message message, @Nullable String organization, @Nullable String executor, Actor by, Instant now) {
        return assign(message, organization, executor, by, now, Map.of());
    }

    /** @param loads of those whom {@link #whoseLoadsToAssign} names */
    public Decision assign(
            Message message,
            @Nullable String organization,
            @Nullable String executor,
            Actor by,
            Instant now,
            Map<String, Load> loads) {
        Act act = begin(Verb.ASSIGN, message, by, now);
        Plan plan = assigned(message, organization);
        Holder target = plan.holder();
        new Check()
                .that(
                        mayHold(target.organization()),
                        "organization",
                        "organization.unknown",
                        String.valueOf(organization))
                .that(isAllowed(message, target), "organization", "organization.excluded")
                .optional("executor", executor, 200)
                .orRefuse();
        Staffing.Chosen chosen = executor != null
                ? new Staffing.Chosen(executor, List.of(new RouteStep.Appointed(executor)))
                : staffing.pool(plan.line(), target, message.links(), now).choose(loads);
        String person = chosen.executor();
        new Check()
                .that(executor == null || isExecutor(executor, target), "executor", "executor.unknown")
                .that(
                        person == null || !message.links().excludedPeople().contains(person),
                        "executor",
                        "executor.excluded")
                .orRefuse();
        List<RouteStep> steps = new ArrayList<>(plan.steps());
        steps.addAll(chosen.steps());
        act.record(new Event.Assigned(new Holder(target.organization(), target.path(), person), steps));
        clockwork.recountIn(act);
        return act.decide();
    }

    /** Whose loads {@link #assign} depends on; empty where it does not. */
    public List<String> whoseLoadsToAssign(
            Message message, @Nullable String organization, @Nullable String executor, Instant now) {
        boolean isKnown = organization == null
                // Where no line fits the decision says so, once it is known that the actor may ask
                ? routing.plan(message.topic(), message.submission()).isPresent()
                : mayHold(organization);
        if (executor != null || !isKnown) {
            return List.of();
        }
        Plan plan = assigned(message, organization);
        return staffing.pool(plan.line(), plan.holder(), message.links(), now).whoseLoads();
    }

    /** Where an assignment leads: to the body named; else by the route, unless it was decided before that it stays. */
    private Plan assigned(Message message, @Nullable String organization) {
        String holding = message.holder().organization();
        if (organization == null && message.links().parent() != null) {
            return new Plan(clockwork.holder(holding), null, List.of(new RouteStep.Superior(holding)));
        }
        boolean stays = organization == null && (message.stage() == Stage.EXECUTION || wasForwarded(message));
        if (organization == null && !stays) {
            return intake.route(message.topic(), message.submission());
        }
        String target = organization == null ? holding : organization;
        List<RouteStep> why = routing.plan(message.topic(), message.submission())
                .filter(plan -> plan.leadsTo(target))
                .map(Plan::steps)
                .orElse(List.of(new RouteStep.ByHand(target)));
        return new Plan(clockwork.holder(target), null, why);
    }

    /** Forwarding decided against the route: an empty assignment stays where the message is. */
    private static boolean wasForwarded(Message message) {
        return message.status() == Status.FORWARD_TO_PARENT || message.status() == Status.FORWARD_TO_SUBORDINATE;
    }

    private boolean mayHold(String organization) {
        return regulation.directory().find(organization).isPresent();
    }

    /** Never to the body complained of, nor to one below it. */
    static boolean isAllowed(Message message, Holder target) {
        return message.links().excludedOrganizations().stream().noneMatch(target.path()::contains);
    }

    private boolean isExecutor(String person, Holder target) {
        return Regulation.isExecutor(regulation.directory(), person, target.organization());
    }

    /** Hands it to another body to coordinate; the clock goes on. */
    public Decision forward(Message message, String organization, String comment, Actor by, Instant now) {
        Act act = begin(Verb.FORWARD, message, by, now);
        Holder target = clockwork.holder(organization);
        new Check()
                .that(mayHold(organization), "organization", "organization.unknown", organization)
                .that(!organization.equals(message.holder().organization()), "organization", "organization.same")
                .that(isAllowed(message, target), "organization", "organization.excluded")
                .text("comment", comment, policy.commentLimit())
                .orRefuse();
        boolean down = target.path().contains(message.holder().organization());
        act.record(
                new Event.Forwarded(target, down ? Status.FORWARD_TO_SUBORDINATE : Status.FORWARD_TO_PARENT, comment));
        clockwork.recountIn(act);
        return act.decide();
    }

    // Execution

    /** Begins to work, or goes on before a promised date. */
    public Decision take(Message message, Actor by, Instant now) {
        Act act = begin(Verb.TAKE, message, by, now);
        return act.record(new Event.Taken(heldBy(message, by))).decide();
    }

    private static Holder heldBy(Message message, Actor by) {
        return new Holder(message.holder().organization(), message.holder().path(), by.person());
    }

    /** Gives it back to the coordinator. */
    public Decision giveBack(Message message, String comment, Actor by, Instant now) {
        Act act = begin(Verb.RETURN, message, by, now);
        new Check().text("comment", comment, policy.commentLimit()).orRefuse();
        return act.record(new Event.Returned(clockwork.holder(message.holder().organization()), comment))
                .decide();
    }

    /** Asks the applicant; the clock of a message stands still until the reply where the policy says so. */
    public Decision ask(Message message, String question, Actor by, Instant now) {
        Act act = begin(Verb.ASK, message, by, now);
        Question open = message.question();
        if (open != null && open.reply() == null) {
            throw Refusal.of(Reason.ALREADY_DONE, "question.open");
        }
        new Check().text("question", question, policy.questionLimit()).orRefuse();
        Instant until = now.plus(Duration.ofDays(policy.questionDays()));
        act.record(new Event.Asked(new Question(question, now, until, null)));
        if (policy.questionPauses() && message.kind() == Kind.MESSAGE) {
            clockwork.pauseIn(act, new Pause(now, until, "question", by.person(), null));
        }
        return act.decide();
    }

    /** The applicant answers the question. */
    public Decision reply(Message message, String text, Actor by, Instant now) {
        Act act = begin(Verb.REPLY, message, by, now);
        Question open = message.question();
        if (open == null || open.reply() != null) {
            throw Refusal.of(Reason.CONFLICT, "question.none");
        }
        new Check().text("text", text, policy.textLimit()).orRefuse();
        act.record(new Event.Replied(text));
        wakes.endPauseIn(act, open, now);
        return act.decide();
    }

    /**
     * Stops the clock of a message while another body is asked, until the end of a day at the latest; told to the applicant,
     * as the due date moves. Work goes on meanwhile.
     *
     * @param until the last day on which the clock stands
     * @param document what it rests on, such as the query's number and date, or null
     * @throws Refusal CONFLICT for an appeal, whose term the law lets nobody stop; ALREADY_DONE while the clock stands so
     */
    public Decision suspend(
            Message message, LocalDate until, String reason, @Nullable String document, Actor by, Instant now) {
        Act act = begin(Verb.SUSPEND, message, by, now);
        if (message.kind() == Kind.APPEAL) {
            throw Refusal.of(Reason.CONFLICT, "suspension.appeal");
        }
        if (message.suspension(now) != null) {
            throw Refusal.of(Reason.ALREADY_DONE, "suspension.open");
        }
        LocalDate today = Clockwork.dayOf(now, message);
        new Check()
                .that(!until.isBefore(today), "until", "date.past")
                .that(
                        !until.isAfter(today.plusDays(policy.extensionLimitDays())),
                        "until",
                        "date.tooFar",
                        policy.extensionLimitDays())
                .text("reason", reason, policy.commentLimit())
                .optional("document", document, DOCUMENT_LIMIT)
                .orRefuse();
        Instant end = Clockwork.startOf(until.plusDays(1), message);
        act.record(new Event.Suspended(until, reason, document));
        clockwork.pauseIn(act, new Pause(now, end, reason, by.person(), document));
        return act.decide();
    }

    /**
     * Lets the clock go on before the day that was set.
     *
     * @throws Refusal CONFLICT if it does not stand by {@link #suspend}
     */
    public Decision resume(Message message, @Nullable String comment, Actor by, Instant now) {
        Act act = begin(Verb.RESUME, message, by, now);
        Pause standing = message.suspension(now);
        if (standing == null) {
            throw Refusal.of(Reason.CONFLICT, "suspension.none");
        }
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        act.record(new Event.Unsuspended(comment));
        clockwork.pauseIn(act, standing.until(now));
        return act.decide();
    }

    /** Writes the answer, for the head to approve. */
    public Decision draft(
            Message message, Outcome outcome, String text, List<String> attachments, Actor by, Instant now) {
        Act act = begin(Verb.DRAFT, message, by, now);
        new Check()
                .that(outcome.isFinal(), "outcome", "outcome.notFinal")
                .text("text", text, policy.answerLimit())
                .each("attachments", attachments, policy.attachmentLimit(), 200)
                .orRefuse();
        wakes.settleQuestionIn(act, now);
        // Whoever answers waits for nobody any more
        Pause standing = act.message().suspension(now);
        if (standing != null) {
            act.record(new Event.Unsuspended(null));
            clockwork.pauseIn(act, standing.until(now));
        }
        return act.record(new Event.Drafted(new Answer(outcome, text, attachments, by.person(), null)))
                .decide();
    }

    /** Asks for a new date; once approved it is told to the citizen as an intermediate answer. */
    public Decision postpone(Message message, LocalDate until, String reason, String text, Actor by, Instant now) {
        Act act = begin(Verb.POSTPONE, message, by, now);
        checkNewDate(message, until, now)
                .text("reason", reason, policy.commentLimit())
                .text("text", text, policy.answerLimit())
                .orRefuse();
        wakes.settleQuestionIn(act, now);
        return act.record(new Event.PostponementAsked(new Postponement(until, reason, text, by.person())))
                .decide();
    }

    // Approval

    /**
     * Moves the date at once; an appeal once and by at most 30 days (59-ФЗ).
     *
     * @param document what the new date rests on, such as an order's number and date, or null
     */
    public Decision extend(
            Message message, LocalDate until, String reason, @Nullable String document, Actor by, Instant now) {
        Act act = begin(Verb.EXTEND, message, by, now);
        checkNewDate(message, until, now)
                .that(
                        until.isAfter(message.deadline().raw()),
                        "until",
                        "date.notLater",
                        message.deadline().raw())
                .text("reason", reason, policy.commentLimit())
                .optional("document", document, DOCUMENT_LIMIT)
                .orRefuse();
        act.record(new Event.Extended(until, reason));
        clockwork.extendIn(act, new Extension(until, reason, by.person(), document));
        return act.decide();
    }

    private Check checkNewDate(Message message, LocalDate until, Instant now) {
        LocalDate today = Clockwork.dayOf(now, message);
        Check check = new Check()
                .that(until.isAfter(today), "until", "date.past")
                .that(
                        !until.isAfter(today.plusDays(policy.extensionLimitDays())),
                        "until",
                        "date.tooFar",
                        policy.extensionLimitDays());
        if (message.kind() == Kind.APPEAL) {
            if (message.extensions() > 0) {
                throw Refusal.of(Reason.ALREADY_DONE, "appeal.extendedOnce");
            }
            LocalDate last = message.deadline().raw().plusDays(policy.appealExtensionDays());
            check.that(!until.isAfter(last), "until", "date.appealLimit", last);
        }
        return check;
    }

    /** Sends what waits: the answer, or the intermediate answer with the new date. */
    public Decision approve(Message message, Actor by, Instant now) {
        Act act = begin(Verb.APPROVE, message, by, now);
        Answer draft = message.draft();
        if (draft != null) {
            Answer sent = new Answer(draft.outcome(), draft.text(), draft.attachments(), draft.executor(), now);
            LocalDate lastDay = Clockwork.dayOf(now, message).plusDays(policy.ratingWindowDays() + 1L);
            return act.record(new Event.Answered(sent, Clockwork.startOf(lastDay, message)))
                    .decide();
        }
        Postponement promise = Objects.requireNonNull(message.postponement(), "approval without anything to approve");
        checkNewDate(message, promise.until(), now).orRefuse();
        act.record(new Event.Postponed(promise));
        clockwork.extendIn(act, new Extension(promise.until(), promise.reason(), by.person(), null));
        return act.decide();
    }

    /** Sends it back to the executor. */
    public Decision rework(Message message, String comment, Actor by, Instant now) {
        Act act = begin(Verb.REWORK, message, by, now);
        new Check().text("comment", comment, policy.commentLimit()).orRefuse();
        return act.record(new Event.Reworked(comment)).decide();
    }

    // The applicant's last word

    /**
     * Rates the answer. A rating that cannot be escalated closes the message; a bad one wants a reason and leaves it open
     * for {@link #escalate} until the window ends.
     *
     * @param stars 1 to 5
     * @throws Refusal TOO_LATE after the window
     */
    public Decision rate(
            Message message, int stars, @Nullable String reason, @Nullable String comment, Actor by, Instant now) {
        refuseLate(message, by, now);
        Act act = begin(Verb.RATE, message, by, now);
        if (message.rating() != null) {
            throw Refusal.of(Reason.ALREADY_DONE, "rating.given");
        }
        boolean bad = stars <= policy.escalationMaxStars();
        Check check = new Check().that(stars >= 1 && stars <= 5, "stars", "stars.range");
        if (bad) {
            check.text("reason", reason, policy.commentLimit());
        }
        check.optional("reason", reason, policy.commentLimit())
                .optional("comment", comment, policy.commentLimit())
                .orRefuse();
        act.record(new Event.Rated(new Rating(stars, reason, comment, now)));
        if (!bad) {
            act.record(new Event.Closed(Event.Closed.Cause.RATED));
        }
        return act.decide();
    }

    private static void refuseLate(Message message, Actor by, Instant now) {
        Instant end = message.ratingEnds();
        if (message.isApplicant(by.person()) && message.rating() == null && end != null && !now.isBefore(end)) {
            throw Refusal.of(Reason.TOO_LATE, "rating.late");
        }
    }

    /**
     * Takes a badly rated answer to the body above the one that gave it: exactly once a round, and only by the applicant.
     *
     * @param child the id of the message that begins there
     * @return what follows for the message and for its child
     * @throws Refusal TOO_LATE after the window; ALREADY_DONE if it was escalated; CONFLICT without a bad rating, after the
     *     last round, or at the top of the tree
     */
    public List<Decision> escalate(Message message, UUID child, @Nullable String comment, Actor by, Instant now) {
        if (message.isApplicant(by.person()) && message.links().child() != null) {
            throw Refusal.of(Reason.ALREADY_DONE, "escalation.done");
        }
        Instant end = message.ratingEnds();
        if (message.isApplicant(by.person()) && end != null && !now.isBefore(end)) {
            throw Refusal.of(Reason.TOO_LATE, "rating.late");
        }
        Act act = begin(Verb.ESCALATE, message, by, now);
        Rating rating = message.rating();
        if (rating == null || rating.stars() > policy.escalationMaxStars()) {
            throw Refusal.of(Reason.CONFLICT, "escalation.needsRating", policy.escalationMaxStars());
        }
        if (message.links().round() >= policy.maxRounds()) {
            throw Refusal.of(Reason.CONFLICT, "escalation.lastRound", policy.maxRounds());
        }
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        Organization superior = regulation
                .directory()
                .superior(message.holder().organization())
                .orElseThrow(() -> Refusal.of(Reason.CONFLICT, "escalation.atTop"));
        Decision above = intake.child(child, message, superior.id(), comment, by, now);
        act.record(new Event.Complained(child, superior.id(), comment));
        act.record(new Event.Closed(Event.Closed.Cause.ESCALATED));
        return List.of(act.decide(), above);
    }

    // Beside the main road

    /**
     * Lets a message follow another one on the same matter, which admits it if nobody has yet: it keeps its number, its applicant and its rating, and gets
     * the other's state and answer.
     *
     * @return what follows for the leader and for the follower
     * @throws Refusal CONFLICT if either cannot be joined
     */
    public List<Decision> join(Message follower, Message lead, Actor by, Instant now) {
        Act act = begin(Verb.JOIN, follower, by, now);
        if (!Rights.maySee(lead, by)) {
            throw Refusal.field("message", "message.unknown");
        }
        return following.join(act, begin(Verb.NOTE, lead, by, now), now);
    }

    /**
     * Lets a follower go its own way again: where it stood before it followed, with the clock and all else that it had.
     *
     * @param lead the message that it follows, or null if that was removed
     * @param home the follower as it stood before it began to follow, as its journal tells
     * @return what follows for the leader and for the follower
     * @throws Refusal CONFLICT if it does not follow the leader
     */
    public List<Decision> split(Message follower, @Nullable Message lead, Message home, Actor by, Instant now) {
        Act act = new Act(follower, by.person(), Rights.authorize(Verb.SPLIT, follower, by), now);
        UUID joined = follower.links().joined();
        if (joined == null || (lead != null && !lead.id().equals(joined))) {
            throw Refusal.of(Reason.CONFLICT, "split.unfit");
        }
        following.partByIn(act, home);
        return withReleased(act, lead, now);
    }

    /**
     * What a follower gains from its leader's present state; no facts if it is up to date.
     *
     * @param home the follower as it stood before it began to follow; asked for only where they part
     */
    public Decision follow(Message follower, Message lead, Supplier<Message> home, Instant now) {
        Act act = Act.bySystem(follower, now);
        following.followIn(act, lead, home, now);
        return act.decide();
    }

    /** Makes an appeal of a message or a message of an appeal; the clock is counted anew from the same start. */
    public Decision convert(Message message, Kind kind, @Nullable String comment, Actor by, Instant now) {
        Act act = begin(Verb.CONVERT, message, by, now);
        if (message.kind() == kind) {
            throw Refusal.of(Reason.ALREADY_DONE, "kind.same");
        }
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        act.record(new Event.Converted(kind, comment));
        if (kind == Kind.APPEAL && isExtendedTooFar(act.message())) {
            throw Refusal.of(Reason.CONFLICT, "kind.extended", policy.appealExtensionDays());
        }
        clockwork.recountIn(act);
        return act.decide();
    }

    /** What was promised as a message may be more than the law lets an appeal be extended. */
    private boolean isExtendedTooFar(Message appeal) {
        List<Extension> extensions = appeal.deadline().extensions();
        LocalDate unextended = clockwork
                .recount(appeal, appeal.deadline().pauses(), List.of())
                .deadline()
                .raw();
        LocalDate last = unextended.plusDays(policy.appealExtensionDays());
        return extensions.size() > 1
                || extensions.stream().anyMatch(each -> each.until().isAfter(last));
    }

    /**
     * The applicant takes it back.
     *
     * @param lead the message that it follows, or null if it follows none
     * @return what follows for the message and for its leader
     */
    public List<Decision> withdraw(
            Message message, @Nullable Message lead, @Nullable String comment, Actor by, Instant now) {
        Act act = begin(Verb.WITHDRAW, message, by, now);
        new Check().optional("comment", comment, policy.commentLimit()).orRefuse();
        act.record(new Event.Withdrawn(comment));
        return withReleased(act, lead, now);
    }

    /** Writes something down for colleagues. */
    public Decision note(Message message, String text, Actor by, Instant now) {
        Act act = begin(Verb.NOTE, message, by, now);
        new Check().text("text", text, policy.commentLimit()).orRefuse();
        return act.record(new Event.Noted(text)).decide();
    }

    /** Until when a fast-track topic of the message may be taken back together with the date that it promised. */
    public Instant demotionEnds(Message message) {
        return clockwork.demotionEnds(message);
    }

    // Time and sight

    /** What time alone brings about; total, and without facts if nothing is due. */
    public Decision wake(Message message, Instant now) {
        return wakes.wake(message, now);
    }

    /**
     * Takes personal data out of a message, at the person's wish.
     *
     * @throws Refusal WRONG_STAGE while an answer is owed: it could not be worked on any more
     */
    public Decision anonymize(Message message, Instant now) {
        if (message.stage().isOpen()) {
            throw Refusal.of(Reason.WRONG_STAGE, "stage.wrong", "anonymize", message.stage());
        }
        return Act.bySystem(message, now)
                .record(new Event.Anonymized(Event.Anonymized.Ground.ERASURE))
                .decide();
    }

    /** Whether the message has been kept as long as the rules say, and is to be removed. */
    public boolean isExpired(Message message, Instant now) {
        return wakes.isExpired(message, now);
    }

    /** From when on the officials of an organization are told of an event: in their hours of delivery. */
    public Instant tellFrom(Event event, String organization, Instant at) {
        return delivery.moment(event, organization, at);
    }

    /** When to wake the message next, or null for never. */
    public @Nullable Instant nextWake(Message message) {
        return wakes.next(message);
    }

    /**
     * The deadline counted anew from the original start under the rules in force; without facts if no date moves.
     *
     * @param by in whose name it is written down
     */
    public Decision recount(Message message, Actor by, Instant now) {
        boolean isSystem = by.person().equals(Actor.SYSTEM_ID);
        Act act = new Act(message, by.person(), isSystem ? Role.SYSTEM : Role.ADMINISTRATOR, now);
        if (message.stage().isOpen()) {
            clockwork.recountIn(act);
        }
        return act.decide();
    }

    /** @throws Refusal FORBIDDEN unless it is an administrator of the whole region, or the system */
    public void checkMayRecount(Actor by) {
        boolean isAdministrator = by.grants().stream()
                .anyMatch(grant -> grant.role() == Role.ADMINISTRATOR
                        && grant.organization().equals(regulation.root()));
        if (!isAdministrator && !by.person().equals(Actor.SYSTEM_ID)) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.ADMINISTRATOR);
        }
    }

    /** Why the deadline would be what it is if it were counted now, step by step. */
    public List<Step> explain(Message message) {
        return clockwork.explain(message);
    }

    /** Why the table would lead the message to the body that holds it, if it were routed now; empty if it would not. */
    public List<RouteStep> route(Message message) {
        return routing.plan(message.topic(), message.submission())
                .filter(plan -> plan.leadsTo(message.holder().organization()))
                .map(Plan::steps)
                .orElse(List.of());
    }

    /** Whether the person may read the message. */
    public boolean maySee(Message message, Actor actor) {
        return Rights.maySee(message, actor);
    }

    /** Whether everybody may read the message, without the person. */
    public boolean isPublic(Message message) {
        return Rights.isPublic(message);
    }

    /** Whether the actor may do the verb with the message as it stands. */
    public boolean may(Verb verb, Message message, Actor actor) {
        try {
            Rights.authorize(verb, message, actor);
            return true;
        } catch (Refusal no) {
            return false;
        }
    }

    private Act begin(Verb verb, Message message, Actor by, Instant now) {
        return new Act(message, by.person(), Rights.authorize(verb, message, by), now);
    }
}

package feedback.pos.procedure;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Deadline;
import feedback.pos.message.Answer;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Alerts;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.moderation.Rule;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Routing.Plan;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How messages begin: sent by a citizen, brought from another system, or opened at the superior body. */
final class Intake {
    /** Texts of other systems may be longer than what a form takes. */
    private static final int IMPORTED_TEXT_LIMIT = 20_000;

    private static final int ADDRESS_LIMIT = 500;
    private static final int FIELD_LIMIT = 1_000;
    private static final int FIELDS = 50;
    private static final int CO_APPLICANTS = 100;
    private static final int ID_LIMIT = 200;

    private final Regulation regulation;
    private final Clockwork clockwork;
    private final Wakes wakes;
    private final Routing routing;
    private final Staffing staffing;

    Intake(Regulation regulation, Clockwork clockwork, Wakes wakes) {
        this.regulation = regulation;
        this.clockwork = clockwork;
        this.wakes = wakes;
        this.routing = new Routing(regulation, clockwork);
        this.staffing = new Staffing(regulation);
    }

    Act submit(UUID id, Submission submission, Detection detection, Actor by, Instant now, Map<String, Load> loads) {
        boolean own = by.person().equals(submission.applicant());
        Role role = own ? Role.APPLICANT : operator(by);
        check(submission, regulation.policy().textLimit());
        TopicChoice withoutRules = topic(submission, detection, now);
        Optional<Rule> rule = rule(submission, withoutRules, now);
        TopicChoice topic = ruled(withoutRules, rule, submission, detection);
        Act act = new Act(null, by.person(), role, now);
        Plan plan = route(topic, submission);
        act.record(submitted(id, submission, topic, plan.holder(), now, Links.none(), plan.steps()));
        String remark = rule.map(fired -> fired.then().hold()).orElse(null);
        if (remark != null) {
            act.recordAsSystem(new Event.Noted(remark));
        } else if (skipsModerator(rule, topic, submission)) {
            admit(plan, new Event.Accepted(null), false, Links.none(), now, loads)
                    .forEach(act::recordAsSystem);
        }
        return act;
    }

    /** Whose loads submitting depends on. */
    List<String> whoseLoads(Submission submission, Detection detection, Instant now) {
        TopicChoice withoutRules = topic(submission, detection, now);
        Optional<Rule> rule = rule(submission, withoutRules, now);
        TopicChoice topic = ruled(withoutRules, rule, submission, detection);
        boolean isHeld = rule.map(fired -> fired.then().hold()).isPresent();
        return !isHeld && skipsModerator(rule, topic, submission)
                ? whoseLoads(topic, submission, Links.none(), now)
                : List.of();
    }

    /** Whose loads admitting depends on. */
    List<String> whoseLoads(TopicChoice topic, Submission submission, Links links, Instant now) {
        return routing.plan(topic, submission)
                .filter(Plan::isOneStep)
                .map(plan ->
                        staffing.pool(plan.line(), plan.holder(), links, now).whoseLoads())
                .orElse(List.of());
    }

    /**
     * What happens to a message that is admitted where it is to go: it goes on to an executor where the table finds one.
     *
     * @param accepted that it is admitted, without why it stays where it is
     * @param isNews whether why it is where it is was not yet written down
     */
    List<Event> admit(
            Plan plan, Event.Accepted accepted, boolean isNews, Links links, Instant now, Map<String, Load> loads) {
        if (!plan.isOneStep()) {
            return List.of(isNews ? accepted.because(plan.steps()) : accepted);
        }
        Staffing.Chosen chosen =
                staffing.pool(plan.line(), plan.holder(), links, now).choose(loads);
        List<RouteStep> steps = new ArrayList<>(plan.steps());
        steps.addAll(chosen.steps());
        if (chosen.executor() == null) {
            return List.of(accepted.because(steps));
        }
        Holder holder = new Holder(plan.holder().organization(), plan.holder().path(), chosen.executor());
        return List.of(accepted, new Event.Assigned(holder, steps));
    }

    /** An operator anywhere: where the message will go is not known before it is entered. */
    private static Role operator(Actor by) {
        if (by.grants().stream().anyMatch(grant -> grant.role() == Role.OPERATOR)) {
            return Role.OPERATOR;
        }
        throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.OPERATOR);
    }

    Decision bring(UUID id, PastMessage past, Detection detection, Instant now) {
        Submission submission = past.submission();
        check(submission, IMPORTED_TEXT_LIMIT);
        TopicChoice topic = past.topic() == null
                ? ruled(submission, detected(detection, now), detection, now)
                : chosen(regulation.catalog().get(past.topic()), DecidedBy.PERSON, detection);
        String answering = past.organization();
        // Who answered elsewhere was found by the rules of elsewhere
        Plan plan =
                answering == null ? route(topic, submission) : new Plan(clockwork.holder(answering), null, List.of());
        Act act = Act.bySystem(null, now);
        act.record(submitted(id, submission, topic, plan.holder(), past.receivedAt(), Links.none(), plan.steps()));
        act.record(imported(past, act.message(), now));
        return act.decide();
    }

    private Event.Imported imported(PastMessage past, Message message, Instant now) {
        Instant closed = past.closedAt();
        Answer answer = closed == null ? null : new Answer(Outcome.EXPLAINED, "", List.of(), Actor.SYSTEM_ID, closed);
        Stage stage = closed != null
                ? Stage.CLOSED
                : past.organization() != null
                        ? Stage.EXECUTION
                        : past.topic() != null ? Stage.COORDINATION : Stage.MODERATION;
        Status status = switch (stage) {
            case CLOSED -> Status.SEND_RESPONSE;
            case EXECUTION -> Status.SET_EXECUTOR;
            case COORDINATION -> Status.MODERATION_ACCEPT;
            default -> Status.MODERATION_NEW;
        };
        Event.Imported bare = new Event.Imported(past.source(), past.row(), stage, status, Alerts.none(), answer);
        Alerts alerts = wakes.past(bare.applyTo(message, now), now);
        return new Event.Imported(past.source(), past.row(), stage, status, alerts, answer);
    }

    /** A complaint of the answer, at the superior body, with a number and a clock of its own. */
    Decision child(UUID id, Message parent, String superior, @Nullable String comment, Actor by, Instant now) {
        Submission sent = parent.submission();
        Submission again = sent.withId(id)
                .withKind(parent.kind())
                .withOrganization(superior)
                .withPortalNumber(null)
                .withOnce(null)
                .withJoin(null);
        Act act = new Act(null, by.person(), Role.APPLICANT, now);
        Holder holder = clockwork.holder(superior);
        List<RouteStep> why = List.of(new RouteStep.Superior(superior));
        act.record(submitted(id, again, ownPromise(parent.topic()), holder, now, linksOfChild(parent), why));
        act.recordAsSystem(new Event.Forwarded(holder, Status.FORWARD_TO_PARENT, comment));
        return act.decide();
    }

    /** The clock of a complaint is its own, so what another topic promised for its parent does not hold for it. */
    private TopicChoice ownPromise(TopicChoice topic) {
        return topic.promisedBy() == null
                ? topic
                : topic.promised(regulation.catalog().get(topic.code()).fastTrack(), null);
    }

    private static Links linksOfChild(Message parent) {
        List<String> organizations = new ArrayList<>(parent.links().excludedOrganizations());
        organizations.add(parent.holder().organization());
        List<String> people = new ArrayList<>(parent.links().excludedPeople());
        Answer answer = parent.answer();
        if (answer != null && !people.contains(answer.executor())) {
            people.add(answer.executor());
        }
        return new Links(parent.id(), null, parent.links().round() + 1, null, 0, organizations, people);
    }

    private Event.Submitted submitted(
            UUID id,
            Submission submission,
            TopicChoice topic,
            Holder holder,
            Instant start,
            Links links,
            List<RouteStep> route) {
        Event.DeadlineSet clock =
                clockwork.count(submission.kind(), topic.code(), holder.organization(), start, List.of(), List.of());
        Deadline deadline = clock.deadline();
        String number = MessageNumber.of(id, deadline);
        return new Event.Submitted(
                id,
                number,
                submission.kind(),
                submission,
                topic,
                holder,
                deadline,
                clock.stageDues(),
                links,
                clock.steps(),
                route);
    }

    private void check(Submission submission, int textLimit) {
        Policy policy = regulation.policy();
        Check check = new Check()
                .text("text", submission.text(), textLimit)
                .text("applicant", submission.applicant(), ID_LIMIT)
                .that(submission.consent(), "consent", "consent.needed")
                .that(regulation.directory().knows(submission.territory()), "territory", "territory.unknown")
                .optional("address", submission.address(), ADDRESS_LIMIT)
                .optional("portalNumber", submission.portalNumber(), ID_LIMIT)
                .optional("once", submission.once(), ID_LIMIT)
                .each("attachments", submission.attachments(), policy.attachmentLimit(), ID_LIMIT)
                .each("coApplicants", submission.coApplicants(), CO_APPLICANTS, ID_LIMIT)
                .that(submission.fields().size() <= FIELDS, "fields", "list.tooLong", FIELDS);
        for (Map.Entry<String, String> field : submission.fields().entrySet()) {
            check.text("fields", field.getKey(), ID_LIMIT).optional("fields", field.getValue(), FIELD_LIMIT);
        }
        String topic = submission.topic();
        if (topic != null) {
            check.that(regulation.catalog().find(topic).isPresent(), "topic", "topic.unknown", topic);
        }
        String addressee = submission.organization();
        if (addressee != null) {
            check.that(
                    regulation.directory().find(addressee).isPresent(),
                    "organization",
                    "organization.unknown",
                    addressee);
        }
        check.orRefuse();
    }

    private TopicChoice topic(Submission submission, Detection detection, Instant now) {
        String own = submission.topic();
        if (own != null) {
            Catalog catalog = regulation.catalog();
            return chosen(catalog.successor(catalog.get(own), today(now)), DecidedBy.APPLICANT, detection);
        }
        return detected(detection, now);
    }

    /**
     * A sure detector sets the topic where it may. Where no topic is sure but one above several of them is, the message waits
     * under that one, at whose body it is more at home than at the fallback's. Else the fallback is left. What was asked of the
     * detector is kept either way.
     */
    private TopicChoice detected(Detection detection, Instant now) {
        Catalog catalog = regulation.catalog();
        Topic proposed = detection
                .best()
                .flatMap(best -> catalog.find(best.topic()))
                .map(found -> catalog.successor(found, today(now)))
                .orElseGet(catalog::fallback);
        Mode mode = mode(proposed);
        boolean sets = detection.accepted() && mode == Mode.ON;
        Topic chosen = sets ? proposed : broader(detection, now).orElseGet(catalog::fallback);
        TopicChoice choice = chosen(chosen, DecidedBy.MODEL, detection);
        // Where there is no model nobody was asked
        boolean isAsked = !detection.model().equals(Detection.none().model());
        return isAsked ? choice.asked(detection.threshold(), detection.accepted(), mode) : choice;
    }

    private Mode mode(Topic topic) {
        return regulation.policy().acceptance().of(regulation.catalog().path(topic.code()));
    }

    /** Never one that promises the shortened term: which of the topics below it is right is not known. */
    private Optional<Topic> broader(Detection detection, Instant now) {
        return Optional.ofNullable(detection.broader())
                .flatMap(sure -> regulation.catalog().find(sure.topic()))
                .map(found -> regulation.catalog().successor(found, today(now)))
                .filter(topic -> !topic.fastTrack() && mode(topic) == Mode.ON);
    }

    /** Whether the topic is what a sure detector made of it; not what stands in for a topic that is unknown here. */
    private boolean isSetByModel(TopicChoice topic) {
        return topic.decidedBy() == DecidedBy.MODEL
                && Boolean.TRUE.equals(topic.sure())
                && topic.mode() == Mode.ON
                && !topic.code().equals(regulation.catalog().fallback().code());
    }

    /**
     * The auto-rule that fires for a message, if one does.
     *
     * @param withoutRules the topic that it would have if there were no rules
     */
    private Optional<Rule> rule(Submission submission, TopicChoice withoutRules, Instant now) {
        return regulation
                .rules()
                .first(submission, withoutRules.path(), regulation.catalog(), regulation.directory(), today(now));
    }

    Optional<Rule> rule(Submission submission, Detection detection, Instant now) {
        return rule(submission, topic(submission, detection, now), now);
    }

    private TopicChoice ruled(Submission submission, TopicChoice withoutRules, Detection detection, Instant now) {
        return ruled(withoutRules, rule(submission, withoutRules, now), submission, detection);
    }

    private TopicChoice ruled(
            TopicChoice withoutRules, Optional<Rule> fired, Submission submission, Detection detection) {
        if (fired.isEmpty()) {
            return withoutRules;
        }
        Rule.Then then = fired.get().then();
        String code = then.topic();
        TopicChoice choice = code != null && (submission.topic() == null || then.overApplicant())
                ? chosen(regulation.catalog().get(code), DecidedBy.RULE, detection)
                        .asked(withoutRules.threshold(), withoutRules.sure(), withoutRules.mode())
                : withoutRules;
        return choice.withRule(fired.get().id());
    }

    /** Whether the rule that fired when it came has a moderator look at it. */
    boolean isHeld(Message message) {
        return Optional.ofNullable(message.topic().rule())
                .flatMap(regulation.rules()::find)
                .map(rule -> rule.then().hold())
                .isPresent();
    }

    /**
     * A rule that chose another topic than the sure model leaves the moderator out only if it says so. What is to be shown to everybody
     * is never shown before a person has looked at it.
     */
    private boolean skipsModerator(Optional<Rule> fired, TopicChoice topic, Submission submission) {
        boolean ruled = fired.map(rule -> rule.then().skipModerator()).orElse(false);
        return regulation.policy().sureTopicSkipsModerator() && !submission.open() && (isSetByModel(topic) || ruled);
    }

    private TopicChoice chosen(Topic topic, DecidedBy decidedBy, Detection detection) {
        return chosen(topic, decidedBy, detection.candidates(), detection.model());
    }

    /** @param model the digest of the model that named the candidates; not kept where there are none */
    TopicChoice chosen(Topic topic, DecidedBy decidedBy, List<Candidate> candidates, @Nullable String model) {
        Optional<Candidate> guess = candidates.stream()
                .filter(each -> each.topic().equals(topic.code()))
                .findFirst();
        return new TopicChoice(
                topic.code(),
                regulation.catalog().path(topic.code()),
                topic.fastTrack(),
                decidedBy,
                guess.map(Candidate::probability).orElse(null),
                candidates,
                candidates.isEmpty() ? null : model);
    }

    private LocalDate today(Instant now) {
        return now.atZone(regulation.zone()).toLocalDate();
    }

    /**
     * The competent body, and how an executor is found there. A preset addressee wins over the table's body.
     *
     * @throws Refusal CONFLICT if no line of the table fits
     */
    Plan route(TopicChoice topic, Submission submission) {
        return routing.plan(topic, submission)
                .orElseThrow(() -> Refusal.of(Reason.CONFLICT, "route.missing", topic.code()));
    }
}

package feedback.pos.procedure;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
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
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.topic.Detection;
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

    Intake(Regulation regulation, Clockwork clockwork, Wakes wakes) {
        this.regulation = regulation;
        this.clockwork = clockwork;
        this.wakes = wakes;
    }

    Act submit(UUID id, Submission submission, Detection detection, Actor by, Instant now) {
        boolean own = by.person().equals(submission.applicant());
        Role role = own ? Role.APPLICANT : operator(by);
        check(submission, regulation.policy().textLimit());
        TopicChoice topic = topic(submission, detection, now);
        Act act = new Act(null, by.person(), role, now);
        Holder holder = route(topic, submission);
        act.record(submitted(id, submission, topic, withoutExecutor(holder), now, Links.none()));
        if (detection.accepted() && regulation.policy().sureTopicSkipsModerator()) {
            act.recordAsSystem(new Event.Accepted(null));
            if (holder.executor() != null) {
                act.recordAsSystem(new Event.Assigned(holder));
            }
        }
        return act;
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
                ? detected(detection, now)
                : chosen(regulation.catalog().get(past.topic()), DecidedBy.PERSON, detection);
        String answering = past.organization();
        Holder holder = answering == null ? route(topic, submission) : clockwork.holder(answering);
        Act act = Act.bySystem(null, now);
        act.record(submitted(id, submission, topic, withoutExecutor(holder), past.receivedAt(), Links.none()));
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
        act.record(submitted(id, again, parent.topic(), holder, now, linksOfChild(parent)));
        act.recordAsSystem(new Event.Forwarded(holder, Status.FORWARD_TO_PARENT, comment));
        return act.decide();
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
            UUID id, Submission submission, TopicChoice topic, Holder holder, Instant start, Links links) {
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
                clock.steps());
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

    /** A sure detector sets the topic; an unsure one leaves the fallback, with its guesses for the moderator. */
    private TopicChoice detected(Detection detection, Instant now) {
        Catalog catalog = regulation.catalog();
        Topic topic = detection.accepted()
                ? catalog.find(detection.candidates().get(0).topic())
                        .map(found -> catalog.successor(found, today(now)))
                        .orElseGet(catalog::fallback)
                : catalog.fallback();
        return chosen(topic, DecidedBy.MODEL, detection);
    }

    TopicChoice chosen(Topic topic, DecidedBy decidedBy, Detection detection) {
        Optional<Detection.Candidate> guess = detection.candidates().stream()
                .filter(each -> each.topic().equals(topic.code()))
                .findFirst();
        return new TopicChoice(
                topic.code(),
                regulation.catalog().path(topic.code()),
                topic.fastTrack(),
                decidedBy,
                guess.map(Detection.Candidate::probability).orElse(null),
                detection.candidates(),
                detection.candidates().isEmpty() ? null : detection.model());
    }

    private LocalDate today(Instant now) {
        return now.atZone(regulation.zone()).toLocalDate();
    }

    /** The competent body and, where the table names one, its executor. A preset addressee wins over the table's body. */
    Holder route(TopicChoice topic, Submission submission) {
        Route route = regulation
                .routes()
                .find(topic.path(), submission.territory())
                .orElseThrow(() -> Refusal.of(Reason.CONFLICT, "route.missing", topic.code()));
        String addressee = submission.organization();
        if (addressee != null && !addressee.equals(route.organization())) {
            return clockwork.holder(addressee);
        }
        return new Holder(route.organization(), regulation.directory().path(route.organization()), route.executor());
    }

    private static Holder withoutExecutor(Holder holder) {
        return new Holder(holder.organization(), holder.path(), null);
    }
}

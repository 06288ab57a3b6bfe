package feedback.pos.message;

import feedback.pos.deadline.Deadline;
import feedback.pos.message.Message.Alerts;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Message.StageDues;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next version of a message in the making: what a fact does not touch stays as it was. */
final class Edit {
    private final Message before;
    private final Instant at;
    private Kind kind;
    private Stage stage;
    private Status status;
    private TopicChoice topic;
    private Holder holder;
    private Deadline deadline;
    private StageDues stageDues;
    private @Nullable Question question;
    private @Nullable Answer draft;
    private @Nullable Postponement postponement;
    private @Nullable Answer answer;
    private @Nullable Instant ratingEnds;
    private @Nullable Rating rating;
    private Alerts alerts;
    private Links links;
    private @Nullable Outcome outcome;
    private int extensions;

    Edit(Message before, Instant at) {
        this.before = before;
        this.at = at;
        this.kind = before.kind();
        this.stage = before.stage();
        this.status = before.status();
        this.topic = before.topic();
        this.holder = before.holder();
        this.deadline = before.deadline();
        this.stageDues = before.stageDues();
        this.question = before.question();
        this.draft = before.draft();
        this.postponement = before.postponement();
        this.answer = before.answer();
        this.ratingEnds = before.ratingEnds();
        this.rating = before.rating();
        this.alerts = before.alerts();
        this.links = before.links();
        this.outcome = before.outcome();
        this.extensions = before.extensions();
    }

    Edit kind(Kind value) {
        kind = value;
        return this;
    }

    Edit status(Status value) {
        status = value;
        return this;
    }

    Edit topic(TopicChoice value) {
        topic = value;
        return this;
    }

    Edit holder(Holder value) {
        holder = value;
        return this;
    }

    Edit deadline(Deadline value) {
        deadline = value;
        return this;
    }

    Edit stageDues(StageDues value) {
        stageDues = value;
        return this;
    }

    Edit question(@Nullable Question value) {
        question = value;
        return this;
    }

    Edit draft(@Nullable Answer value) {
        draft = value;
        return this;
    }

    Edit postponement(@Nullable Postponement value) {
        postponement = value;
        return this;
    }

    Edit answer(@Nullable Answer value) {
        answer = value;
        return this;
    }

    Edit ratingEnds(@Nullable Instant value) {
        ratingEnds = value;
        return this;
    }

    Edit rating(@Nullable Rating value) {
        rating = value;
        return this;
    }

    Alerts alerts() {
        return alerts;
    }

    Edit alerts(Alerts value) {
        alerts = value;
        return this;
    }

    Edit links(Links value) {
        links = value;
        return this;
    }

    Edit outcome(@Nullable Outcome value) {
        outcome = value;
        return this;
    }

    Edit extensions(int value) {
        extensions = value;
        return this;
    }

    /** A new stage: its lateness was not warned of yet. */
    Edit to(Stage value) {
        stage = value;
        alerts = alerts.withStageWarned(false);
        return this;
    }

    Message done() {
        return build(before.version() + 1, before.seal());
    }

    Message sealed(String seal) {
        return build(before.version(), seal);
    }

    private Message build(int version, String seal) {
        return new Message(
                before.id(),
                before.number(),
                version,
                seal,
                before.createdAt(),
                at,
                kind,
                stage,
                status,
                before.submission(),
                topic,
                holder,
                deadline,
                stageDues,
                question,
                draft,
                postponement,
                answer,
                ratingEnds,
                rating,
                alerts,
                links,
                outcome,
                extensions);
    }
}

package feedback.pos.message;

import feedback.pos.catalog.RouteStep;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Step;
import feedback.pos.message.Message.Alerts;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Message.StageDues;
import feedback.pos.organization.Role;
import feedback.pos.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact in the life of a message. Facts carry results (the date computed, the executor chosen), never rules, so the
 * journal replays without a regulation and without a clock. Immutable and thread-safe.
 */
public sealed interface Event {

    /**
     * What is known after this fact.
     *
     * @param before what was known before; null exactly for {@link Submitted}
     * @param at when it happened
     */
    Message applyTo(@Nullable Message before, Instant at);

    private static Edit edit(@Nullable Message before, Instant at) {
        return Objects.requireNonNull(before, "only Submitted begins a message").edit(at);
    }

    /**
     * A message was received, classified, routed, and its clock started.
     *
     * @param steps why the deadline is what it is; empty in lines written before steps were kept
     * @param route why it is where it is; empty in lines written before that was kept
     */
    record Submitted(
            UUID id,
            String number,
            Kind kind,
            Submission submission,
            TopicChoice topic,
            Holder holder,
            Deadline deadline,
            StageDues stageDues,
            Links links,
            List<Step> steps,
            List<RouteStep> route)
            implements Event {
        public Submitted {
            steps = steps == null ? List.of() : List.copyOf(steps);
            route = route == null ? List.of() : List.copyOf(route);
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return new Message(
                    id,
                    number,
                    1,
                    "",
                    deadline.start(),
                    at,
                    kind,
                    Stage.MODERATION,
                    Status.MODERATION_NEW,
                    submission,
                    topic,
                    holder,
                    deadline,
                    stageDues,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Alerts.none(),
                    links,
                    null,
                    0);
        }
    }

    /**
     * It came from another system, in the state it had there.
     *
     * @param source the name of the file or system
     * @param row the id there
     * @param alerts what is not announced any more because it is past
     */
    record Imported(
            String source,
            String row,
            Stage stage,
            Status status,
            Alerts alerts,
            @Nullable Answer answer) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(stage)
                    .status(status)
                    .alerts(alerts)
                    .answer(answer)
                    .outcome(answer == null ? null : answer.outcome())
                    .done();
        }
    }

    /**
     * The moderator, or a sure model, admitted it.
     *
     * @param confirms true if a person let the topic stand as it was found; else null
     * @param route why it stays where it is, if that was looked at anew; else null
     */
    record Accepted(
            @Nullable String comment,
            @Nullable Boolean confirms,
            @Nullable List<RouteStep> route) implements Event {
        public Accepted {
            route = route == null ? null : List.copyOf(route);
        }

        /** Admitted without a word on the topic. */
        public Accepted(@Nullable String comment) {
            this(comment, null, null);
        }

        /** The same, with why it stays where it is. */
        public Accepted because(List<RouteStep> steps) {
            return new Accepted(comment, confirms, steps);
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at)
                    .topic(Boolean.TRUE.equals(confirms) ? message.topic().letStand() : message.topic())
                    .to(Stage.COORDINATION)
                    .status(Status.MODERATION_ACCEPT)
                    .done();
        }
    }

    /** Not admitted. */
    record Declined(DeclineReason reason, @Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.DECLINED)
                    .status(Status.MODERATION_DECLINE)
                    .done();
        }
    }

    /** The topic was set or corrected. */
    record TopicSet(TopicChoice topic) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).topic(topic).done();
        }
    }

    /**
     * The topic that promised the shortened term was not the right one, and the later date was told to the applicant.
     *
     * @param fromTopic the fast-track topic
     * @param toTopic the right one
     * @param before until when an answer was promised
     * @param after until when it is now
     * @param reason why, in the words of who corrected it, or null where nothing was said
     */
    record Demoted(
            String fromTopic,
            String toTopic,
            Instant before,
            Instant after,
            @Nullable String reason) implements Event {
        private static final Texts TEXTS = Texts.beside(Event.class);

        /** Why, as the applicant is told; in general words where nothing was said. */
        public String reason(Locale locale) {
            return reason == null || reason.isBlank() ? TEXTS.get(locale, "demoted", List.of()) : reason;
        }

        @Override
        public Message applyTo(@Nullable Message known, Instant at) {
            return edit(known, at).done();
        }
    }

    /**
     * Another body became competent by the routing table.
     *
     * @param route why this one; empty in lines written before that was kept
     */
    record Routed(Holder holder, List<RouteStep> route) implements Event {
        public Routed {
            route = route == null ? List.of() : List.copyOf(route);
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).holder(holder).done();
        }
    }

    /**
     * The deadline was counted anew.
     *
     * @param steps why it is what it is; empty in lines written before steps were kept
     */
    record DeadlineSet(Deadline deadline, StageDues stageDues, List<Step> steps) implements Event {
        public DeadlineSet {
            steps = steps == null ? List.of() : List.copyOf(steps);
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Edit edit = edit(before, at);
            boolean moved = before != null && !before.deadline().due().equals(deadline.due());
            return edit.deadline(deadline)
                    .stageDues(stageDues)
                    // Another date is another promise: what is not known by its date is due again.
                    .alerts(moved ? edit.alerts().withChainSteps(0).withStageWarned(false) : edit.alerts())
                    .done();
        }
    }

    /**
     * A body and an executor got it to work on.
     *
     * @param route why these; empty in lines written before that was kept
     */
    record Assigned(Holder holder, List<RouteStep> route) implements Event {
        public Assigned {
            route = route == null ? List.of() : List.copyOf(route);
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.EXECUTION)
                    .status(Status.SET_EXECUTOR)
                    .holder(holder)
                    .done();
        }
    }

    /** Another body coordinates it now; the clock goes on. */
    record Forwarded(Holder holder, Status status, @Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.COORDINATION)
                    .status(status)
                    .holder(holder)
                    .done();
        }
    }

    /** An executor began to work. */
    record Taken(Holder holder) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.EXECUTION)
                    .status(Status.TAKE_TO_WORK)
                    .holder(holder)
                    .done();
        }
    }

    /** The executor gave it back. */
    record Returned(Holder holder, String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.COORDINATION)
                    .status(Status.MODERATION_ACCEPT)
                    .holder(holder)
                    .done();
        }
    }

    /** The applicant was asked. */
    record Asked(Question question) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).question(question).done();
        }
    }

    /** The applicant answered a question. */
    record Replied(String text) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            Question asked = Objects.requireNonNull(message.question());
            return edit(before, at)
                    .question(new Question(asked.text(), asked.askedAt(), asked.until(), text))
                    .done();
        }
    }

    /** A question is open no longer: nobody replied in time, or work went on without the reply. */
    record QuestionLapsed() implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).question(null).done();
        }
    }

    /** An answer waits for approval. */
    record Drafted(Answer draft) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.APPROVAL)
                    .draft(draft)
                    .postponement(null)
                    .done();
        }
    }

    /** A new date waits for approval. */
    record PostponementAsked(Postponement postponement) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.APPROVAL)
                    .draft(null)
                    .postponement(postponement)
                    .done();
        }
    }

    /** The head sent it back to the executor. */
    record Reworked(String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.EXECUTION)
                    .draft(null)
                    .postponement(null)
                    .done();
        }
    }

    /** The answer was approved and sent. */
    record Answered(Answer answer, Instant ratingEnds) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.ANSWERED)
                    .status(Status.SEND_RESPONSE)
                    .draft(null)
                    .question(null)
                    .answer(answer)
                    .outcome(answer.outcome())
                    .ratingEnds(ratingEnds)
                    .done();
        }
    }

    /** The new date was approved, and the intermediate answer sent. */
    record Postponed(Postponement postponement) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at)
                    .to(Stage.POSTPONED)
                    .status(Status.POSTPONE)
                    .question(null)
                    .postponement(postponement)
                    .outcome(Outcome.POSTPONED)
                    .extensions(message.extensions() + 1)
                    .done();
        }
    }

    /** The promised date came. */
    record Resumed() implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at)
                    .to(Stage.EXECUTION)
                    .status(Status.TAKE_TO_WORK)
                    .done();
        }
    }

    /** The head moved the date, with a reason that is told. */
    record Extended(LocalDate until, String reason) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at).extensions(message.extensions() + 1).done();
        }
    }

    /**
     * The clock stands, because another body is asked.
     *
     * @param until the last day on which it stands, if nobody lets it go on before
     * @param document what it rests on, or null
     */
    record Suspended(
            LocalDate until, String reason, @Nullable String document) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).done();
        }
    }

    /** The clock goes on before the day that was set. */
    record Unsuspended(@Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).done();
        }
    }

    /** The applicant rated the answer. */
    record Rated(Rating rating) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).rating(rating).done();
        }
    }

    /** Nothing more will happen. */
    record Closed(Cause cause) implements Event {
        /** Why a message is closed. */
        public enum Cause {
            /** The applicant was content. */
            RATED,
            /** The rating window ended. */
            WINDOW_ENDED,
            /** It goes on as a child at the superior body. */
            ESCALATED
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).to(Stage.CLOSED).done();
        }
    }

    /** The applicant, not content, took the matter to the superior body. */
    record Complained(
            UUID child, String organization, @Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at).links(message.links().withChild(child)).done();
        }
    }

    /** It follows another message on the same matter from now on. */
    record Joined(UUID lead) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at).links(message.links().withJoined(lead)).done();
        }
    }

    /** Another message follows this one from now on. */
    record Gathered(UUID follower) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            Links links = message.links();
            return edit(before, at)
                    .links(links.withFollowers(links.followers() + 1))
                    .done();
        }
    }

    /** The message followed got on, and this one with it. */
    record Followed(Stage stage, Status status, Holder holder) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).to(stage).status(status).holder(holder).done();
        }
    }

    /**
     * It goes its own way again.
     *
     * @param stage where it stood before it followed, and stands again; null in lines written before that was kept, after
     *     which it stands in coordination at the body that held it last
     * @param status the same
     * @param holder the same
     */
    record Split(
            UUID lead,
            @Nullable Stage stage,
            @Nullable Status status,
            @Nullable Holder holder) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            return edit(before, at)
                    .to(Objects.requireNonNullElse(stage, Stage.COORDINATION))
                    .status(Objects.requireNonNullElse(status, Status.MODERATION_ACCEPT))
                    .holder(Objects.requireNonNullElse(holder, message.holder()))
                    .links(message.links().withJoined(null))
                    .done();
        }
    }

    /** A follower went its own way. */
    record Released(UUID follower) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Message message = Objects.requireNonNull(before);
            Links links = message.links();
            return edit(before, at)
                    .links(links.withFollowers(Math.max(0, links.followers() - 1)))
                    .done();
        }
    }

    /** A message became an appeal or an appeal a message. */
    record Converted(Kind kind, @Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).kind(kind).done();
        }
    }

    /** The applicant took it back. */
    record Withdrawn(@Nullable String comment) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).to(Stage.WITHDRAWN).done();
        }
    }

    /** An official wrote something down for colleagues; the applicant does not see it. */
    record Noted(String text) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).done();
        }
    }

    /** Personal data was taken out of every line before this one; the row is what those lines now say. */
    record Anonymized(Ground ground) implements Event {
        /** Why. */
        public enum Ground {
            /** The person wanted it. */
            ERASURE,
            /** It was kept as long as the rules say. */
            RETENTION
        }

        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            return edit(before, at).done();
        }
    }

    /**
     * The present stage is late, and the body that holds the message was warned.
     *
     * @param stage the stage that is late
     * @param due by when it ought to have been over
     * @param role who is told
     * @param organization where
     * @param key what this is called among the {@link Alerts}; null in lines written before there were names
     */
    record Warned(
            Stage stage,
            Instant due,
            Role role,
            String organization,
            @Nullable String key) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Edit edit = edit(before, at);
            Alerts alerts = edit.alerts();
            return edit.alerts(key == null ? alerts.withStageWarned(true) : alerts.with(key, due, 1))
                    .done();
        }
    }

    /**
     * A step of the escalation chain was taken, for the whole term.
     *
     * @param step its place in the chain, from 1
     * @param days relative to the date; negative before it
     * @param due the date it is about
     * @param role who is told
     * @param organization where
     * @param key what the step is called among the {@link Alerts}; null in lines written before there were names
     * @param time the how many-th time this is, of a step that is repeated; those that nobody was awake for are counted
     */
    record Escalated(
            int step,
            int days,
            Instant due,
            Role role,
            String organization,
            @Nullable String key,
            int time) implements Event {
        @Override
        public Message applyTo(@Nullable Message before, Instant at) {
            Edit edit = edit(before, at);
            Alerts alerts = edit.alerts();
            return edit.alerts(key == null ? alerts.withChainSteps(step) : alerts.with(key, due, time))
                    .done();
        }
    }
}

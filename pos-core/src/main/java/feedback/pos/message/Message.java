package feedback.pos.message;

import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message now: the sum of the facts in its journal. Immutable and thread-safe; changed only by
 * {@link Event#applyTo}.
 *
 * @param id time-ordered, made by the library or chosen by the client
 * @param number what the citizen is given
 * @param version how many facts the journal holds
 * @param seal of the last line of the journal, see {@link Entry#seal}
 * @param createdAt when the legal clock started
 * @param updatedAt when the last fact happened
 * @param kind message or appeal
 * @param stage where in its life it stands
 * @param status the public state
 * @param submission what the citizen sent
 * @param topic what it is about
 * @param holder who holds it
 * @param deadline when an answer is owed
 * @param stageDues when each stage ought to be over
 * @param question the last question to the applicant, or null
 * @param draft the answer that waits for approval, or null
 * @param postponement the postponement that waits for approval or is in force, or null
 * @param answer the answer sent, or null
 * @param ratingEnds until when it can be rated and escalated, or null before the answer
 * @param rating the applicant's rating, or null
 * @param alerts what lateness has already caused
 * @param links parent, child, followers
 * @param outcome the outcome told last, or null
 * @param extensions how often the date was moved
 */
public record Message(
        UUID id,
        String number,
        int version,
        String seal,
        Instant createdAt,
        Instant updatedAt,
        Kind kind,
        Stage stage,
        Status status,
        Submission submission,
        TopicChoice topic,
        Holder holder,
        Deadline deadline,
        StageDues stageDues,
        @Nullable Question question,
        @Nullable Answer draft,
        @Nullable Postponement postponement,
        @Nullable Answer answer,
        @Nullable Instant ratingEnds,
        @Nullable Rating rating,
        Alerts alerts,
        Links links,
        @Nullable Outcome outcome,
        int extensions) {

    /** Whether the answer is late: still owed after the due date, or given after it. */
    public boolean isOverdue(Instant now) {
        Instant end = answer != null && answer.sentAt() != null ? answer.sentAt() : now;
        return (stage.isOpen() || answer != null) && deadline.isOverdue(end);
    }

    /** Whether the answer is not only late but grossly so, see {@link StageDues#gross}. */
    public boolean isGrosslyOverdue(Instant now) {
        Instant end = answer != null && answer.sentAt() != null ? answer.sentAt() : now;
        Instant gross = stageDues.gross();
        return isOverdue(now) && gross != null && end.isAfter(gross);
    }

    /**
     * The pause by which the clock stands at an instant for another reason than a question to the applicant, or null. The
     * clock of an appeal never stands.
     */
    public @Nullable Pause suspension(Instant now) {
        if (kind == Kind.APPEAL) {
            return null;
        }
        return deadline.pauses().stream()
                .filter(each -> !each.from().isAfter(now))
                .filter(each -> each.to() == null || each.to().isAfter(now))
                .filter(each -> question == null || !each.from().equals(question.askedAt()))
                .findFirst()
                .orElse(null);
    }

    /** By when the present stage ought to be over, or null where nothing is owed. */
    public @Nullable Instant stageDue() {
        return stageDues.of(stage);
    }

    /** Whether the person sent this message, alone or with others. */
    public boolean isApplicant(String person) {
        return !isAnonymous() && submission.applicant().equals(person);
    }

    /** Whether nothing in it tells of a person any more, see {@link Event.Anonymized}. */
    public boolean isAnonymous() {
        return submission.applicant().isEmpty();
    }

    /** The same message, with its journal sealed up to its version. */
    public Message sealed(String lastSeal) {
        return edit(updatedAt).sealed(lastSeal);
    }

    Edit edit(Instant at) {
        return new Edit(this, at);
    }

    /**
     * What lateness has already caused, so that each step happens exactly once.
     *
     * @param chainSteps how many steps of the escalation chain were taken for the present due date, as journals tell that
     *     were written before steps had names
     * @param stageWarned whether the present stage's lateness was warned of, as such journals tell
     * @param taken what was done since, for whichever date: one that moves away and back is not announced twice
     */
    public record Alerts(int chainSteps, boolean stageWarned, List<Taken> taken) {
        public Alerts {
            taken = taken == null ? List.of() : List.copyOf(taken);
        }

        /** Nothing was caused yet. */
        public static Alerts none() {
            return new Alerts(0, false, List.of());
        }

        /** How often a step was taken for a date. */
        public int times(String step, Instant anchor) {
            for (Taken each : taken) {
                if (each.step().equals(step) && each.anchor().equals(anchor)) {
                    return each.times();
                }
            }
            return 0;
        }

        /** The same, after a step was taken so often for a date. */
        public Alerts with(String step, Instant anchor, int times) {
            List<Taken> more = new ArrayList<>(taken);
            more.removeIf(each -> each.step().equals(step) && each.anchor().equals(anchor));
            more.add(new Taken(step, anchor, times));
            return new Alerts(chainSteps, stageWarned, more);
        }

        Alerts withChainSteps(int value) {
            return new Alerts(value, stageWarned, taken);
        }

        Alerts withStageWarned(boolean value) {
            return new Alerts(chainSteps, value, taken);
        }
    }

    /**
     * Something that lateness has caused.
     *
     * @param step the name of the step
     * @param anchor the date that it is about
     * @param times how often, with those that were passed over because nobody looked in time
     */
    public record Taken(String step, Instant anchor, int times) {}

    /**
     * By when each stage ought to be over. Internal dates: lateness warns and never moves the legal date.
     *
     * @param approval the legal date
     * @param gross after it the answer is grossly late; null where the date was counted before there was such a thing
     */
    public record StageDues(
            Instant moderation,
            Instant coordination,
            Instant execution,
            Instant approval,
            @Nullable Instant gross) {

        /** The instant for the stage, or null where nothing is owed. */
        public @Nullable Instant of(Stage stage) {
            return switch (stage) {
                case SUBMITTED, MODERATION -> moderation;
                case COORDINATION -> coordination;
                case EXECUTION -> execution;
                case APPROVAL -> approval;
                case POSTPONED, ANSWERED, CLOSED, DECLINED, WITHDRAWN -> null;
            };
        }
    }

    /**
     * How a message hangs together with others.
     *
     * @param parent the message whose answer was complained of, or null
     * @param child the message at the superior body, or null
     * @param round 0 for a first message, one more for each escalation by rating
     * @param joined the message that this one follows, or null
     * @param followers how many messages follow this one
     * @param excludedOrganizations bodies complained of: the message never goes to them or below them
     * @param excludedPeople those who wrote the answers complained of: they do not act on this message
     */
    public record Links(
            @Nullable UUID parent,
            @Nullable UUID child,
            int round,
            @Nullable UUID joined,
            int followers,
            List<String> excludedOrganizations,
            List<String> excludedPeople) {

        public Links {
            excludedOrganizations = List.copyOf(excludedOrganizations);
            excludedPeople = List.copyOf(excludedPeople);
        }

        /** Of a message that stands alone. */
        public static Links none() {
            return new Links(null, null, 0, null, 0, List.of(), List.of());
        }

        Links withChild(UUID value) {
            return new Links(parent, value, round, joined, followers, excludedOrganizations, excludedPeople);
        }

        Links withJoined(@Nullable UUID value) {
            return new Links(parent, child, round, value, followers, excludedOrganizations, excludedPeople);
        }

        Links withFollowers(int value) {
            return new Links(parent, child, round, joined, value, excludedOrganizations, excludedPeople);
        }
    }

    /**
     * A question to the applicant; at most one is open at a time.
     *
     * @param text what is asked
     * @param askedAt when
     * @param until after this instant it lapses and work goes on without a reply
     * @param reply what the applicant said, or null
     */
    public record Question(
            String text,
            Instant askedAt,
            Instant until,
            @Nullable String reply) {}
}

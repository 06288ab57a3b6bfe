package feedback.pos.message;

import feedback.pos.topic.Detection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The topic a message has, and how it came to it. What the detector thought stays when a person chooses another topic, so
 * that it can be told later how right it was.
 *
 * @param code the topic
 * @param path codes from the category down to it
 * @param fastTrack whether the shortened term is promised
 * @param decidedBy who chose
 * @param probability the detector's probability for the code, 0 to 1, or null where no detector spoke for it
 * @param alternatives what the detector thought, best first
 * @param model digest of the model that spoke, or null
 * @param threshold the probability that was asked for, 0 to 1; null where no detector was asked, or before this was kept
 * @param sure whether the best alternative reached it; null as the threshold is
 * @param mode what a sure detection was allowed to do; null as the threshold is
 * @param confirmed true once a person admitted the message with the topic as it was found; else null
 * @param promisedBy the fast-track topic by whose term the message is still to be answered, though another topic turned out
 *     to be right too late for the promise to be taken back; else null
 * @param rule the id of the auto-rule that fired when the message came, whether it set this topic or did something else; null where none
 *     did, and in lines written before there were rules
 */
public record TopicChoice(
        String code,
        List<String> path,
        boolean fastTrack,
        DecidedBy decidedBy,
        @Nullable Double probability,
        List<Detection.Candidate> alternatives,
        @Nullable String model,
        @Nullable Double threshold,
        @Nullable Boolean sure,
        @Nullable Mode mode,
        @Nullable Boolean confirmed,
        @Nullable String promisedBy,
        @Nullable String rule) {

    /** Who chose a topic. */
    public enum DecidedBy {
        MODEL,
        RULE,
        PERSON,
        APPLICANT
    }

    /** What a detector that is sure may do without a person. */
    public enum Mode {
        /** Nothing: a person chooses. */
        OFF,
        /** Nothing either, but it is counted how right it would have been. */
        SHADOW,
        /** It sets the topic. */
        ON
    }

    public TopicChoice {
        path = List.copyOf(path);
        alternatives = List.copyOf(alternatives);
    }

    /** A choice of which is not known what was asked of the detector, and for which no auto-rule fired. */
    public TopicChoice(
            String code,
            List<String> path,
            boolean fastTrack,
            DecidedBy decidedBy,
            @Nullable Double probability,
            List<Detection.Candidate> alternatives,
            @Nullable String model) {
        this(code, path, fastTrack, decidedBy, probability, alternatives, model, null, null, null, null, null, null);
    }

    /** The topic by whose term and stages the clock runs. */
    public String clockedBy() {
        return Objects.requireNonNullElse(promisedBy, code);
    }

    /** Whether a person chose the topic or let it stand. */
    public boolean isByPerson() {
        return decidedBy == DecidedBy.PERSON || Boolean.TRUE.equals(confirmed);
    }

    /** The same with what was asked of the detector. */
    public TopicChoice asked(@Nullable Double askedFor, @Nullable Boolean reached, @Nullable Mode allowed) {
        return new TopicChoice(
                code,
                path,
                fastTrack,
                decidedBy,
                probability,
                alternatives,
                model,
                askedFor,
                reached,
                allowed,
                confirmed,
                promisedBy,
                rule);
    }

    /** The same under the promise of a fast-track topic, or under its own alone. */
    public TopicChoice promised(boolean isFast, @Nullable String by) {
        return new TopicChoice(
                code,
                path,
                isFast,
                decidedBy,
                probability,
                alternatives,
                model,
                threshold,
                sure,
                mode,
                confirmed,
                by,
                rule);
    }

    /** The same, let stand by a person. */
    TopicChoice letStand() {
        return new TopicChoice(
                code,
                path,
                fastTrack,
                decidedBy,
                probability,
                alternatives,
                model,
                threshold,
                sure,
                mode,
                true,
                promisedBy,
                rule);
    }

    /** The same with the auto-rule that fired. */
    public TopicChoice withRule(@Nullable String id) {
        return new TopicChoice(
                code,
                path,
                fastTrack,
                decidedBy,
                probability,
                alternatives,
                model,
                threshold,
                sure,
                mode,
                confirmed,
                promisedBy,
                id);
    }
}

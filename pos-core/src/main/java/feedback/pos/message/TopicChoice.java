package feedback.pos.message;

import feedback.pos.topic.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topic a message has, and how it came to it.
 *
 * @param code the topic
 * @param path codes from the category down to it
 * @param fastTrack whether the topic promised the shortened term when it was chosen
 * @param decidedBy who chose
 * @param probability the detector's probability for the code, 0 to 1, or null where no detector spoke for it
 * @param alternatives what the detector thought, best first
 * @param model digest of the model that spoke, or null
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
        @Nullable String rule) {

    /** Who chose a topic. */
    public enum DecidedBy {
        MODEL,
        RULE,
        PERSON,
        APPLICANT
    }

    public TopicChoice {
        path = List.copyOf(path);
        alternatives = List.copyOf(alternatives);
    }

    /** A choice for which no auto-rule fired. */
    public TopicChoice(
            String code,
            List<String> path,
            boolean fastTrack,
            DecidedBy decidedBy,
            @Nullable Double probability,
            List<Detection.Candidate> alternatives,
            @Nullable String model) {
        this(code, path, fastTrack, decidedBy, probability, alternatives, model, null);
    }

    /** The same with the auto-rule that fired. */
    public TopicChoice withRule(@Nullable String id) {
        return new TopicChoice(code, path, fastTrack, decidedBy, probability, alternatives, model, id);
    }
}

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
 */
public record TopicChoice(
        String code,
        List<String> path,
        boolean fastTrack,
        DecidedBy decidedBy,
        @Nullable Double probability,
        List<Detection.Candidate> alternatives,
        @Nullable String model) {

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
}

package feedback.pos.topic;

import java.util.List;

/**
 * Proposes topics for the text of a message.
 *
 * <p>Implementations are pure and safe for use by many threads: the same text gives the same detection for as long as the detector lives.
 * Learning makes a new detector, it never changes one that is in use.
 */
@FunctionalInterface
public interface TopicDetector {

    /**
     * Ranks the topics that the text may be about. Never throws for the sake of what stands in the text: where nothing can be said, the
     * detection has no candidates or is not accepted.
     *
     * @param text any text, also an empty one or one with broken characters
     */
    Detection detect(String text);

    /**
     * The words of the text that spoke most for a topic, as they stand in the text, best first; for a person to see why.
     *
     * @return at most 5; none where the detector cannot say, does not know the topic, or nothing spoke for it
     */
    default List<String> wordsFor(String text, String topic) {
        return List.of();
    }
}

package feedback.pos.topic;

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
}

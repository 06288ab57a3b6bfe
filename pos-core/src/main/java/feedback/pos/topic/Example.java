package feedback.pos.topic;

import static java.util.Objects.requireNonNull;

/**
 * One thing to learn from: a text and the code of its topic. It may be a phrase that the catalog holds as an example, or a message whose
 * topic a person has decided; a correction by a moderator is an example like any other. Or it describes the topic, as its name does.
 *
 * @param text what was written, in any length
 * @param topic the topic's code, not blank
 * @param description whether the text describes the topic instead of being such as citizens write: it counts for more, and no probability
 *     is judged by it
 */
public record Example(String text, String topic, boolean description) {

    /** @throws IllegalArgumentException if the topic is blank */
    public Example {
        requireNonNull(text, "text");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("an example needs the code of a topic");
        }
    }

    /** A text such as citizens write. */
    public Example(String text, String topic) {
        this(text, topic, false);
    }

    /** A name or another description of a topic. */
    public static Example describing(String topic, String text) {
        return new Example(text, topic, true);
    }
}

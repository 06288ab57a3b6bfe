package feedback.pos.topic;

import static java.util.Objects.requireNonNull;

/**
 * One thing to learn from: a text and the code of its topic. It may be a name from the catalog, a phrase that stands there as an example,
 * or a message whose topic a person has decided; a correction by a moderator is an example like any other.
 *
 * @param text what was written, in any length
 * @param topic the topic's code, not blank
 */
public record Example(String text, String topic) {

    /** @throws IllegalArgumentException if the topic is blank */
    public Example {
        requireNonNull(text, "text");
        if (topic.isBlank()) {
            throw new IllegalArgumentException("an example needs the code of a topic");
        }
    }
}

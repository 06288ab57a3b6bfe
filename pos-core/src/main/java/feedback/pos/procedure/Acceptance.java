package feedback.pos.procedure;

import feedback.pos.message.TopicChoice.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a detector that is sure may set the topic by itself, and until when a topic that was set too hopefully can take the
 * fast track's promise back. Immutable and thread-safe.
 *
 * @param mode what holds for topics of which nothing else is said; ON by our default
 * @param topics by the code of a topic: what holds for it and for everything below it that says nothing else; at most 5,000
 * @param demotionHours hours after the start until which a message may be moved from a fast-track topic to an ordinary one with
 *     its date, 0 to 8,760; null by our default: until its moderation ought to be over
 */
public record Acceptance(
        Mode mode, Map<String, Mode> topics, @Nullable Integer demotionHours) {
    private static final int MOST_TOPICS = 5_000;
    private static final int MOST_HOURS = 8_760;

    /** @throws IllegalArgumentException if a number is out of its range */
    public Acceptance {
        mode = Objects.requireNonNullElse(mode, Mode.ON);
        topics = Map.copyOf(topics == null ? Map.of() : topics);
        if (topics.size() > MOST_TOPICS) {
            throw new IllegalArgumentException("acceptance.topics has more than " + MOST_TOPICS + " topics");
        }
        if (demotionHours != null && (demotionHours < 0 || demotionHours > MOST_HOURS)) {
            throw new IllegalArgumentException(
                    "acceptance.demotionHours must be 0 to " + MOST_HOURS + ", not " + demotionHours);
        }
    }

    /** A sure detector sets the topic, whichever it is. */
    public static Acceptance usual() {
        return new Acceptance(Mode.ON, Map.of(), null);
    }

    /**
     * What holds for a topic.
     *
     * @param path codes from the category down to it
     */
    public Mode of(List<String> path) {
        for (int level = path.size() - 1; level >= 0; level--) {
            Mode own = topics.get(path.get(level));
            if (own != null) {
                return own;
            }
        }
        return mode;
    }

    /** The same with another mode for a topic and what is below it, or with none of its own. */
    public Acceptance with(String topic, @Nullable Mode other) {
        Map<String, Mode> next = new TreeMap<>(topics);
        if (other == null) {
            next.remove(topic);
        } else {
            next.put(topic, other);
        }
        return new Acceptance(mode, next, demotionHours);
    }
}

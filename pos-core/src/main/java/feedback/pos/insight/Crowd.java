package feedback.pos.insight;

import java.util.HashSet;
import java.util.Set;

/**
 * Messages that are counted together, with whose they are as far as that is known: five messages of one person hide nobody. Crowds
 * of messages that have nothing in common add up. Immutable and thread-safe.
 *
 * @param messages how many, 0 or more
 * @param people different persons that are known to be among the senders, by any id
 */
public record Crowd(long messages, Set<String> people) {
    /** So many times k messages are taken for those of k persons, whose they may be. */
    public static final int SURELY = 4;

    private static final Crowd NOBODY = new Crowd(0, Set.of());

    public Crowd {
        people = Set.copyOf(people);
    }

    /** No message. */
    public static Crowd nobody() {
        return NOBODY;
    }

    /** Both together. */
    public Crowd and(Crowd other) {
        if (messages == 0) {
            return other;
        }
        if (other.messages == 0) {
            return this;
        }
        Set<String> all = new HashSet<>(people);
        all.addAll(other.people);
        return new Crowd(messages + other.messages, all);
    }

    public boolean isEmpty() {
        return messages == 0;
    }

    /**
     * Whether its number betrays nobody: there is no message, or there are k, of k persons as far as anybody looked.
     *
     * @param k how many persons hide one of them
     */
    public boolean hides(int k) {
        return messages == 0 || messages >= (long) SURELY * k || (messages >= k && people.size() >= k);
    }
}

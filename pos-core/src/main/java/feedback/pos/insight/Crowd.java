package feedback.pos.insight;

import java.util.HashSet;
import java.util.Set;

/**
 * Messages that are counted together, with whose they are as far as that is known: five messages of one person hide nobody. Crowds
 * of messages that have nothing in common add up. Immutable and thread-safe.
 *
 * @param messages how many, 0 or more
 * @param people different persons that are known to be among the senders, by any id
 * @param many whether there are so many messages that nobody asks whose they are
 */
public record Crowd(long messages, Set<String> people, boolean many) {
    /** So many times k messages are taken for those of k persons without a look. */
    public static final int SURELY = 4;

    private static final Crowd NOBODY = new Crowd(0, Set.of(), false);

    public Crowd {
        people = Set.copyOf(people);
    }

    /** No message. */
    public static Crowd nobody() {
        return NOBODY;
    }

    /** Messages of which only the number is known: they are of enough people if there are very many. */
    public static Crowd of(long messages, int k) {
        return new Crowd(messages, Set.of(), messages >= (long) SURELY * k);
    }

    /** Messages some of whose senders are known. */
    public static Crowd of(long messages, Set<String> people, int k) {
        return new Crowd(messages, people, messages >= (long) SURELY * k);
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
        return new Crowd(messages + other.messages, all, many || other.many);
    }

    public boolean isEmpty() {
        return messages == 0;
    }

    /** Whether its number betrays nobody: there is no message, or there are k, of k persons. */
    public boolean hides(int k) {
        return messages == 0 || (messages >= k && (many || people.size() >= k));
    }
}

package feedback.pos;

import feedback.pos.message.Channel;
import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose messages lie where, as far as a short look tells: counters know no persons. The newest two thousand messages are looked at; places
 * with many messages need no look, and of whom nothing is seen, nothing is shown.
 */
final class Senders {
    private static final int PAGE = 1_000;
    private static final int PAGES = 2;

    private Senders() {}

    /**
     * The persons by place.
     *
     * @param place where a message counts; null for nowhere
     */
    static <T> Map<T, Set<String>> of(MessageStore store, Filter filter, Function<Message, @Nullable T> place) {
        Map<T, Set<String>> senders = new HashMap<>();
        @Nullable Position after = null;
        for (int page = 0; page < PAGES; page++) {
            List<Message> messages = store.list(filter, after, PAGE);
            for (Message message : messages) {
                after = Position.of(message);
                T where = place.apply(message);
                if (where != null) {
                    senders.computeIfAbsent(where, each -> new HashSet<>()).add(sender(message));
                }
            }
            if (messages.size() < PAGE) {
                break;
            }
        }
        return senders;
    }

    /** Who sent it; of whom nothing is known, because another system does not say or the person was erased, is taken for one more. */
    private static String sender(Message message) {
        boolean isUnknown = message.isAnonymous() || message.submission().channel() == Channel.OTHER_SYSTEM;
        return isUnknown ? "" + message.id() : message.submission().applicant();
    }
}

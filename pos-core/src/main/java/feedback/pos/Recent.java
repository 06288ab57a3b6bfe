package feedback.pos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages as this node has written them last, to decide upon without asking the store: acts on one message come close
 * together. May be behind what another node has written since; whoever commits upon it then loses and asks the store.
 * Thread-safe.
 */
final class Recent {
    /** About 3 kB each. */
    private static final int MOST = 10_000;

    private final Cache<UUID, Message> messages = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofMinutes(10))
            // On the thread that comes by: the platform has none of its own
            .executor(Runnable::run)
            .build();

    @Nullable
    Message find(UUID id) {
        return messages.getIfPresent(id);
    }

    void remember(Change change) {
        for (Revision revision : change.revisions()) {
            Message after = revision.after();
            messages.asMap().merge(after.id(), after, (old, now) -> old.version() > now.version() ? old : now);
        }
    }

    void forget(UUID id) {
        messages.invalidate(id);
    }
}

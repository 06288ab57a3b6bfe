package feedback.pos.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What waits to be told. Thread-safe. Filled by {@link MessageStore#commit} in the same step as the facts. */
public interface Outbox {

    /**
     * What may be told now: in the order of versions within a message, and nothing of a message that is held back.
     *
     * @param limit 1 to 1,000
     */
    List<Tiding> pending(Instant now, int limit);

    /**
     * The same, and holds back what it gives out, so that no other thread or process gets it, nor what comes after it
     * about the same messages: until it is struck off, or else until the instant.
     *
     * @param until when somebody else may try, should the caller be gone; later than {@code now}
     * @param limit 1 to 1,000
     */
    List<Tiding> take(Instant now, Instant until, int limit);

    /** Strikes off what was told. Unknown ones are passed over. */
    void told(Collection<Tiding> tidings);

    /** Holds back everything about the message until the instant, because telling failed; an earlier one lets it go. */
    void holdBack(UUID message, Instant until);
}

package feedback.pos.store;

import feedback.pos.organization.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What waits to be told. Thread-safe. Filled by {@link MessageStore#commit} in the same step as the facts.
 *
 * <p>Order is kept within a {@linkplain Tiding.Strand strand}, which is one message and one recipient: versions in order,
 * those of one version as they were written, and nothing as long as an earlier one waits that is held back, taken or not
 * yet due. Strands do not wait for each other: whose mailbox is full delays nobody else.
 */
public interface Outbox {

    /**
     * What may be told now: of each strand what is due and free, up to the first that is not.
     *
     * @param limit 1 to 1,000
     */
    List<Tiding> pending(Instant now, int limit);

    /**
     * The same, and holds back what it gives out, so that no other thread or process gets it, nor what comes after it in
     * its strand: until it is struck off, or else until the instant. What may be told of a strand is given out together; only
     * if that alone is longer than the limit, its beginning.
     *
     * @param until when somebody else may try, should the caller be gone; later than {@code now}
     * @param limit 1 to 1,000
     * @return at most as many as the limit, and none only if nothing may be told, or others are taking it at this moment
     */
    List<Tiding> take(Instant now, Instant until, int limit);

    /** The same, but only what is to be told to one recipient, so that it can be handed over together. */
    List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit);

    /** Strikes off what was told. Unknown ones are passed over. */
    void told(Collection<Tiding> tidings);

    /**
     * Holds back the strand of the tiding until the instant, because telling failed; an earlier one lets it go, but nothing
     * before it may {@linkplain Tiding#notBefore first} be told.
     */
    void holdBack(Tiding tiding, Instant until);
}

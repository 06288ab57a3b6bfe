package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where messages and their journals are kept. Thread-safe. What {@link #commit} has acknowledged is durable as far as the
 * storage can promise, and visible to every later call.
 */
public interface MessageStore {

    /**
     * Writes changes: rows, journal lines, wakes and tidings, each change all or nothing, all of them in as few steps as
     * the storage can.
     *
     * <p>A change loses if for one of its revisions the store holds another version than expected, or if a new message's
     * id, number or {@linkplain feedback.pos.message.Submission#once once key} is taken. Of two changes in the list that
     * exclude each other the first wins. A loser leaves no trace and does not touch the others.
     *
     * @param changes at most 1,000
     * @return the losers, in the order given
     */
    List<Change> commit(List<Change> changes);

    /** The message of this id. */
    Optional<Message> find(UUID id);

    /** The message of this number, as citizens know it. */
    Optional<Message> findByNumber(String number);

    /** The message submitted under this once key. */
    Optional<Message> findByOnce(String once);

    /** The journal of a message from its first line on; empty if there is no such message. */
    List<Entry> journal(UUID id);

    /**
     * A page of messages, newest first.
     *
     * @param after the last message of the page before, or null for the first page
     * @param limit 1 to 1,000
     */
    List<Message> list(Filter filter, @Nullable Position after, int limit);

    /**
     * Messages whose wake is at or before the instant, earliest first.
     *
     * @param after the last one seen, or null to begin
     * @param limit 1 to 1,000
     */
    List<Wake> due(Instant now, @Nullable Wake after, int limit);
}

package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Load;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
     * id, number or {@linkplain feedback.pos.message.Submission#once once key} is taken, be it by one that was removed. Of two changes in the list that
     * exclude each other the first wins. A loser leaves no trace and does not touch the others.
     *
     * @param changes at most 1,000
     * @return the losers, in the order given
     * @throws UnreachableException if the storage is out of reach: whether the changes were written is not known then
     */
    List<Change> commit(List<Change> changes);

    /** The message of this id. */
    Optional<Message> find(UUID id);

    /** The message of this number, as citizens know it. */
    Optional<Message> findByNumber(String number);

    /** The message submitted under this once key. */
    Optional<Message> findByOnce(String once);

    /**
     * The messages of these ids, as far as they are there, each once and in any order.
     *
     * @param ids at most 1,000
     */
    default List<Message> findAll(Collection<UUID> ids) {
        return ids.stream().distinct().map(this::find).flatMap(Optional::stream).toList();
    }

    /**
     * What executors have on hand: how many messages they hold whose answer is still owed, and when one of those that they
     * hold, owed or not, was last assigned, by the newest line «Assigned» of its journal.
     *
     * @param executors person ids, at most 1,000
     * @return those of the executors who hold a message, or all of them
     */
    default Map<String, Load> workload(Collection<String> executors) {
        int most = 1_000;
        Set<String> wanted = Set.copyOf(executors);
        Map<String, Load> loads = new HashMap<>();
        Filter all = Filter.all(Instant.EPOCH);
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = wanted.isEmpty() ? List.of() : list(all, after, most);
            for (Message message : page) {
                after = Position.of(message);
                String executor = message.holder().executor();
                if (executor != null && wanted.contains(executor)) {
                    Load one = new Load(message.stage().isOpen() ? 1 : 0, given(journal(message.id())));
                    loads.merge(executor, one, Load::and);
                }
            }
        } while (page.size() == most);
        return loads;
    }

    private static @Nullable Instant given(List<Entry> journal) {
        return journal.stream()
                .filter(line -> line.type().equals("Assigned"))
                .map(Entry::at)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

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
     * Words that occur in messages and are spelt nearly as one that does not: what it may have been meant to be. They are told to
     * nobody unless a message is found by them that the reader may see.
     *
     * @param word in lower case, ё as е
     * @param limit 1 to 20
     * @return the nearest first; none where the storage does not guess
     */
    default List<String> wordsLike(String word, int limit) {
        return List.of();
    }

    /**
     * Messages whose wake is at or before the instant, earliest first.
     *
     * @param after the last one seen, or null to begin
     * @param limit 1 to 1,000
     */
    List<Wake> due(Instant now, @Nullable Wake after, int limit);

    /**
     * Hands out messages whose wake is at or before the instant, earliest first, and writes what is decided about them. A
     * storage that several processes work on keeps them from others meanwhile and passes over those that others have, so
     * that sweeps on many nodes share the work; one that does not, lets whoever is second lose.
     *
     * @param after the last one handed out, or null to begin
     * @param limit 1 to 1,000
     * @param decide gets the messages in the order of their wakes and gives back changes of these messages alone; called
     *     at most once, not at all if nothing is due. What it throws is thrown on, and nothing is written
     */
    default Round workOff(Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
        List<Wake> due = due(now, after, limit);
        if (due.isEmpty()) {
            return new Round(List.of(), List.of());
        }
        Map<UUID, Message> messages = new HashMap<>();
        findAll(due.stream().map(Wake::message).toList()).forEach(each -> messages.put(each.id(), each));
        // Somebody may have worked one off between the two questions, and it would be decided upon as it is since. What
        // is
        // due still was due as it was read, or else was changed again and loses.
        Set<Wake> still = new HashSet<>(due(now, after, limit));
        List<Message> inOrder = due.stream()
                .filter(still::contains)
                .map(wake -> messages.get(wake.message()))
                .filter(Objects::nonNull)
                .toList();
        List<Change> changes = inOrder.isEmpty() ? List.of() : decide.apply(inOrder);
        return new Round(due, changes.isEmpty() ? List.of() : commit(changes));
    }

    /**
     * What one call of {@link #workOff} handed out.
     *
     * @param due what was handed out, or would have been had nobody been quicker, in order; fewer than the limit if there
     *     is no more for now
     * @param losers changes that were not written, because somebody else was first
     */
    record Round(List<Wake> due, List<Change> losers) {
        public Round {
            due = List.copyOf(due);
            losers = List.copyOf(losers);
        }
    }

    /**
     * Everything there is about the messages, page by page in the order of their ids as unsigned bytes.
     *
     * @param after the id of the last message seen, or null to begin
     * @param limit 1 to 1,000
     */
    List<Held> everything(@Nullable UUID after, int limit);

    /**
     * Removes a message with its journal, its wake and its tidings, for good. Its id, number and once key stay taken, so
     * that nothing else can be taken for it.
     *
     * @param version the version that the store must hold
     * @return false if it holds another one, or no such message; then nothing was removed
     */
    boolean remove(UUID id, int version);
}

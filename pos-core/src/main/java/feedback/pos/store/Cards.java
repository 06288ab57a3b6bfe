package feedback.pos.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents that change and are found by what they are about: polls, notices, posts, subscriptions. Thread-safe; each call
 * is one atomic, durable step.
 */
public interface Cards {
    /** How many keys a card may have. */
    int MOST_KEYS = 500;

    /**
     * A card.
     *
     * @param kind what it is, at most 20 characters
     * @param id its id within the kind
     * @param version counts from 1
     * @param at where it stands in lists, to the microsecond; must not change from version to version
     * @param wake when it is to be looked at again, to the microsecond, or null
     * @param keys what it is found by, at most {@value #MOST_KEYS}, each of 1 to 200 characters, none of them a control
     *     character; every card is found by "" besides
     * @param body JSON, at most 1,000,000 characters
     */
    record Card(
            String kind,
            UUID id,
            int version,
            Instant at,
            @Nullable Instant wake,
            Set<String> keys,
            String body) {
        public Card {
            Objects.requireNonNull(id, "id");
            keys = Set.copyOf(keys);
            if (version < 1 || keys.size() > MOST_KEYS || !keys.stream().allMatch(Card::isKey)) {
                throw new IllegalArgumentException("version " + version + ", " + keys.size() + " keys");
            }
        }

        private static boolean isKey(String key) {
            return !key.isEmpty()
                    && key.codePointCount(0, key.length()) <= 200
                    && key.chars().noneMatch(Character::isISOControl);
        }

        /** Its place in a list. */
        public Position position() {
            return new Position(at, id);
        }
    }

    /**
     * Writes cards, each over its last version: all or nothing.
     *
     * @param cards at most 100, of different ids
     * @return false if one of them is not the next version of what is there, 1 where nothing is or was removed; then nothing was
     *     written
     * @throws UnreachableException if the storage is out of reach: whether they were written is not known then
     */
    boolean put(List<Card> cards);

    /** The card of this kind and id. */
    Optional<Card> find(String kind, UUID id);

    /**
     * The cards of these ids, as far as they are there, each once and in any order.
     *
     * @param ids at most 1,000
     */
    default List<Card> findAll(String kind, Collection<UUID> ids) {
        return ids.stream()
                .distinct()
                .map(id -> find(kind, id))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A page of the cards that have a key, newest first.
     *
     * @param key what they are found by, "" for all of the kind
     * @param after the last card of the page before, or null for the first page
     * @param limit 1 to 1,000
     */
    List<Card> list(String kind, String key, @Nullable Position after, int limit);

    /**
     * Cards whose wake is at or before the instant, earliest first.
     *
     * @param limit 1 to 1,000
     */
    List<Card> due(String kind, Instant now, int limit);

    /**
     * Removes a card for good.
     *
     * @param version the version that the store must hold
     * @return false if it holds another one, or none; then nothing was removed
     */
    boolean remove(String kind, UUID id, int version);
}

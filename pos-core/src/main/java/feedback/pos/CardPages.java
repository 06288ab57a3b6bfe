package feedback.pos;

import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists of cards that are found by any of some keys, newest first, each card once. Reads page by page and never everything. */
final class CardPages {
    /** So many cards are looked at for one page; what is left is for the next. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final Comparator<Position> NEWEST_FIRST = Comparator.reverseOrder();

    private CardPages() {}

    /**
     * A page.
     *
     * @param next where the next page begins, or null if there is none; a page may be short and have a next one
     */
    record Found<T>(List<T> items, @Nullable Position next) {}

    /**
     * A page of what is kept of the cards.
     *
     * @param keys at most 100
     * @param limit 1 to 500
     * @param keep what is wanted of a card, or empty
     */
    static <T> Found<T> list(
            Cards cards,
            String kind,
            Collection<String> keys,
            @Nullable Position after,
            int limit,
            Function<Card, Optional<T>> keep) {
        List<T> items = new ArrayList<>();
        @Nullable Position seen = after;
        int looked = 0;
        while (looked < MOST_LOOKED_AT) {
            Round round = Round.read(cards, kind, keys, seen, limit + 1);
            for (Card card : round.cards()) {
                if (items.size() == limit) {
                    return new Found<>(items, seen);
                }
                seen = card.position();
                looked++;
                keep.apply(card).ifPresent(items::add);
            }
            if (round.isLast()) {
                return new Found<>(items, null);
            }
        }
        return new Found<>(items, seen);
    }

    /**
     * One look at all keys.
     *
     * @param cards those before which none was left out
     * @param isLast whether there are no more
     */
    private record Round(Collection<Card> cards, boolean isLast) {

        static Round read(Cards cards, String kind, Collection<String> keys, @Nullable Position after, int limit) {
            Map<Position, Card> found = new TreeMap<>(NEWEST_FIRST);
            @Nullable Position complete = null;
            for (String key : keys) {
                List<Card> page = cards.list(kind, key, after, limit);
                page.forEach(card -> found.put(card.position(), card));
                if (page.size() == limit) {
                    Position last = page.get(limit - 1).position();
                    complete = complete == null || last.compareTo(complete) > 0 ? last : complete;
                }
            }
            if (complete == null) {
                return new Round(found.values(), true);
            }
            Position end = complete;
            found.keySet().removeIf(each -> each.compareTo(end) < 0);
            return new Round(found.values(), false);
        }
    }
}

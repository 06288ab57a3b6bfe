package feedback.pos;

import feedback.pos.Messages.Found;
import feedback.pos.message.Message;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks again with other words where nothing was found. The words come from all messages, also from those that the reader may
 * not see; but a word is used, and told, only if it finds a message within the same filter, where it then stands to be read.
 */
final class Respelling {
    private static final int WORDS_AT_MOST = 4;
    private static final int GUESSES = 3;

    private Respelling() {}

    static Found search(MessageStore store, Filter filter, @Nullable Position after, int limit) {
        List<Message> page = store.list(filter, after, limit);
        boolean isFound = !page.isEmpty()
                || (after != null && !store.list(filter, null, 1).isEmpty());
        if (isFound) {
            return new Found(page, null);
        }
        for (Wanted other : others(store, Objects.requireNonNull(filter.wanted(), "a filter with a text"))) {
            Filter again = filter.withText(other.text());
            if (!store.list(again, null, 1).isEmpty()) {
                return new Found(store.list(again, after, limit), other.text());
            }
        }
        return new Found(page, null);
    }

    /** One word changed, or all that can be. */
    private static List<Wanted> others(MessageStore store, Wanted wanted) {
        List<Wanted> others = new ArrayList<>();
        Wanted all = wanted;
        int changed = 0;
        for (String word : wanted.doubtful().stream().limit(WORDS_AT_MOST).toList()) {
            List<String> guesses = store.wordsLike(word, GUESSES);
            guesses.forEach(each -> others.add(wanted.with(word, each)));
            if (!guesses.isEmpty()) {
                all = all.with(word, guesses.get(0));
                changed++;
            }
        }
        if (changed > 1) {
            others.add(all);
        }
        return others;
    }
}

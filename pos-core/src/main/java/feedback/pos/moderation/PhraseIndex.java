package feedback.pos.moderation;

import feedback.pos.text.Words;
import feedback.pos.text.Words.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds many phrases in a text in one pass, by the first word of each. Filled first, then only read. */
final class PhraseIndex {
    private static final String EXACT = "=";

    private final Map<String, List<Phrase>> byFirst = new HashMap<>();
    private final Map<List<String>, Integer> numbers = new HashMap<>();

    /** @param keys a stem each, or {@code =} and a form */
    private record Phrase(int number, List<String> keys) {
        boolean stands(List<Word> words, int at) {
            if (at + keys.size() > words.size()) {
                return false;
            }
            for (int i = 1; i < keys.size(); i++) {
                if (!fits(keys.get(i), words.get(at + i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean fits(String key, Word word) {
            return key.startsWith(EXACT)
                    ? key.startsWith(word.form(), 1)
                            && key.length() == word.form().length() + 1
                    : key.equals(word.stem());
        }
    }

    /** The words of a phrase as they are looked for; none if there is no word in it. */
    static List<String> keys(String phrase) {
        String written = phrase.strip();
        boolean exact = written.startsWith("=\"") || written.startsWith("=«");
        List<String> keys = new ArrayList<>();
        for (Word word : Words.of(written, written.length())) {
            boolean alone = word.from() > 0 && written.charAt(word.from() - 1) == '=';
            keys.add(exact || alone ? EXACT + word.form() : word.stem());
        }
        return keys;
    }

    /** Takes a phrase in; the same one gets the same number again. */
    int add(String phrase) {
        List<String> keys = keys(phrase);
        Integer known = numbers.get(keys);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(keys, number);
        byFirst.computeIfAbsent(keys.get(0), any -> new ArrayList<>()).add(new Phrase(number, keys));
        return number;
    }

    /** The numbers of the phrases that stand in the words. */
    BitSet find(List<Word> words) {
        BitSet found = new BitSet(numbers.size());
        if (byFirst.isEmpty()) {
            return found;
        }
        for (int i = 0; i < words.size(); i++) {
            find(byFirst.get(words.get(i).stem()), words, i, found);
            find(byFirst.get(EXACT + words.get(i).form()), words, i, found);
        }
        return found;
    }

    /** Told of each place where a phrase stands: the first and the last of its words. */
    interface Place {
        void at(int from, int to);
    }

    /** Tells every place where one of the phrases stands. */
    void places(List<Word> words, Place place) {
        for (int i = 0; i < words.size(); i++) {
            int at = i;
            for (String key : List.of(words.get(i).stem(), EXACT + words.get(i).form())) {
                byFirst.getOrDefault(key, List.of()).stream()
                        .filter(each -> each.stands(words, at))
                        .forEach(each -> place.at(at, at + each.keys().size() - 1));
            }
        }
    }

    private static void find(@Nullable List<Phrase> phrases, List<Word> words, int at, BitSet found) {
        if (phrases == null) {
            return;
        }
        for (Phrase phrase : phrases) {
            if (!found.get(phrase.number()) && phrase.stands(words, at)) {
                found.set(phrase.number());
            }
        }
    }
}

package feedback.pos.moderation;

import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.refusal.Refusal;
import feedback.pos.text.Words;
import feedback.pos.text.Words.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds profanity, insults and threats, written plainly or disguised: letters of other alphabets and digits that look alike, letters said
 * twice, stars in place of letters, blanks, dots or invisible characters between them. Goes by whole words, since most
 * roots stand in innocent words too.
 * Immutable and thread-safe.
 */
final class Profanity {
    /** Lines of a list of a deployer's own. */
    static final int MOST_WORDS = 5_000;

    static final int WORD_LIMIT = 100;

    private static final Lexicon USUAL = Lexicon.read();

    /** What looks like a Russian letter, and which. */
    private static final String ALIKE = "abcehkmoptxyu034691@$";

    private static final String MEANT = "авсенкмортхуиозчбяиас";

    private static final String MASKS = "*#%";
    private static final int SHORTEST = 3;
    private static final int SINGLES = 20;

    /** Little words that stand before others by right, so that they are no torn off beginning. */
    private static final Set<String> LITTLE =
            set("а в и к о с у я ж б на не ни но то по до за из от об со ко во да же бы ли мы ты он вы ее"
                    + " их им ул пр кв ст пл др км мм см га жк ук рф гб г д п л м т е р н ч ул кв тц мо тп тд ао");

    private final PhraseIndex own;
    private final List<Pattern> roots;
    private final Set<String> innocent;

    private static Set<String> set(String words) {
        return Arrays.stream(words.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
    }

    private Profanity(List<String> lines) {
        own = new PhraseIndex();
        roots = new ArrayList<>();
        innocent = new HashSet<>();
        for (String line : lines) {
            String word = line.strip().toLowerCase(Locale.ROOT).replace('ё', 'е');
            if (word.startsWith("!")) {
                Words.of(word, word.length()).forEach(each -> innocent.add(each.form()));
            } else if (word.startsWith("*") || word.endsWith("*")) {
                String root = Pattern.quote(word.replace("*", ""));
                roots.add(
                        Pattern.compile((word.startsWith("*") ? ".*" : "") + root + (word.endsWith("*") ? ".*" : "")));
            } else {
                own.add(word);
            }
        }
    }

    static Profanity usual() {
        return new Profanity(List.of());
    }

    /** @throws Refusal INVALID_VALUE naming what in the list will not do */
    static Profanity with(List<String> lines) {
        if (lines.size() > MOST_WORDS) {
            throw Refusal.field("words", "list.tooLong", MOST_WORDS);
        }
        for (int i = 0; i < lines.size(); i++) {
            int words = Words.of(lines.get(i), WORD_LIMIT).size();
            if (lines.get(i).length() > WORD_LIMIT || words == 0 || words > Rules.PHRASE_WORDS) {
                throw Refusal.field("words[" + i + "]", "rule.phrase", Rules.PHRASE_WORDS);
            }
        }
        return new Profanity(lines);
    }

    /** What stands in the text, in its order and without overlap. */
    List<Evidence> find(String text) {
        List<Word> words = words(text);
        List<Evidence> found = new ArrayList<>();
        Set<String> stems = new HashSet<>();
        words.forEach(each -> stems.add(each.stem()));
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String sort = sort(word.form(), stems);
            if (sort != null) {
                found.add(Evidence.of(sort, text, word.from(), word.to()));
            }
        }
        torn(text, words, found);
        singles(text, words, found);
        phrases(text, words, found);
        return ordered(found);
    }

    private @Nullable String sort(String form, Set<String> stems) {
        if (innocent.contains(form)) {
            return null;
        }
        for (Pattern root : roots) {
            if (root.matcher(form).matches()) {
                return Lexicon.OWN;
            }
        }
        return hasMask(form) ? USUAL.masked(form) : USUAL.sort(form, stems);
    }

    private static boolean hasMask(String form) {
        return form.chars().anyMatch(each -> MASKS.indexOf(each) >= 0);
    }

    /** «пи здец», «х уй»: a beginning too short to be a word, and the rest. */
    private static void torn(String text, List<Word> words, List<Evidence> found) {
        for (int i = 0; i + 1 < words.size(); i++) {
            Word left = words.get(i);
            Word right = words.get(i + 1);
            boolean near = right.from() - left.to() == 1 && " -_.".indexOf(text.charAt(left.to())) >= 0;
            boolean torn = left.form().length() <= 2
                    && !LITTLE.contains(left.form())
                    && right.form().length() > 1;
            if (near && torn && USUAL.isObscene(left.form() + right.form())) {
                found.add(Evidence.of(Lexicon.OBSCENE, text, left.from(), right.to()));
            }
        }
    }

    /** «х у й», «п.и.з.д.е.ц»: letters that stand alone, one behind the other. */
    private static void singles(String text, List<Word> words, List<Evidence> found) {
        for (int i = 0; i < words.size(); i++) {
            int end = i;
            StringBuilder joined = new StringBuilder();
            while (end < words.size() && end - i < SINGLES && isSingle(text, words, i, end)) {
                joined.append(words.get(end).form());
                end++;
                if (joined.length() >= SHORTEST && USUAL.isObscene(joined.toString())) {
                    found.add(Evidence.of(
                            Lexicon.OBSCENE,
                            text,
                            words.get(i).from(),
                            words.get(end - 1).to()));
                }
            }
        }
    }

    private static boolean isSingle(String text, List<Word> words, int from, int at) {
        Word word = words.get(at);
        boolean alone = word.form().length() == 1 && Character.isLetter(text.codePointAt(word.from()));
        return alone && (at == from || word.from() - words.get(at - 1).to() <= 2);
    }

    private void phrases(String text, List<Word> words, List<Evidence> found) {
        USUAL.phrases()
                .places(
                        words,
                        (from, to) -> found.add(Evidence.of(
                                Lexicon.THREAT,
                                text,
                                words.get(from).from(),
                                words.get(to).to())));
        own.places(words, (from, to) -> {
            if (!innocent.contains(words.get(from).form())) {
                found.add(Evidence.of(
                        Lexicon.OWN, text, words.get(from).from(), words.get(to).to()));
            }
        });
    }

    private static List<Evidence> ordered(List<Evidence> found) {
        found.sort(Comparator.comparingInt(Evidence::from).thenComparing(each -> -each.to()));
        List<Evidence> kept = new ArrayList<>();
        for (Evidence each : found) {
            if (kept.isEmpty() || kept.get(kept.size() - 1).to() <= each.from()) {
                kept.add(each);
            }
        }
        return kept;
    }

    /** The words, with letters that only look Russian replaced where there are Russian ones beside them, or nothing but such. */
    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isPart(text, i, from >= 0);
            if (inside && from < 0) {
                from = i;
            } else if (!inside && from >= 0) {
                String form = undisguised(text.substring(from, i));
                words.add(new Word(form, Words.stem(form), from, i));
                from = -1;
            }
        }
        return words;
    }

    private static boolean isPart(String text, int at, boolean begun) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c)
                || begun && isInvisible(text, at)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || MASKS.indexOf(c) >= 0 && begun
                || (c == '@' || c == '$') && begun && at + 1 < text.length() && isRussian(text.charAt(at + 1));
    }

    /** Of Unicode's format characters: soft hyphens, joiners, marks of direction; some take two UTF-16 units. */
    private static boolean isInvisible(String text, int at) {
        boolean isSecond = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return Character.getType(text.codePointAt(isSecond ? at - 1 : at)) == Character.FORMAT;
    }

    private static boolean isRussian(char letter) {
        return letter >= 'А' && letter <= 'я' || letter == 'ё' || letter == 'Ё';
    }

    private static String undisguised(String written) {
        StringBuilder form = new StringBuilder(written.length());
        boolean russian = false;
        boolean onlyAlike = true;
        boolean letters = false;
        for (int i = 0; i < written.length(); i++) {
            char c = (char) Words.fold(written.charAt(i));
            if (c == '\u0306' && form.length() > 0 && form.charAt(form.length() - 1) == 'и') {
                form.setCharAt(form.length() - 1, 'й');
            } else if (!isInvisible(written, i) && Character.getType(c) != Character.NON_SPACING_MARK) {
                form.append(c);
                russian |= isRussian(c);
                letters |= Character.isLetter(c);
                onlyAlike &= ALIKE.indexOf(c) >= 0;
            }
        }
        if (russian || onlyAlike && letters) {
            for (int i = 0; i < form.length(); i++) {
                int alike = ALIKE.indexOf(form.charAt(i));
                if (alike >= 0) {
                    form.setCharAt(i, MEANT.charAt(alike));
                }
            }
        }
        return form.toString();
    }
}

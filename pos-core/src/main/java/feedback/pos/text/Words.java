package feedback.pos.text;

import java.util.ArrayList;
import java.util.List;

/** Parts a text into words, each with its place in the text as it was written. */
public final class Words {
    private static final int BREVE = 0x0306;
    private static final int SOFT_HYPHEN = 0x00AD;

    private Words() {}

    /**
     * A word.
     *
     * @param form in lower case, ё as е
     * @param stem the form without its ending
     * @param from where it begins in the text, in UTF-16 units
     * @param to where it ends, exclusive
     */
    public record Word(String form, String stem, int from, int to) {}

    /**
     * The words of the beginning of a text: what is made of letters and digits. Everything else parts words, but for marks over letters and
     * soft hyphens, which are passed over.
     *
     * @param most how many UTF-16 units of the text are read
     */
    public static List<Word> of(String text, int most) {
        int end = Math.min(text.length(), most);
        List<Word> words = new ArrayList<>();
        StringBuilder form = new StringBuilder();
        int from = 0;
        int to = 0;
        for (int i = 0; i < end; ) {
            int letter = text.codePointAt(i);
            int next = i + Character.charCount(letter);
            if (Character.isLetterOrDigit(letter)) {
                if (form.length() == 0) {
                    from = i;
                }
                form.appendCodePoint(fold(letter));
                to = next;
            } else if (form.length() > 0 && isMark(letter)) {
                // Some devices write й as и and a breve
                int last = form.length() - 1;
                if (letter == BREVE && form.charAt(last) == 'и') {
                    form.setCharAt(last, 'й');
                }
                to = next;
            } else {
                add(words, form, from, to);
            }
            i = next;
        }
        add(words, form, from, to);
        return words;
    }

    private static boolean isMark(int letter) {
        return letter == SOFT_HYPHEN || Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static void add(List<Word> words, StringBuilder form, int from, int to) {
        if (form.length() > 0) {
            String whole = form.toString();
            words.add(new Word(whole, stem(whole), from, to));
            form.setLength(0);
        }
    }

    /** A letter in lower case, ё as е. */
    public static int fold(int letter) {
        int lower = Character.toLowerCase(letter);
        return lower == 'ё' ? 'е' : lower;
    }

    /** A folded form without its ending. */
    public static String stem(String form) {
        char[] letters = form.toCharArray();
        return form.substring(0, Stem.length(letters, 0, letters.length));
    }
}

package feedback.pos.search;

import feedback.pos.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a text.
 *
 * @param form in lower case, ё as е, cut to a length that every index bears
 * @param lexeme the form without its ending: words that differ in it alone count as one
 * @param from where it begins in the text, in UTF-16 units
 * @param to where it ends, exclusive
 */
record Token(String form, String lexeme, int from, int to) {
    private static final int LONGEST = 60;

    /** The words of the beginning of a text, in order; a hyphen parts words. */
    static List<Token> of(String text, int most) {
        List<Token> tokens = new ArrayList<>();
        for (Words.Word word : Words.of(text, most)) {
            tokens.add(new Token(cut(word.form()), cut(word.stem()), word.from(), word.to()));
        }
        return tokens;
    }

    /** A word of its own making, with the place that it stands for. */
    static Token of(String form, int from, int to) {
        return new Token(cut(form), cut(Words.stem(form)), from, to);
    }

    private static String cut(String form) {
        if (form.length() <= LONGEST) {
            return form;
        }
        int end = Character.isHighSurrogate(form.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return form.substring(0, end);
    }
}

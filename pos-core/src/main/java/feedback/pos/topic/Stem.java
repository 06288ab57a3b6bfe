package feedback.pos.topic;

/**
 * Cuts the ending off a Russian word, so that «ямы», «яму» and «ямами» count as one.
 *
 * <p>A list of endings instead of a true stemmer: the groups of letters beside the words catch what it gets wrong, so how words
 * are cut makes little difference.
 */
final class Stem {

    /** The longer ones first: the first that fits is cut. */
    private static final String[] ENDINGS = {
        "иями", "ться", "ями", "ами", "ией", "иям", "ием", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "тся",
        "ешь", "ишь", "ете", "ите", "али", "или", "ала", "ила", "ало", "ило", "ает", "яет", "ует", "ют", "ут", "ит",
        "ат", "ят", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ам", "ям", "ом", "ем",
        "ах", "ях", "ых", "их", "ую", "юю", "ою", "ею", "ть", "ия", "ья", "ии", "ию", "ью", "а", "е", "и", "о", "у",
        "ы", "ь", "ю", "я", "й"
    };

    /** «Ям-ы» is the shortest that we want to meet. */
    private static final int SHORTEST_STEM = 2;

    private Stem() {}

    /** How many of the letters from {@code from} to {@code to} belong to the stem; the letters are lower case, ё written as е. */
    static int length(char[] text, int from, int to) {
        int length = to - from;
        for (String ending : ENDINGS) {
            if (length - ending.length() >= SHORTEST_STEM && endsWith(text, from, to, ending)) {
                return length - ending.length();
            }
        }
        return length;
    }

    private static boolean endsWith(char[] text, int from, int to, String ending) {
        int start = to - ending.length();
        if (start < from) {
            return false;
        }
        for (int i = 0; i < ending.length(); i++) {
            if (text[start + i] != ending.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

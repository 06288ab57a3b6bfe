package feedback.pos.text;

/**
 * Cuts a Russian word down to its stem, so that «ямы», «яму» and «ямами» count as one: the Snowball algorithm for Russian (Martin Porter,
 * snowballstem.org), written out over a strip of letters. Words of other languages lose what looks like a Russian ending, that is
 * nothing.
 *
 * <p>On real messages it is worth a hundredth of accuracy against whole words, and more against a mere list of endings.
 */
public final class Stem {
    private static final String VOWELS = "аеиоуыэюя";

    private static final String[] GERUND_AFTER_A = {"вшись", "вши", "в"};
    private static final String[] GERUND = {"ившись", "ывшись", "ивши", "ывши", "ив", "ыв"};
    private static final String[] REFLEXIVE = {"ся", "сь"};
    private static final String[] ADJECTIVE = {
        "ими", "ыми", "его", "ого", "ему", "ому", "ее", "ие", "ые", "ое", "ей", "ий", "ый", "ой", "ем", "им", "ым",
        "ом", "их", "ых", "ую", "юю", "ая", "яя", "ою", "ею"
    };
    private static final String[] PARTICIPLE_AFTER_A = {"ем", "нн", "вш", "ющ", "щ"};
    private static final String[] PARTICIPLE = {"ивш", "ывш", "ующ"};
    private static final String[] VERB_AFTER_A = {
        "ете", "йте", "ешь", "нно", "ла", "на", "ли", "ем", "ло", "но", "ет", "ют", "ны", "ть", "й", "л", "н"
    };
    private static final String[] VERB = {
        "ейте", "уйте", "ила", "ыла", "ена", "ите", "или", "ыли", "ило", "ыло", "ено", "ует", "уют", "ены", "ить",
        "ыть", "ишь", "ей", "уй", "ил", "ыл", "им", "ым", "ен", "ят", "ит", "ыт", "ую", "ю"
    };
    private static final String[] NOUN = {
        "иями", "ями", "ами", "ией", "иям", "ием", "иях", "ев", "ов", "ие", "ье", "еи", "ии", "ей", "ой", "ий", "ям",
                "ем",
        "ам", "ом", "ах", "ях", "ию", "ью", "ия", "ья", "а", "е", "и", "й", "о", "у", "ы", "ь", "ю", "я"
    };
    private static final String[] SUPERLATIVE = {"ейше", "ейш"};
    private static final String[] QUALITY = {"ость", "ост"};

    private final char[] text;
    private final int from;
    private final int afterVowel;
    private int end;

    private Stem(char[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.end = to;
        int first = from;
        while (first < to && !isVowel(text[first])) {
            first++;
        }
        this.afterVowel = Math.min(to, first + 1);
    }

    /** How many of the letters from {@code from} to {@code to} belong to the stem; the letters are lower case, ё written as е. */
    public static int length(char[] text, int from, int to) {
        Stem stem = new Stem(text, from, to);
        if (stem.afterVowel < to) {
            stem.cutEndings();
        }
        return stem.end - from;
    }

    private void cutEndings() {
        int second = afterSyllable(afterSyllable(from));
        if (!cut(GERUND_AFTER_A, true) && !cut(GERUND, false)) {
            cut(REFLEXIVE, false);
            if (cut(ADJECTIVE, false)) {
                cutParticiple();
            } else if (!cutVerb()) {
                cut(NOUN, false);
            }
        }
        if (ends("и", afterVowel)) {
            end--;
        }
        for (String quality : QUALITY) {
            if (ends(quality, second)) {
                end -= quality.length();
                break;
            }
        }
        if (ends("нн", afterVowel)) {
            end--;
        } else if (cut(SUPERLATIVE, false)) {
            end -= ends("нн", afterVowel) ? 1 : 0;
        } else if (ends("ь", afterVowel)) {
            end--;
        }
    }

    private void cutParticiple() {
        if (!cut(PARTICIPLE_AFTER_A, true)) {
            cut(PARTICIPLE, false);
        }
    }

    /** The longer one of the two kinds of endings. */
    private boolean cutVerb() {
        int one = longest(VERB_AFTER_A, true);
        int other = longest(VERB, false);
        end -= Math.max(one, other);
        return Math.max(one, other) > 0;
    }

    private boolean cut(String[] endings, boolean afterA) {
        int length = longest(endings, afterA);
        end -= length;
        return length > 0;
    }

    /** The lists stand with the longer ones first. */
    private int longest(String[] endings, boolean afterA) {
        for (String ending : endings) {
            if (ends(ending, afterVowel + (afterA ? 1 : 0)) && (!afterA || isA(text[end - ending.length() - 1]))) {
                return ending.length();
            }
        }
        return 0;
    }

    private boolean ends(String ending, int notBefore) {
        int start = end - ending.length();
        if (start < notBefore) {
            return false;
        }
        for (int i = 0; i < ending.length(); i++) {
            if (text[start + i] != ending.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind the first consonant that follows a vowel. */
    private int afterSyllable(int start) {
        for (int i = start + 1; i < end; i++) {
            if (!isVowel(text[i]) && isVowel(text[i - 1])) {
                return i + 1;
            }
        }
        return end;
    }

    private static boolean isA(char letter) {
        return letter == 'а' || letter == 'я';
    }

    private static boolean isVowel(char letter) {
        return VOWELS.indexOf(letter) >= 0;
    }
}

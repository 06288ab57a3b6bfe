package feedback.pos.topic;

import feedback.pos.text.Stem;
import feedback.pos.text.Words;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * What a text is made of, as fingerprints of 32 bits of three {@linkplain Kind kinds}: the stems of its words; pairs of stems that stand
 * near each other; and the groups of 3 to 5 letters within the borders of each word, which survive typing errors, endings and compound
 * words.
 *
 * <p>Letters are folded to lower case, ё to е, every digit to 0: that there is a house number matters, which one does not. Everything else,
 * broken characters too, parts words.
 *
 * <p>Time and memory are linear in the length of the text, and what is read of it has a limit.
 */
final class Features {

    /** The kinds in the order of their fingerprints. */
    enum Kind {
        GROUP,
        WORD,
        PAIR;

        /** The first two bits tell the kind: 1x a group of letters, 00 a word, 01 a pair. */
        static Kind of(int fingerprint) {
            if (fingerprint < 0) {
                return GROUP;
            }
            return fingerprint < PAIR_BIT ? WORD : PAIR;
        }
    }

    private static final int SHORTEST_GROUP = 3;
    private static final int LONGEST_GROUP = 5;
    private static final int GROUPS_PER_LETTER = LONGEST_GROUP - SHORTEST_GROUP + 1;

    /** Two stems are a pair if at most two others stand between them: «не вывозят … мусор». */
    private static final int NEAR = 3;

    private static final int WORD_SEED = 0x2F0B4C47;
    private static final int GROUP_SEED = 0x61C88647;
    private static final int PRIME = 16777619;
    private static final int GROUP_BIT = 0x80000000;
    private static final int PAIR_BIT = 0x40000000;

    private final boolean withGroups;
    private final int[] last = new int[NEAR];
    private int words;
    private int[] found;
    private int size;

    private Features(int room, boolean withGroups) {
        this.found = new int[room];
        this.withGroups = withGroups;
    }

    /** The fingerprints of the first {@code maxCharacters} of the text, sorted, as many times as they occur. */
    static int[] of(String text, int maxCharacters) {
        return of(text, maxCharacters, true);
    }

    /** The same, with or without the groups of letters, which are two thirds of all. */
    static int[] of(String text, int maxCharacters, boolean withGroups) {
        String composed = composed(text, maxCharacters);
        Features features =
                new Features(composed.length() * (GROUPS_PER_LETTER + NEAR) + GROUPS_PER_LETTER, withGroups);
        features.read(composed);
        Arrays.sort(features.found, 0, features.size);
        return Arrays.copyOf(features.found, features.size);
    }

    private static String composed(String text, int maxCharacters) {
        String read = text.length() > maxCharacters ? text.substring(0, maxCharacters) : text;
        // Some devices write й as и and a breve
        return Normalizer.normalize(read, Normalizer.Form.NFC);
    }

    private void read(String text) {
        // A word with a space on both sides, for the letter groups at its borders
        char[] word = new char[text.length() + 2];
        word[0] = ' ';
        int end = 1;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            i += Character.charCount(letter);
            if (Character.isLetterOrDigit(letter)) {
                end += Character.toChars(fold(letter), word, end);
            } else {
                addWord(word, end);
                end = 1;
            }
        }
        addWord(word, end);
    }

    private static int fold(int letter) {
        if (Character.isDigit(letter)) {
            return '0';
        }
        return Words.fold(letter);
    }

    private void addWord(char[] word, int end) {
        if (end == 1) {
            return;
        }
        word[end] = ' ';
        int stemEnd = 1 + Stem.length(word, 1, end);
        int hash = WORD_SEED;
        for (int i = 1; i < stemEnd; i++) {
            hash = (hash ^ word[i]) * PRIME;
        }
        add(mix(hash) & ~(GROUP_BIT | PAIR_BIT));
        addPairs(hash);
        for (int start = 0; withGroups && start + SHORTEST_GROUP <= end + 1; start++) {
            addGroups(word, start, Math.min(start + LONGEST_GROUP, end + 1));
        }
    }

    private void addPairs(int stem) {
        for (int before = 1; before <= Math.min(NEAR, words); before++) {
            int other = last[(words - before) % NEAR];
            add((mix(Integer.rotateLeft(other, 13) * PRIME ^ stem) & ~GROUP_BIT) | PAIR_BIT);
        }
        last[words % NEAR] = stem;
        words++;
    }

    private void addGroups(char[] word, int start, int end) {
        int hash = GROUP_SEED;
        for (int i = start; i < end; i++) {
            hash = (hash ^ word[i]) * PRIME;
            if (i - start + 1 >= SHORTEST_GROUP) {
                add(mix(hash) | GROUP_BIT);
            }
        }
    }

    private void add(int fingerprint) {
        if (size == found.length) {
            found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = fingerprint;
    }

    /** Spreads what the simple hash left in the low bits over all of them. */
    private static int mix(int hash) {
        int mixed = hash;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }
}

package feedback.pos.moderation;

import feedback.pos.text.Words;
import feedback.pos.text.Words.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a text consists of words, as far as letters tell: without a dictionary, so it says no to gross cases only. */
final class Readability {
    private static final String LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
    private static final String RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ";
    private static final String[] ROWS = {
        "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm"
    };
    private static final int ROW = 5;
    private static final String VOWELS = "аеиоуыэюяaeiouy";

    /** Pairs of letters that no Russian word has. */
    private static final Set<String> IMPOSSIBLE = set(
            ("аъ аь аы еъ еь еы иъ иь иы йъ йь йы йи йй оъ оь оы уъ уь уы ыъ ыь ыы ыэ ыа ыу ыо эъ эь эы эы юъ юь юы яъ яь яы ъъ ъь ьь ьъ ьы"
                    + " жы шы чы щы жъ шъ чъ щъ гъ кы гы хы чю чя щю щя жю шю шя жя жщ шщ щш щж щз щф щц щх щч фщ гщ кщ зщ эе эя юэ цщ цю ця хщ хъ хь хю хж пщ бз фз фж дщ зш йщ вэ уэ цй кй гй зй шй щй фй пй вй мй бй хй тй дй жй йу чщ жц жф"));

    private static final Set<String> COMMON = set(
            ("и в на не что по с к у за из от до как это так же бы для при но или нет есть уже мы вы они нас нам вас вам"
                    + " дом дома дороге дорога улица улице двор дворе прошу почему когда где здравствуйте добрый день просим пожалуйста"));

    private static Set<String> set(String words) {
        return Arrays.stream(words.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
    }

    private Readability() {}

    /** Whether hardly anything in it is a word. */
    static boolean isUnreadable(String text) {
        List<Word> words = letters(text);
        if (words.isEmpty()) {
            return true;
        }
        long length = words.stream().mapToLong(each -> each.form().length()).sum();
        long mashed = words.stream()
                .filter(each -> !isPlausible(each.form()))
                .mapToLong(each -> each.form().length())
                .sum();
        return length < 2 || 10 * mashed > 6 * length;
    }

    /** The text as it reads with the other keyboard layout, or null where it is not written with the wrong one. */
    static @Nullable String otherLayout(String text) {
        long latin = text.chars()
                .filter(each -> each < 128 && Character.isLetter(each))
                .count();
        long russian = text.chars().filter(each -> each >= 'А' && each <= 'ё').count();
        if (latin < 6 || russian * 4 > latin) {
            return null;
        }
        StringBuilder converted = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int key = LATIN.indexOf(text.charAt(i));
            char meant = key < 0 ? text.charAt(i) : RUSSIAN.charAt(key);
            // Signs have no capitals where letters are locked to them
            boolean locked = i > 0 && !Character.isLetter(text.charAt(i)) && Character.isUpperCase(text.charAt(i - 1));
            converted.append(locked ? Character.toUpperCase(meant) : meant);
        }
        List<Word> words = letters(converted.toString());
        long common =
                words.stream().filter(each -> COMMON.contains(each.form())).count();
        long plausible = words.stream()
                .filter(each -> each.form().length() > 2 && isPlausible(each.form()))
                .count();
        long longer = words.stream().filter(each -> each.form().length() > 2).count();
        // Real English reads as gibberish when its keys are read as Russian ones
        boolean reads = longer > 0 && 10 * plausible >= 8 * longer && (common > 0 || plausible >= 2);
        return reads && !isEnglish(text) ? converted.toString() : null;
    }

    /** Whether most of its longer words look English: those of another layout have few vowels, or signs within. */
    private static boolean isEnglish(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("\\s+", -1);
        int english = 0;
        int all = 0;
        for (String each : words) {
            if (each.length() > 2) {
                all++;
                long vowels = each.chars().filter(c -> "aeiouy".indexOf(c) >= 0).count();
                boolean signs = each.length() > 1
                        && each.substring(0, each.length() - 1).matches(".*[\\[\\];',.{}<>].*");
                english += !signs && 10 * vowels >= 3L * each.length() ? 1 : 0;
            }
        }
        return all > 0 && 10 * english >= 6 * all;
    }

    private static List<Word> letters(String text) {
        List<Word> words = new ArrayList<>();
        for (Word each : Words.of(text, 5_000)) {
            if (each.form().chars().allMatch(Character::isLetter)) {
                words.add(each);
            }
        }
        return words;
    }

    /** Whether the letters of a word can stand together. */
    static boolean isPlausible(String form) {
        if (form.length() <= 2) {
            return true;
        }
        int consonants = 0;
        int vowels = 0;
        int run = 0;
        for (int i = 0; i < form.length(); i++) {
            boolean vowel = VOWELS.indexOf(form.charAt(i)) >= 0;
            consonants = vowel || form.charAt(i) == 'ь' ? 0 : consonants + 1;
            vowels += vowel ? 1 : 0;
            run = i > 0 && form.charAt(i) == form.charAt(i - 1) ? run + 1 : 1;
            boolean impossible = i > 0 && IMPOSSIBLE.contains(form.substring(i - 1, i + 1));
            if (impossible || consonants > 5 || run > 3) {
                return false;
            }
        }
        boolean begins = form.charAt(0) != 'ь' && form.charAt(0) != 'ъ' && form.charAt(0) != 'ы';
        // Abbreviations have no vowels either, but are short
        return begins && (vowels > 0 || form.length() < 5) && !isRow(form) && !isSyllable(form);
    }

    private static boolean isRow(String form) {
        for (int i = 0; i + ROW <= form.length(); i++) {
            String part = form.substring(i, i + ROW);
            for (String row : ROWS) {
                if (row.contains(part) || row.contains(new StringBuilder(part).reverse())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same few letters over and over. */
    private static boolean isSyllable(String form) {
        for (int length = 1; length <= 3; length++) {
            if (form.length() >= Math.max(6, 3 * length)
                    && form.substring(length).equals(form.substring(0, form.length() - length))) {
                return true;
            }
        }
        return false;
    }
}

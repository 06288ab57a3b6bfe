package feedback.pos;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a text is worded, to be compared with others: its words by their first six letters, which do without endings, and
 * its pairs of neighbouring words, which tell a text said again from another one on a like matter. Words that everybody
 * writes do not count. Figures are words: another house is another matter. Chosen by measuring, see decision 15.
 */
final class Wording {
    private static final int LETTERS = 6;

    /** A text with fewer telling words says too little to be known again by them. */
    private static final int FEWEST_TELLING = 5;

    private static final int CHARACTERS = 4_000;

    /** Function words, greetings and requests: they tell nothing about the matter. */
    private static final Set<String> EVERYBODYS = everybodys();

    private final Map<String, Integer> parts = new HashMap<>();
    private int telling;

    private Wording() {}

    /** The wording of the first 4,000 characters of a text. */
    static Wording of(String text) {
        Wording wording = new Wording();
        Set<String> words = new HashSet<>();
        @Nullable String last = null;
        for (String word : words(text)) {
            boolean isTelling = !EVERYBODYS.contains(word);
            if (isTelling) {
                wording.parts.merge(word, 1, Integer::sum);
                words.add(word);
            }
            if (last != null && (isTelling || !EVERYBODYS.contains(last))) {
                wording.parts.merge(last + " " + word, 1, Integer::sum);
            }
            last = word;
        }
        wording.telling = words.size();
        return wording;
    }

    private static Set<String> everybodys() {
        return Set.copyOf(
                words("в во на и не по у с со из за к ко от до о об для что как это этот эта эти а но же бы ли"
                        + " или при под над без нет да я мы вы он она они их его ее мне нам вас вам нас уже еще очень так то где"
                        + " когда если все всех всё был была было были быть есть здравствуйте добрый день прошу просим просьба"
                        + " пожалуйста спасибо помогите уважаемые принять меры меня который которые также the a an of in on at to"
                        + " is are and or not it this that please"));
    }

    /** Whether a word, in lower case, is one that everybody writes. */
    static boolean isEverybodys(String word) {
        return words(word).stream().allMatch(EVERYBODYS::contains);
    }

    private static List<String> words(String text) {
        String read = text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text;
        String plain = Normalizer.normalize(read, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || !Character.isLetterOrDigit(plain.charAt(i))) {
                if (i > start) {
                    words.add(plain.substring(start, end(plain, start, i)));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** Six letters do without an ending; of a shorter word the vowels at its end are one. */
    private static int end(String text, int start, int end) {
        if (end - start >= LETTERS) {
            return start + LETTERS;
        }
        int cut = end;
        while (cut - start > 2 && "аеиоуыьюяй".indexOf(text.charAt(cut - 1)) >= 0) {
            cut--;
        }
        return cut;
    }

    boolean isTelling() {
        return telling >= FEWEST_TELLING;
    }

    /**
     * How like this text is to each of the others: the cosine of what they are made of, where rare parts weigh more than
     * common ones, 0–1.
     */
    double[] likeTo(List<Wording> others) {
        Map<String, Integer> texts = new HashMap<>();
        parts.keySet().forEach(part -> texts.merge(part, 1, Integer::sum));
        others.forEach(other -> other.parts.keySet().forEach(part -> texts.merge(part, 1, Integer::sum)));
        Map<String, Double> mine = weighed(texts, others.size() + 1);
        return others.stream()
                .mapToDouble(other -> cosine(mine, other.weighed(texts, others.size() + 1)))
                .toArray();
    }

    private Map<String, Double> weighed(Map<String, Integer> texts, int all) {
        Map<String, Double> weighed = new HashMap<>();
        parts.forEach((part, times) ->
                weighed.put(part, (1 + Math.log(times)) * Math.log(1 + all / (double) texts.getOrDefault(part, 1))));
        return weighed;
    }

    private static double cosine(Map<String, Double> one, Map<String, Double> other) {
        double product = 0;
        for (Map.Entry<String, Double> each : one.entrySet()) {
            product += each.getValue() * other.getOrDefault(each.getKey(), 0.0);
        }
        double lengths = length(one) * length(other);
        return lengths == 0 ? 0 : Math.min(1, product / lengths);
    }

    private static double length(Map<String, Double> weighed) {
        return Math.sqrt(
                weighed.values().stream().mapToDouble(each -> each * each).sum());
    }
}

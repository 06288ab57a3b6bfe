package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.topic.Features.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final List<int[]> TEXTS =
            List.of(features("яма на дороге"), features("яма во дворе"), features("нет воды"), features("яма"));

    @Test
    void a_text_that_is_known_throughout_has_the_length_one() {
        Vocabulary vocabulary = Vocabulary.of(TEXTS, 1 << 18);

        assertThat(vocabulary.vector(features("яма на дороге")).squaredLength()).isBetween(0.999, 1.001);
    }

    @Test
    void the_less_is_known_the_shorter_is_the_vector() {
        Vocabulary vocabulary = Vocabulary.of(TEXTS, 1 << 18);

        double half = vocabulary.vector(features("яма съедобная")).squaredLength();
        double little =
                vocabulary.vector(features("яма съедобная зелёная лучезарная")).squaredLength();

        assertThat(half).isBetween(0.05, 0.9);
        assertThat(little).isBetween(0.01, half);
        assertThat(vocabulary.vector(features("съешь ещё булок")).rows).isEmpty();
    }

    @Test
    void unknown_groups_of_letters_count_like_unknown_words() {
        Vocabulary vocabulary = Vocabulary.of(TEXTS, 1 << 18);

        // No word of it is known, of its letters only the beginning and the end
        assertThat(vocabulary.vector(features("дорогостоящие")).squaredLength()).isBetween(0.01, 0.2);
    }

    @Test
    void what_stands_everywhere_counts_less_than_what_is_rare() {
        Vocabulary vocabulary = Vocabulary.of(TEXTS, 1 << 18);
        SparseVector text = vocabulary.vector(features("яма дворе"));
        double common = weightOfWord(vocabulary, text, "яма");
        double rare = weightOfWord(vocabulary, text, "дворе");

        assertThat(common).isPositive().isLessThan(rare);
    }

    @Test
    void where_room_is_scarce_the_most_widespread_features_stay() {
        Vocabulary narrow = Vocabulary.of(TEXTS, 7);

        assertThat(narrow.size()).isEqualTo(7);
        assertThat(narrow.vector(features("яма")).rows).hasSize(7);
        assertThat(narrow.vector(features("воды")).rows).isEmpty();
    }

    @Test
    void in_a_large_set_what_occurs_in_one_text_only_is_left_out() {
        List<int[]> many = IntStream.range(0, 2_501)
                .mapToObj(i -> features(i == 0 ? "яма редкость" : "яма"))
                .toList();

        assertThat(Vocabulary.of(many, 1 << 18).size()).isEqualTo(7);
    }

    @Test
    void what_stands_in_one_topic_only_counts_for_more_than_what_stands_in_many() {
        List<int[]> texts = IntStream.range(0, 40)
                .mapToObj(i -> features(i % 2 == 0 ? "яма беда" : "мусор беда"))
                .toList();
        int[] labels = IntStream.range(0, 40).map(i -> i % 2).toArray();
        Vocabulary plain = Vocabulary.of(texts, 1 << 18);
        Vocabulary sharpened = plain.sharpened(texts, labels, 2);

        double before = weightOfWord(plain, plain.vector(features("яма беда")), "яма")
                / weightOfWord(plain, plain.vector(features("яма беда")), "беда");
        double after = weightOfWord(sharpened, sharpened.vector(features("яма беда")), "яма")
                / weightOfWord(sharpened, sharpened.vector(features("яма беда")), "беда");
        assertThat(after).isGreaterThan(1.5 * before);
    }

    private static double weightOfWord(Vocabulary vocabulary, SparseVector text, String word) {
        int row = vocabulary.vector(wordOf(word)).rows[0];
        for (int i = 0; i < text.rows.length; i++) {
            if (text.rows[i] == row) {
                return text.values[i];
            }
        }
        throw new AssertionError(word + " is not in the text");
    }

    private static int[] wordOf(String word) {
        return Arrays.stream(features(word))
                .filter(feature -> Kind.of(feature) == Kind.WORD)
                .toArray();
    }

    private static int[] features(String text) {
        return Features.of(text, 1_000);
    }
}

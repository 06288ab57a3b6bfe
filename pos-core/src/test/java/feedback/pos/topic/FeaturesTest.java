package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {

    @Test
    void a_word_gives_its_stem_and_its_groups_of_three_to_five_letters() {
        int[] features = Features.of("яма", 100);

        // « яма » has five signs: three groups of three, two of four, one of five
        assertThat(Arrays.stream(features).filter(Features::isWord)).hasSize(1);
        assertThat(Arrays.stream(features).filter(feature -> !Features.isWord(feature)))
                .hasSize(6);
        assertThat(features).isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "яма, ямами",
        "яма, ямы",
        "дорога, дорогу",
        "уличное, уличного",
        "фонарь, фонаря",
        "мусор, мусором",
        "автобусы, автобусов",
        "собака, собаками",
        "детская, детской",
        "холодная, холодных"
    })
    void forms_of_a_word_are_one_word(String one, String other) {
        assertThat(word(one)).isEqualTo(word(other));
    }

    @ParameterizedTest
    @CsvSource({"яма, дом", "вода, водитель", "снег, свет", "кот, кит"})
    void different_words_stay_different(String one, String other) {
        assertThat(word(one)).isNotEqualTo(word(other));
    }

    @Test
    void house_numbers_count_as_a_number_and_not_as_which() {
        assertThat(Features.of("дом 15", 100)).isEqualTo(Features.of("дом 27", 100));
        assertThat(Features.of("дом 15", 100)).isNotEqualTo(Features.of("дом", 100));
    }

    @Test
    void the_features_grow_with_the_text_and_stop_at_the_limit() {
        String text = "яма ".repeat(10_000);

        assertThat(Features.of(text, 4_000)).hasSize(7_000);
        assertThat(Features.of(text, 8_000)).hasSize(14_000);
    }

    private static int word(String text) {
        return Arrays.stream(Features.of(text, 100))
                .filter(Features::isWord)
                .findFirst()
                .orElseThrow();
    }
}

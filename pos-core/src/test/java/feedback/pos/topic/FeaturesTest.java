package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.topic.Features.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {

    @Test
    void a_word_gives_its_stem_and_its_groups_of_three_to_five_letters() {
        int[] features = Features.of("яма", 100);

        // « яма » has five signs: three groups of three, two of four, one of five
        assertThat(count(features, Kind.WORD)).isEqualTo(1);
        assertThat(count(features, Kind.GROUP)).isEqualTo(6);
        assertThat(count(features, Kind.PAIR)).isZero();
        assertThat(features).isSorted();
    }

    @Test
    void stems_near_each_other_are_pairs_in_their_order() {
        // Each of the first words with the three that follow it
        assertThat(count(Features.of("не вывозят у нас мусор", 100), Kind.PAIR)).isEqualTo(3 + 3 + 2 + 1);
        assertThat(pairs("мусор вывозят")).isNotEqualTo(pairs("вывозят мусор")).isEqualTo(pairs("мусора вывозят"));
    }

    @Test
    void without_groups_of_letters_there_are_words_and_pairs() {
        int[] all = Features.of("яма на дороге", 100);

        assertThat(Features.of("яма на дороге", 100, false))
                .isEqualTo(Arrays.stream(all)
                        .filter(each -> Kind.of(each) != Kind.GROUP)
                        .toArray());
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

        assertThat(Features.of(text, 4_000)).hasSize(7_000 + 3 * 1_000 - 6);
        assertThat(Features.of(text, 8_000)).hasSize(14_000 + 3 * 2_000 - 6);
    }

    private static long count(int[] features, Kind kind) {
        return Arrays.stream(features).filter(each -> Kind.of(each) == kind).count();
    }

    private static int[] pairs(String text) {
        return Arrays.stream(Features.of(text, 100))
                .filter(feature -> Kind.of(feature) == Kind.PAIR)
                .toArray();
    }

    private static int word(String text) {
        return Arrays.stream(Features.of(text, 100))
                .filter(feature -> Kind.of(feature) == Kind.WORD)
                .findFirst()
                .orElseThrow();
    }
}

package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.topic.Detection.Candidate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddTextsTest {

    private static final TopicModel MODEL = TopicModel.train(Phrases.CATALOG, Training.defaults());

    private static final String[] ODD_PIECES = {
        "яма",
        "Дорога",
        " ",
        "\u0000",
        "\u001b[31m",
        "\r\n",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "й",
        "й",
        "\u0301",
        "ß",
        "İ",
        "ﷺ",
        "٣",
        "中文",
        "\u200b",
        "\ufeff",
        "\uffff",
        "ё",
        "Ё",
        "-",
        "ааааааааааааааааааааааа",
        "фонарь",
        "\ud835\udc00",
        "1й",
        "ЯМАНАДОРОГЕ"
    };

    @Test
    void whatever_a_text_holds_probabilities_are_ranked_and_add_up_to_one_at_most() {
        Random random = new Random(20261123);
        for (int i = 0; i < 3_000; i++) {
            String text = oddText(random);
            Detection detection = MODEL.detect(text);
            List<Double> probabilities =
                    detection.candidates().stream().map(Candidate::probability).toList();
            assertThat(probabilities).as(text).hasSizeLessThanOrEqualTo(5).allMatch(p -> p >= 0 && p <= 1);
            for (int place = 1; place < probabilities.size(); place++) {
                assertThat(probabilities.get(place)).isLessThanOrEqualTo(probabilities.get(place - 1));
            }
            assertThat(probabilities.stream().mapToDouble(p -> p).sum()).isLessThanOrEqualTo(1 + 1e-9);
            assertThat(detection.candidates().stream().map(Candidate::topic)).doesNotHaveDuplicates();
            assertThat(detection.accepted())
                    .isEqualTo(!probabilities.isEmpty() && probabilities.get(0) >= detection.threshold());
        }
    }

    @Test
    void odd_texts_are_learned_from_without_harm() {
        Random random = new Random(7);
        List<Example> examples = random.ints(400, 0, 8)
                .mapToObj(topic -> new Example(oddText(random), "topic-" + topic))
                .toList();

        TopicModel model = TopicModel.train(examples, Training.defaults());

        assertThat(model.topics()).hasSize(8);
        assertThat(model.detect("яма").candidates()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "яма на дороге",
                "ЯМА НА ДОРОГЕ",
                "Яма  на\tдороге!!!",
                "«Яма» (на дороге)",
                "яма\u0000на\u0007дороге",
                "яма😀на😀дороге"
            })
    void case_punctuation_and_ornaments_make_no_difference(String text) {
        assertThat(MODEL.detect(text).candidates())
                .isEqualTo(MODEL.detect("Яма на дороге").candidates());
    }

    @Test
    void yo_is_written_as_ye_and_a_breve_apart_is_a_breve() {
        assertThat(MODEL.detect("ребёнок чёрный")).isEqualTo(MODEL.detect("ребенок черный"));
        assertThat(MODEL.detect("троллеи\u0306бус")).isEqualTo(MODEL.detect("троллейбус"));
    }

    @Test
    void a_typing_error_does_not_hide_the_topic() {
        assertThat(MODEL.detect("На дароге глубокоя яма, прабил калесо").best())
                .hasValueSatisfying(best -> assertThat(best.topic()).isEqualTo(Phrases.POTHOLES));
    }

    @Test
    void a_megabyte_is_no_trouble() {
        assertThat(MODEL.detect("\u0301".repeat(1_000_000)).accepted()).isFalse();
        assertThat(MODEL.detect("я".repeat(1_000_000)).accepted()).isFalse();
    }

    private static String oddText(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(40);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            } else {
                text.append(ODD_PIECES[random.nextInt(ODD_PIECES.length)]);
            }
        }
        return text.toString();
    }
}

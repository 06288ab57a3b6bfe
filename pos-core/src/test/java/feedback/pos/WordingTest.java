package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which texts are taken to say the same. */
class WordingTest {
    private static final String PIT = "Добрый день! На улице Ленина у дома 5 огромная яма возле автобусной остановки";

    private static double like(String one, String other) {
        return Wording.of(one).likeTo(List.of(Wording.of(other)))[0];
    }

    @Test
    void the_same_text_is_wholly_alike_and_another_matter_is_not_alike_at_all() {
        assertThat(like(PIT, PIT)).isCloseTo(1, Assertions.within(1e-9));
        assertThat(like(PIT, "Второй месяц нет горячей воды в поликлинике")).isZero();
        assertThat(like("", PIT)).isZero();
        assertThat(like("?! 👍", "…")).isZero();
    }

    @Test
    void endings_case_accents_and_greetings_do_not_matter() {
        String again =
                "Здравствуйте. на улице Ленина, возле дома 5, у автобусной остановки ОГРОМНЫЕ ямы. Прошу принять меры!";
        assertThat(like(PIT, again)).isGreaterThan(0.45);
        assertThat(like("ёлка упала", "Елка упала")).isCloseTo(1, Assertions.within(1e-9));
        assertThat(like("дворовый двои\u0306", "дворовый двой")).isCloseTo(1, Assertions.within(1e-9));
    }

    @Test
    void another_house_makes_it_less_alike() {
        assertThat(like(PIT, PIT.replace("5", "87"))).isLessThan(0.9).isGreaterThan(0.4);
    }

    @Test
    void what_everybody_writes_weighs_little() {
        List<Wording> others = IntStream.range(0, 30)
                .mapToObj(n -> Wording.of("Не горит фонарь во дворе дома " + n + " по улице Садовой"))
                .toList();
        Wording mine = Wording.of("Не горит фонарь во дворе дома 77 по улице Садовой, висит оборванный провод");
        List<Wording> withTwin = new ArrayList<>(others);
        withTwin.add(Wording.of("Во дворе дома 77 по улице Садовой висит оборванный провод"));
        double[] likeness = mine.likeTo(withTwin);
        assertThat(likeness[30]).isGreaterThan(2 * likeness[0]);
    }

    @Test
    void a_text_of_few_telling_words_cannot_be_known_again_by_them() {
        assertThat(Wording.of("Свалка мусора").isTelling()).isFalse();
        assertThat(Wording.of("Прошу вас принять меры, здравствуйте, добрый день, мусор")
                        .isTelling())
                .isFalse();
        assertThat(Wording.of(PIT).isTelling()).isTrue();
    }

    @Test
    void a_long_text_is_read_up_to_a_limit() {
        String long1 = "слово ".repeat(100_000);
        assertThat(like(long1, "слово слово")).isGreaterThan(0.5);
    }
}

package feedback.pos.topic;

import static feedback.pos.topic.Phrases.ANIMALS;
import static feedback.pos.topic.Phrases.CATALOG;
import static feedback.pos.topic.Phrases.LIGHT;
import static feedback.pos.topic.Phrases.NEVER_SEEN;
import static feedback.pos.topic.Phrases.POTHOLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feedback.pos.topic.Detection.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicModelTest {

    private static final TopicModel MODEL = TopicModel.train(CATALOG, Training.defaults());

    @Test
    void the_same_examples_give_the_same_model() {
        TopicModel again = TopicModel.train(new ArrayList<>(CATALOG), Training.defaults());

        assertThat(again.digest()).isEqualTo(MODEL.digest()).matches("[0-9a-f]{16}");
        assertThat(again.detect("Яма на дороге")).isEqualTo(MODEL.detect("Яма на дороге"));
    }

    @Test
    void one_more_example_gives_another_model() {
        TopicModel other =
                TopicModel.train(with(CATALOG, new Example("Яма на дороге у моста", POTHOLES)), Training.defaults());

        assertThat(other.digest()).isNotEqualTo(MODEL.digest());
    }

    @Test
    void the_same_texts_under_other_topics_give_another_model() {
        List<Example> swapped = CATALOG.stream()
                .map(example -> switch (example.topic()) {
                    case POTHOLES -> new Example(example.text(), ANIMALS);
                    case ANIMALS -> new Example(example.text(), POTHOLES);
                    default -> example;
                })
                .toList();

        assertThat(TopicModel.train(swapped, Training.defaults()).digest()).isNotEqualTo(MODEL.digest());
    }

    @Test
    void a_detection_names_the_model_and_the_threshold_that_made_it() {
        Detection detection = MODEL.detect("Яма на дороге");

        assertThat(detection.model()).isEqualTo(MODEL.digest());
        assertThat(detection.threshold()).isEqualTo(Training.defaults().threshold());
    }

    @Test
    void the_model_knows_the_topics_of_its_examples_sorted() {
        assertThat(MODEL.topics())
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(
                        CATALOG.stream().map(Example::topic).distinct().toList());
    }

    @Test
    void sentences_never_seen_are_ranked_right() {
        assertThat(NEVER_SEEN)
                .allSatisfy(example -> assertThat(
                                topics(MODEL.detect(example.text())).subList(0, 3))
                        .as(example.text())
                        .contains(example.topic()));
        assertThat(NEVER_SEEN.stream().filter(example -> bestIs(MODEL, example)))
                .hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void what_it_has_learned_from_is_accepted_under_its_own_topic() {
        assertThat(CATALOG).allSatisfy(example -> {
            Detection detection = MODEL.detect(example.text());
            assertThat(detection.accepted()).as("%s %s", example, detection).isTrue();
            assertThat(topics(detection).get(0)).isEqualTo(example.topic());
        });
    }

    @Test
    void a_strong_match_is_accepted() {
        assertThat(List.of(
                        "Яма на дороге у школы",
                        "Не горят фонари",
                        "нет холодной воды",
                        "Холодные батареи, нет отопления",
                        "Сломаны качели на детской площадке",
                        "Не вывозят мусор третью неделю"))
                .allSatisfy(text -> assertThat(MODEL.detect(text).accepted())
                        .as("%s %s", text, MODEL.detect(text))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t ",
                "ааааа",
                "hello",
                "12345",
                "!!!",
                "asdfgh qwerty",
                "Спасибо за внимание",
                "добрый день",
                "Поздравляю всех с наступающим праздником",
                "абракадабра тыгыдым"
            })
    void nonsense_and_what_is_about_nothing_are_left_to_a_person(String text) {
        assertThat(MODEL.detect(text).accepted()).as("%s", MODEL.detect(text)).isFalse();
    }

    @Test
    void nonsense_is_not_accepted_either_where_there_is_one_topic_only() {
        TopicModel one = TopicModel.train(
                CATALOG.stream()
                        .filter(example -> example.topic().equals(LIGHT))
                        .toList(),
                Training.defaults());

        assertThat(topics(one.detect("Не горят фонари у дома"))).containsExactly(LIGHT);
        assertThat(List.of("", "ааааа", "hello", "Спасибо за внимание"))
                .allSatisfy(
                        text -> assertThat(one.detect(text).accepted()).as(text).isFalse());
    }

    @Test
    void the_threshold_alone_decides_what_is_accepted() {
        String text = "Стая собак бегает возле садика, отловите";
        TopicModel trusting = TopicModel.train(CATALOG, Training.defaults().withThreshold(0));
        TopicModel distrustful = TopicModel.train(CATALOG, Training.defaults().withThreshold(1));

        assertThat(trusting.detect(text).accepted()).isTrue();
        assertThat(distrustful.detect(text).accepted()).isFalse();
        assertThat(trusting.detect(text).candidates())
                .isEqualTo(distrustful.detect(text).candidates());
    }

    @Test
    void corrections_change_what_is_detected() {
        String text = "Электросамокаты брошены поперёк прохода";
        String scooters = "transport.scooters";
        assertThat(MODEL.detect(text).accepted()).isFalse();

        TopicModel corrected = TopicModel.train(
                with(
                        CATALOG,
                        new Example("Самокаты валяются на проходе, не пройти с коляской", scooters),
                        new Example("Прокатные электросамокаты бросают где попало", scooters),
                        new Example("Подростки на электросамокатах носятся среди пешеходов", scooters)),
                Training.defaults());

        assertThat(corrected.detect(text).accepted()).isTrue();
        assertThat(topics(corrected.detect(text)).get(0)).isEqualTo(scooters);
    }

    @Test
    void corrections_move_a_phrase_from_one_topic_to_another() {
        Example corrected = new Example("Собака провалилась в яму на дороге", ANIMALS);
        assertThat(bestIs(MODEL, corrected)).isFalse();

        TopicModel after = TopicModel.train(with(CATALOG, corrected, corrected, corrected), Training.defaults());

        assertThat(bestIs(after, corrected)).isTrue();
        assertThat(topics(after.detect("На дороге глубокая яма")).get(0)).isEqualTo(POTHOLES);
    }

    @Test
    void the_words_that_spoke_for_a_topic_are_told_as_they_stand() {
        String text = "Здравствуйте! На ДОРОГЕ у моста глубокая яма, автобусу не проехать";

        assertThat(MODEL.wordsFor(text, POTHOLES))
                .hasSizeLessThanOrEqualTo(5)
                .contains("ДОРОГЕ", "яма")
                .doesNotContain("Здравствуйте", "На", "у", "не");
        assertThat(MODEL.wordsFor(text, "transport.schedule"))
                .contains("автобусу")
                .doesNotContain("яма");
        assertThat(MODEL.wordsFor(text, "unknown")).isEmpty();
        assertThat(MODEL.wordsFor("", POTHOLES)).isEmpty();
    }

    /** Two hundred messages of four topics under two, told apart by a word or, in each third one, only by what lies above. */
    private static List<Example> underTwo() {
        List<Example> examples = new ArrayList<>();
        Random random = new Random(8);
        String[] places = {"у дома", "во дворе", "на углу", "возле школы", "за магазином"};
        for (int i = 0; i < 400; i++) {
            boolean road = i % 2 == 0;
            boolean first = random.nextBoolean();
            String known = road ? "на дороге беда" : "с мусором беда";
            String telling = road ? (first ? "яма" : "снег") : (first ? "свалка" : "контейнер");
            String text = known + " " + (i % 3 == 0 ? "" : telling) + " " + places[i % 5] + " " + i;
            examples.add(new Example(text, (road ? "roads." : "waste.") + (first ? "a" : "b")));
        }
        return examples;
    }

    @Test
    void where_no_topic_is_sure_what_lies_above_may_be() {
        Map<String, String> parents =
                Map.of("roads.a", "roads", "roads.b", "roads", "waste.a", "waste", "waste.b", "waste");
        TopicModel model = TopicModel.train(underTwo(), parents, Training.defaults());

        Detection unsure = model.detect("на дороге беда  во дворе 16");
        assertThat(unsure.accepted()).isFalse();
        assertThat(unsure.broader()).isNotNull();
        assertThat(unsure.broader().topic()).isEqualTo("roads");
        assertThat(unsure.broader().probability()).isGreaterThan(0.5);

        assertThat(TopicModel.train(underTwo(), Training.defaults())
                        .detect("на дороге беда у дома")
                        .broader())
                .as("without topics above")
                .isNull();
    }

    @Test
    void each_topic_has_a_threshold_for_the_precision_that_was_asked_for() {
        TopicModel strict = TopicModel.train(underTwo(), Training.defaults().withPrecision(0.99));
        TopicModel lax = TopicModel.train(underTwo(), Training.defaults().withPrecision(0.6));

        assertThat(strict.topics())
                .allSatisfy(topic -> assertThat(strict.threshold(topic)).isGreaterThan(lax.threshold(topic)));
        assertThatIllegalArgumentException().isThrownBy(() -> lax.threshold("unknown"));
    }

    @Test
    void a_large_set_is_learned_by_the_linear_model_which_finds_the_same() {
        TopicModel linear = TopicModel.train(underTwo(), Training.defaults().withRichExamples(0));

        assertThat(linear.isRich()).isFalse();
        assertThat(TopicModel.train(underTwo(), Training.defaults()).isRich()).isTrue();
        assertThat(linear.detect("на дороге беда яма за углом").accepted()).isTrue();
        assertThat(topics(linear.detect("с мусором беда свалка у школы")).get(0))
                .isEqualTo("waste.a");
        assertThat(linear.detect("с мусором беда у школы").accepted()).isFalse();
        assertThat(TopicModel.train(underTwo(), Training.defaults().withRichExamples(0))
                        .digest())
                .isEqualTo(linear.digest());
    }

    @Test
    void a_description_of_a_topic_counts_for_more_than_a_message() {
        List<Example> examples = new ArrayList<>(CATALOG);
        examples.add(Example.describing("pests", "Дератизация подвалов"));
        TopicModel model = TopicModel.train(examples, Training.defaults());

        assertThat(topics(model.detect("нужна дератизация в подвале")).get(0)).isEqualTo("pests");
    }

    @Test
    void nothing_learned_means_nothing_proposed() {
        TopicModel empty = TopicModel.train(List.of(), Training.defaults());

        assertThat(empty.digest()).isEqualTo("none");
        assertThat(empty.topics()).isEmpty();
        assertThat(empty.detect("Яма на дороге").candidates()).isEmpty();
        assertThat(empty.detect("Яма на дороге").accepted()).isFalse();
    }

    @Test
    void examples_without_a_single_word_teach_nothing_and_do_no_harm() {
        TopicModel blank =
                TopicModel.train(List.of(new Example("", LIGHT), new Example("…", POTHOLES)), Training.defaults());

        assertThat(blank.detect("Яма на дороге").candidates()).isEmpty();
    }

    @Test
    void of_too_many_examples_the_newest_count() {
        Training last = new Training(0.95, 0.6, 5, 18, 1, 1, 4_000, 2, 20_000, 2_000);
        TopicModel model = TopicModel.train(
                List.of(
                        new Example("Яма на дороге", "old"),
                        new Example("Яма на дороге", "new"),
                        new Example("Нет воды", "other")),
                last);

        assertThat(model.topics()).containsExactly("new", "other");
    }

    @Test
    void of_too_many_topics_those_with_the_most_examples_count() {
        Training few = new Training(0.95, 0.6, 5, 18, 1, 1, 4_000, 50_000, 20_000, 2);
        TopicModel model = TopicModel.train(CATALOG, few);

        // Six phrases each, and of the equals the first codes
        assertThat(model.topics()).containsExactly("lighting.street", "roads.potholes");
    }

    @Test
    void only_the_beginning_of_an_endless_text_is_read() {
        String longest = "яма на дороге ".repeat(1_000).substring(0, 4_000);

        assertThat(MODEL.detect(longest + "нет воды, нет света, собаки, мусор, автобус".repeat(50_000)))
                .isEqualTo(MODEL.detect(longest));
    }

    @Test
    void many_threads_may_ask_at_once() {
        List<Detection> alone =
                NEVER_SEEN.stream().map(example -> MODEL.detect(example.text())).toList();

        assertThat(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(i -> NEVER_SEEN.stream()
                                .map(example -> MODEL.detect(example.text()))
                                .toList()))
                .allMatch(alone::equals);
    }

    @Test
    void it_says_how_much_memory_it_takes() {
        assertThat(MODEL.bytes()).isBetween(10_000L, 10_000_000L);
    }

    private static boolean bestIs(TopicModel model, Example example) {
        return model.detect(example.text())
                .best()
                .map(Candidate::topic)
                .filter(example.topic()::equals)
                .isPresent();
    }

    private static List<String> topics(Detection detection) {
        return detection.candidates().stream().map(Candidate::topic).toList();
    }

    private static List<Example> with(List<Example> examples, Example... more) {
        return Stream.concat(examples.stream(), Stream.of(more)).toList();
    }
}

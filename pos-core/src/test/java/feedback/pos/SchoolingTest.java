package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Regulation;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.TopicDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What persons decide is learned, and what would make the model worse is not. */
class SchoolingTest {
    private static final List<String> TOPICS =
            List.of("roads.potholes", "roads.signs", "housing.heating", "housing.garbage", "health.queue");

    private static final Map<String, List<String>> THINGS = Map.of(
            "roads.potholes", List.of("яма", "выбоина", "разбитый асфальт", "колдобина", "провал"),
            "roads.signs", List.of("знак", "указатель", "светофор", "разметка", "дорожный щит"),
            "housing.heating", List.of("батарея", "отопление", "радиатор", "котельная", "стояк"),
            "housing.garbage", List.of("мусор", "контейнер", "свалка", "отходы", "помойка"),
            "health.queue", List.of("врач", "поликлиника", "регистратура", "талон", "терапевт"));

    private static final List<String> WHERE = List.of(
            "во дворе", "у школы", "на улице Ленина", "возле магазина", "за домом", "около остановки", "на въезде");
    private static final List<String> WHAT = List.of(
            "прошу принять меры", "сколько можно терпеть", "когда это решат", "никто не отвечает", "жители жалуются");

    private final Random dice = new Random(2026);
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation()).clock(clock).open();
    private final Messages messages = pos.messages();
    private int number;

    @Test
    void two_hundred_corrections_change_what_is_proposed_for_texts_that_were_not_among_them() {
        history(600);
        pos.learn(10_000);
        List<String> unseen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            unseen.add(scooters());
        }
        long before =
                unseen.stream().filter(each -> best(each).equals("roads.signs")).count();
        assertThat(before).as("nobody has said so yet").isLessThan(25);

        for (int i = 0; i < 200; i++) {
            decide(scooters(), "roads.signs");
        }
        Learned learned = pos.learn(10_000);

        assertThat(learned.adopted()).isTrue();
        assertThat(learned.reason()).isEqualTo(Learned.Reason.NOT_WORSE);
        assertThat(learned.fresh()).isEqualTo(200);
        assertThat(learned.after()).isGreaterThan(learned.before());
        long after =
                unseen.stream().filter(each -> best(each).equals("roads.signs")).count();
        assertThat(after).isGreaterThanOrEqualTo(48);
        assertThat(learned.model()).isEqualTo(pos.messages().suggest("самокат").model());
    }

    @Test
    void two_hundred_corrections_at_random_are_not_learned() {
        history(600);
        Learned first = pos.learn(10_000);
        assertThat(first.adopted()).isTrue();

        for (int i = 0; i < 200; i++) {
            decide(about(TOPICS.get(dice.nextInt(5))), TOPICS.get(dice.nextInt(5)));
        }
        Learned learned = pos.learn(10_000);

        assertThat(learned.adopted()).isFalse();
        assertThat(learned.reason()).isEqualTo(Learned.Reason.CONTRADICTORY);
        assertThat(learned.model()).as("the old one stays").isEqualTo(first.model());
        assertThat(pos.learnings()).containsExactly(learned, first);
    }

    @Test
    void a_platform_that_starts_upon_contradictory_decisions_learns_what_was_decided_before_them() {
        history(600);
        for (int i = 0; i < 200; i++) {
            decide(about(TOPICS.get(dice.nextInt(5))), TOPICS.get(dice.nextInt(5)));
        }

        Learned learned = pos.learn(10_000);

        assertThat(learned.reason()).isEqualTo(Learned.Reason.WITHOUT_NEWEST);
        assertThat(learned.adopted()).isTrue();
        assertThat(best("Во дворе свалка, мусор не вывозят")).isEqualTo("housing.garbage");
    }

    @Test
    void the_same_decisions_give_the_same_model() {
        history(120);
        String first = pos.learn(10_000).model();

        assertThat(pos.learn(10_000).model()).isEqualTo(first);
    }

    @Test
    void other_topics_are_learned_whatever_it_costs_and_a_retired_one_teaches_its_successor() {
        history(120);
        pos.learn(10_000);
        Regulation sample = SampleRegion.regulation();
        Topic old = sample.catalog().get("housing.garbage");
        Catalog next = sample.catalog()
                .with("2", new Topic("waste", null, "Отходы", false))
                .with(
                        "3",
                        new Topic(
                                old.code(),
                                old.parent(),
                                old.name(),
                                null,
                                true,
                                null,
                                old.examples(),
                                clock.instant().atZone(sample.zone()).toLocalDate(),
                                "waste"));
        pos.adopt(Regulation.of("region", sample.calendar(), sample.directory(), next, sample.routes()));

        Learned learned = pos.learn(10_000);

        assertThat(learned.adopted()).isTrue();
        assertThat(learned.reason()).isEqualTo(Learned.Reason.TOPICS_CHANGED);
        assertThat(best("Во дворе свалка, мусор не вывозят")).isEqualTo("waste");
    }

    @Test
    void what_nobody_decided_what_was_declined_and_what_says_the_same_again_teaches_nothing() {
        Message unseen = submit("Яма у школы номер пять");
        Message declined = submit("Яма у школы номер шесть");
        messages.decline(declined.id(), DeclineReason.SPAM, null, SampleRegion.moderator());
        decide("Яма у моста", "roads.potholes");
        decide("ЯМА, у моста!", "roads.signs");
        Message confirmed = submit("Холодные батареи, нет отопления");
        messages.accept(confirmed.id(), null, null, SampleRegion.moderator());
        Message follower = submit("Холодные батареи во всём доме");
        messages.join(follower.id(), confirmed.id(), SampleRegion.moderator());

        Learned learned = pos.learn(10_000);

        assertThat(unseen.topic().isByPerson()).isFalse();
        assertThat(learned.lessons())
                .as("the bridge once, and what was confirmed")
                .isEqualTo(2);
        assertThat(learned.reason()).isEqualTo(Learned.Reason.FEW);
        assertThat(learned.accuracyAfter()).isNull();
        assertThat(best("Яма у моста")).as("the later word counts").isEqualTo("roads.signs");
    }

    @Test
    void where_no_model_knows_anything_whatever_is_learned_is_better() {
        pos.adopt((TopicDetector) any -> Detection.none());
        history(120);

        Learned learned = pos.learn(10_000);

        assertThat(learned.reason()).isEqualTo(Learned.Reason.FEW);
        assertThat(best("Во дворе свалка, мусор не вывозят")).isEqualTo("housing.garbage");
    }

    @Test
    void learnings_are_kept_and_their_number_is_limited() {
        for (int i = 0; i < 52; i++) {
            pos.learn(0);
        }

        assertThat(pos.learnings()).hasSize(50);
        assertThat(pos.storage().records().list("learning", "", 1_000)).hasSize(50);
    }

    @Test
    void a_thread_that_is_interrupted_gives_up_and_what_was_in_force_stays() {
        String before = pos.messages().suggest("яма").model();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> pos.learn(10)).isInstanceOf(IllegalStateException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(pos.messages().suggest("яма").model()).isEqualTo(before);
    }

    @Test
    void the_numbers_have_limits() {
        assertThatIllegalArgumentException().isThrownBy(() -> pos.learn(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> pos.learn(1_000_001));
        assertThatIllegalArgumentException().isThrownBy(() -> pos.learn(1, 29));
        assertThatIllegalArgumentException().isThrownBy(() -> pos.learn(1, 10_001));
    }

    /** With letters that were really written: half is history, and of the others a part is called by other topics' names. */
    @Test
    void letters_as_they_are_really_written_teach_too() throws IOException {
        Path file = Path.of(System.getProperty("pos.texts", "."), "kursk.csv");
        Assumptions.assumeTrue(Files.isReadable(file), "-Dpos.texts=DIR names no folder with kursk.csv");
        Map<String, List<String>> byCategory = letters(file);
        List<String> largest = byCategory.entrySet().stream()
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .limit(5)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < 60; i++) {
            for (int topic = 0; topic < 5; topic++) {
                decide(byCategory.get(largest.get(topic)).get(i), TOPICS.get(topic));
            }
        }
        Learned first = pos.learn(10_000);
        System.out.println("letters: " + first);
        assertThat(first.adopted()).isTrue();
        assertThat(first.after()).isGreaterThan(first.before());
        for (int i = 60; i < 100; i++) {
            for (int topic = 0; topic < 5; topic++) {
                decide(byCategory.get(largest.get(topic)).get(i), TOPICS.get(dice.nextInt(5)));
            }
        }

        Learned poisoned = pos.learn(10_000);

        System.out.println("letters at random: " + poisoned);
        assertThat(poisoned.adopted()).isFalse();
    }

    private static Map<String, List<String>> letters(Path file) throws IOException {
        Map<String, List<String>> byCategory = new TreeMap<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (char each : Files.readString(file, StandardCharsets.UTF_8).toCharArray()) {
            if (each == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (each == ',' || each == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                if (each == '\n') {
                    byCategory
                            .computeIfAbsent(cells.get(2), any -> new ArrayList<>())
                            .add(cells.get(1)
                                    .substring(0, Math.min(3_900, cells.get(1).length())));
                    cells.clear();
                }
            } else {
                cell.append(each);
            }
        }
        return byCategory;
    }

    // Hands

    /** Messages of all topics, each decided as it ought to be. */
    private void history(int count) {
        for (int i = 0; i < count; i++) {
            String topic = TOPICS.get(i % 5);
            decide(about(topic), topic);
        }
    }

    private String about(String topic) {
        return "%s: %s %s, %s и %s, дом %d"
                .formatted(any(WHAT), any(THINGS.get(topic)), any(WHERE), any(THINGS.get(topic)), any(WHAT), ++number);
    }

    /** Something new in town, of which the catalog says nothing. */
    private String scooters() {
        return "%s самокаты %s, прокат электросамокатов %s, %d".formatted(any(WHAT), any(WHERE), any(WHAT), ++number);
    }

    private String any(List<String> words) {
        return words.get(dice.nextInt(words.size()));
    }

    private String best(String text) {
        return messages.suggest(text).best().map(each -> each.topic()).orElse("");
    }

    private Message submit(String text) {
        clock.advance(Duration.ofSeconds(1));
        return messages.submit(new Submission(Actor.citizen("anna"), text, oktmo("38701000")));
    }

    private void decide(String text, String topic) {
        Message sent = submit(text);
        messages.accept(sent.id(), topic, null, SampleRegion.official("superior-moderator"));
    }
}

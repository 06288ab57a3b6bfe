package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Actor;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** No topic is sure, but the one above several of them is. */
class BroaderTopicTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final Actor ANNA = SampleRegion.anna();
    private static final Submission LETTER = new Submission(ANNA, "Дорога", oktmo("38701000"));
    private static final Detection ROADS = said("roads");

    private final Regulation sample = SampleRegion.regulation();
    private final Regulation skipping =
            sample.with(sample.policy().edit().sureTopicSkipsModerator(true).done());

    private static Detection said(String broader) {
        List<Candidate> unsure = List.of(new Candidate("roads.potholes", 0.5), new Candidate("roads.signs", 0.48));
        return new Detection(unsure, false, 0.9, "m", new Candidate(broader, 0.98));
    }

    private static Message sent(Regulation rules, Detection detection) {
        return new Procedure(rules)
                .submit(new UUID(1, 2), LETTER, detection, ANNA, MONDAY)
                .after();
    }

    private Regulation with(String topic, Mode mode) {
        Acceptance acceptance = new Acceptance(Mode.ON, Map.of(topic, mode), null);
        return sample.with(sample.policy().edit().acceptance(acceptance).done());
    }

    /** One topic is another one than in the sample. */
    private Regulation with(Topic other) {
        List<Topic> topics = new ArrayList<>(sample.catalog().topics());
        topics.replaceAll(each -> each.code().equals(other.code()) ? other : each);
        return new Regulation(
                sample.root(),
                sample.zone(),
                sample.calendar(),
                sample.directory(),
                Catalog.of("RU-KRS", "other", "other", topics),
                sample.routes(),
                sample.policy());
    }

    @Test
    void the_message_waits_for_a_moderator_under_it_at_its_body() {
        Message message = sent(skipping, ROADS);
        assertThat(message.stage()).isEqualTo(Stage.MODERATION);
        assertThat(message.topic().code()).isEqualTo("roads");
        assertThat(message.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(message.topic().sure()).isFalse();
        assertThat(message.topic().threshold()).isEqualTo(0.9);
        assertThat(message.topic().fastTrack()).isFalse();
        assertThat(message.holder().organization()).isEqualTo("kursk-roads");
    }

    @Test
    void where_a_detector_may_not_set_it_nothing_is_set() {
        assertThat(sent(with("roads", Mode.SHADOW), ROADS).topic().code()).isEqualTo("other");
        assertThat(sent(with("roads", Mode.OFF), ROADS).topic().code()).isEqualTo("other");
        Message below = sent(with("roads.potholes", Mode.SHADOW), ROADS);
        assertThat(below.topic().code()).as("its own mode counts").isEqualTo("roads");
        assertThat(below.topic().mode()).as("of the likeliest topic").isEqualTo(Mode.SHADOW);
    }

    @Test
    void it_never_promises_the_short_term() {
        assertThat(sent(with(new Topic("roads", null, "Дороги", true)), ROADS)
                        .topic()
                        .code())
                .isEqualTo("other");
    }

    @Test
    void a_retired_one_gives_way_to_its_successor() {
        LocalDate today = LocalDate.of(2026, 3, 2);
        Topic succeeded = new Topic("roads", null, "Дороги", null, false, null, List.of(), today, "housing");
        assertThat(sent(with(succeeded), ROADS).topic().code()).isEqualTo("housing");
        Topic fast = new Topic("roads", null, "Дороги", null, false, null, List.of(), today, "roads.potholes");
        assertThat(sent(with(fast), ROADS).topic().code())
                .as("which may promise more")
                .isEqualTo("other");
        assertThat(sent(sample, said("bridges")).topic().code())
                .as("unknown here")
                .isEqualTo("other");
    }

    @Test
    void a_rule_may_ask_for_it() {
        Rule rule = new Rule(
                "vague", null, true, List.of(), List.of(), List.of(), "roads", null, null, null, Then.hold("Какая?"));
        assertThat(sent(skipping.with(Rules.of(List.of(rule))), ROADS).topic().rule())
                .isEqualTo("vague");
    }
}

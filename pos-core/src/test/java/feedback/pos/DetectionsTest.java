package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.Detections.Confusion;
import feedback.pos.Detections.Figures;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Acceptance;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import feedback.pos.topic.TopicDetector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The report counts what happened, by a detector that says what the text tells it to say. */
class DetectionsTest {
    private static final Actor MODERATOR = SampleRegion.official("superior-moderator");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Regulation sample = SampleRegion.regulation();
    private final Pos pos =
            Pos.under(sample).clock(clock).detector(new Parrot()).open();

    /** A text such as «roads.signs 0.9 m1»; sure from 0.8 on. */
    private static final class Parrot implements TopicDetector {
        @Override
        public Detection detect(String text) {
            String[] words = text.split(" ");
            if (words.length < 3) {
                return new Detection(List.of(), false, 0.8, "m1");
            }
            double probability = Double.parseDouble(words[1]);
            return new Detection(List.of(new Candidate(words[0], probability)), probability >= 0.8, 0.8, words[2]);
        }
    }

    @Test
    void what_the_detector_said_is_held_against_what_persons_said() {
        decide("roads.signs 0.9 m1", null);
        decide("roads.signs 0.9 m1", "roads.potholes");
        decide("roads.signs 0.8 m2", null);
        decide("roads.signs 0.5 m2", "roads.signs");
        decide("roads.signs 0.5 m2", "health.queue");
        submit("roads.signs 0.95 m2");
        submit("непонятно");
        pos.messages()
                .submit(new Submission(Actor.citizen("anna"), "Своё", oktmo("38701000")).withTopic("health.queue"));

        Detections report = report();

        Figures all = report.all();
        assertThat(report.examined()).isEqualTo(8);
        assertThat(all.messages()).isEqualTo(8);
        assertThat(all.byModel()).isEqualTo(4);
        assertThat(all.byPerson()).isEqualTo(3);
        assertThat(all.byApplicant()).isEqualTo(1);
        assertThat(all.confirmed()).isEqualTo(2);
        assertThat(all.judged()).isEqualTo(7);
        assertThat(all.silent()).isEqualTo(1);
        assertThat(all.covered()).isEqualTo(4);
        assertThat(all.coverage()).isEqualTo(4.0 / 7, within(1e-9));
        assertThat(all.sure()).isEqualTo(4);
        assertThat(all.sureLooked()).isEqualTo(3);
        assertThat(all.sureRight()).isEqualTo(2);
        assertThat(all.precision()).isEqualTo(2.0 / 3, within(1e-9));
        assertThat(all.precisionLeast()).isEqualTo(0.2077, within(1e-4));
        assertThat(all.precisionMost()).isEqualTo(0.9385, within(1e-4));
        assertThat(all.meanProbability()).isEqualTo(3.6 / 5, within(1e-9));
        assertThat(all.rightShare()).isEqualTo(3.0 / 5, within(1e-9));
        assertThat(report.confusions())
                .containsExactly(
                        new Confusion("roads.signs", "health.queue", 1, 0),
                        new Confusion("roads.signs", "roads.potholes", 1, 1));
        assertThat(report.models()).extracting(Detections.ModelFigures::model).containsExactly("m2", "m1");
        assertThat(of(report, "roads.signs").messages()).isEqualTo(4);
        assertThat(of(report, "roads.signs").proposed()).isEqualTo(6);
        assertThat(of(report, "health.queue").messages()).isEqualTo(2);
        assertThat(of(report, "health.queue").precision()).as("nobody looked").isNull();
    }

    @Test
    void a_complaint_is_a_message_but_nobody_was_asked_about_it_again() {
        Message pit = submit("roads.signs 0.9 m1");
        pos.messages().accept(pit.id(), null, null, MODERATOR);
        pos.messages().assign(pit.id(), null, null, SampleRegion.coordinator());
        pos.messages().draft(pit.id(), Outcome.SOLVED, "Сделано", SampleRegion.executor());
        pos.messages().approve(pit.id(), SampleRegion.head());
        pos.messages().rate(pit.id(), 1, "нет", Actor.citizen("anna"));
        pos.messages().escalate(pit.id(), Actor.citizen("anna"));

        Figures all = report().all();

        assertThat(all.messages()).isEqualTo(2);
        assertThat(all.judged()).isEqualTo(1);
        assertThat(all.covered()).isEqualTo(1);
        assertThat(all.sureLooked()).isEqualTo(1);
    }

    @Test
    void the_report_tells_how_right_the_shadow_mode_would_have_been() {
        pos.adopt(sample.with(sample.policy()
                .edit()
                .acceptance(new Acceptance(Mode.ON, Map.of("roads.signs", Mode.SHADOW), null))
                .done()));
        for (int i = 0; i < 3; i++) {
            decide("roads.signs 0.9 m1", "roads.signs");
        }
        decide("roads.signs 0.9 m1", "health.queue");
        submit("roads.signs 0.9 m1");

        Detections report = report();

        assertThat(of(report, "roads.signs").shadow()).isEqualTo(5);
        assertThat(of(report, "roads.signs").shadowPrecision()).isEqualTo(0.75);
        assertThat(report.topics().stream()
                        .filter(each -> each.code().equals("roads.signs"))
                        .findFirst()
                        .orElseThrow()
                        .mode())
                .isEqualTo(Mode.SHADOW);
    }

    @Test
    void what_is_written_about_more_often_than_before_is_told() {
        for (int i = 0; i < 60; i++) {
            submit((i < 30 ? "roads.signs" : "health.queue") + " 0.9 m1");
        }
        for (int i = 0; i < 60; i++) {
            submit("health.queue 0.9 m1");
        }

        Detections report = report();

        assertThat(report.psi()).isGreaterThan(0.25);
        assertThat(report.drifting()).extracting(Detections.Drift::code).containsExactly("health.queue", "roads.signs");
        assertThat(report.drifting().get(1).older()).isEqualTo(30);
        assertThat(report.drifting().get(1).newer()).isZero();
        assertThat(report.drifting().get(1).errors()).isLessThan(-3);
    }

    @Test
    void rare_topics_do_not_add_up_to_a_drift_and_where_nobody_was_asked_nothing_is_judged() {
        pos.adopt((TopicDetector) any -> Detection.none());
        List<String> topics = List.of("roads", "roads.signs", "housing", "health", "health.queue", "other");
        for (int i = 0; i < 60; i++) {
            String topic = topics.get((i * i + i / 7) % 6);
            pos.messages().submit(new Submission(Actor.citizen("anna"), "Своё", oktmo("38701000")).withTopic(topic));
        }
        Message unasked = submit("Что-то");

        Detections report = report();

        assertThat(report.psi()).isLessThan(0.1);
        assertThat(unasked.topic().threshold()).isNull();
        assertThat(report.all().judged()).isZero();
        assertThat(report.all().coverage()).isNull();
    }

    @Test
    void only_the_newest_of_those_that_are_meant_are_looked_at() {
        for (int i = 0; i < 600; i++) {
            submit((i < 590 ? "roads.signs" : "health.queue") + " 0.9 m1");
        }

        Detections ten = pos.detections(Filter.all(clock.instant()), 10);

        assertThat(ten.examined()).isEqualTo(10);
        assertThat(ten.isCutOff()).isTrue();
        assertThat(of(ten, "health.queue").messages()).isEqualTo(10);
        assertThat(pos.detections(Filter.all(clock.instant()), 600).isCutOff()).isFalse();
        assertThat(pos.detections(Filter.all(clock.instant()).withWithin(Set.of("health")), 1_000)
                        .examined())
                .as("rights narrow it")
                .isEqualTo(10);
        assertThat(pos.detections(Filter.all(clock.instant()).withWithin(Set.of("lgov")), 1_000)
                        .all()
                        .coverage())
                .isNull();
    }

    @Test
    void the_number_has_limits() {
        assertThatIllegalArgumentException().isThrownBy(() -> pos.detections(Filter.all(clock.instant()), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> pos.detections(Filter.all(clock.instant()), 100_001));
    }

    @Test
    void chance_is_reckoned_as_it_is_in_books() {
        assertThat(Odds.byChance(0, 0)).isEqualTo(1);
        assertThat(Odds.byChance(5, 0)).isEqualTo(1.0 / 32, within(1e-12));
        assertThat(Odds.byChance(8, 2)).isEqualTo(56.0 / 1024, within(1e-12));
        assertThat(Odds.byChance(2_000, 2_000)).isGreaterThan(0.5);
        assertThat(Odds.byChance(2_200, 1_800)).isLessThan(1e-9);
        assertThat(Odds.least(0, 0)).isZero();
        assertThat(Odds.most(0, 0)).isEqualTo(1);
        assertThat(Odds.least(90, 100)).isEqualTo(0.8256, within(1e-4));
        assertThat(Odds.most(90, 100)).isEqualTo(0.9448, within(1e-4));
        assertThat(Odds.most(10, 10)).isEqualTo(1, within(1e-9));
        assertThat(Odds.apart(50, 100, 30, 100)).isEqualTo(2.8868, within(1e-4));
        assertThat(Odds.apart(0, 10, 0, 10)).isZero();
    }

    private Detections report() {
        return pos.detections(Filter.all(clock.instant()), 10_000);
    }

    private static Figures of(Detections report, String topic) {
        return report.topics().stream()
                .filter(each -> each.code().equals(topic))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    private Message submit(String text) {
        clock.advance(Duration.ofSeconds(1));
        return pos.messages().submit(new Submission(Actor.citizen("anna"), text, oktmo("38701000")));
    }

    private void decide(String text, @Nullable String topic) {
        pos.messages().accept(submit(text).id(), topic, null, MODERATOR);
    }
}

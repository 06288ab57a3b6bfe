package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Pos.Trial;
import feedback.pos.Pos.Trial.Fired;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules would have done to messages of the past is seen before they are put in force. */
class DryRunTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(clock)
            .detector(text -> text.startsWith("Ямы")
                    ? new Detection(List.of(new Detection.Candidate("roads.potholes", 0.99)), true, 0.9, "m")
                    : Detection.none())
            .open();

    private Message send(String text) {
        // Messages of one instant stand in no order
        clock.advance(Duration.ofMinutes(1));
        return pos.messages().submit(new Submission(SampleRegion.anna(), text, oktmo("38701000")));
    }

    private void decide(Message message, String topic) {
        pos.messages().accept(message.id(), topic, null, SampleRegion.moderator());
    }

    @Test
    void each_rule_is_counted_with_what_persons_decided() {
        Message right = send("Яма у школы");
        Message wrong = send("Яма в бюджете");
        Message open = send("Яма во дворе");
        send("Нет отопления");
        decide(right, "roads.potholes");
        decide(wrong, "health.queue");
        Rules rules = Rules.of(List.of(
                Rule.of("pits", List.of("яма"), Then.topic("roads.potholes")),
                Rule.of("also", List.of("яма", "отопление"), Then.organization("kursk", null)),
                Rule.of("off", List.of("яма"), Then.topic("nothing"))));
        List<Trial> progress = new ArrayList<>();

        Trial trial = pos.dryRun(rules, 1_000, progress::add);

        assertThat(trial.examined()).isEqualTo(4);
        assertThat(trial.fired()).isEqualTo(4);
        assertThat(trial.rules().get(0))
                .isEqualTo(new Fired("pits", 3, 2, 1, 2, List.of(open.id(), wrong.id(), right.id())));
        assertThat(trial.rules().get(1).fired()).isEqualTo(1);
        assertThat(trial.rules().get(2)).isEqualTo(new Fired("off", 0, 0, 0, 0, List.of()));
        assertThat(progress).containsExactly(trial);
        assertThat(pos.messages().find(open.id()).orElseThrow())
                .as("nothing changes")
                .isEqualTo(open);
    }

    @Test
    void only_the_newest_are_read_and_few_are_named() {
        for (int i = 0; i < 30; i++) {
            send("Яма " + i);
        }
        Trial trial = pos.dryRun(Rules.of(List.of(Rule.of("pits", List.of("яма"), Then.hold("?")))), 25, any -> {});
        assertThat(trial.examined()).isEqualTo(25);
        assertThat(trial.rules().get(0).fired()).isEqualTo(25);
        assertThat(trial.rules().get(0).changed()).isZero();
        assertThat(trial.rules().get(0).samples()).hasSize(20);
        assertThat(pos.dryRun(Rules.none(), 0, any -> {}).examined()).isZero();
    }

    @Test
    void the_detector_is_asked_where_a_rule_asks_for_its_topic() {
        send("Ямы");
        Rule rule = new Rule(
                "asks", null, true, List.of(), List.of(), List.of(), "roads", null, null, null, Then.hold("?"));
        assertThat(pos.dryRun(Rules.of(List.of(rule)), 10, any -> {}).fired()).isEqualTo(1);
    }
}

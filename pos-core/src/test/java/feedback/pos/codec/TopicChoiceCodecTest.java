package feedback.pos.codec;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.deadline.Step;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Role;
import feedback.pos.topic.Detection.Candidate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Journals that were written before thresholds were kept are read on. */
class TopicChoiceCodecTest {
    private final Codec codec = new Codec();

    @Test
    void an_old_line_says_nothing_of_thresholds_and_confirmations() {
        Event set = read("TopicSet", """
                {"topic":{"code":"a.b","path":["a","a.b"],"fastTrack":true,"decidedBy":"MODEL","probability":0.9,
                "alternatives":[{"topic":"a.b","probability":0.9}],"model":"m1"}}""");

        assertThat(set)
                .isEqualTo(new Event.TopicSet(new TopicChoice(
                        "a.b",
                        List.of("a", "a.b"),
                        true,
                        DecidedBy.MODEL,
                        0.9,
                        List.of(new Candidate("a.b", 0.9)),
                        "m1")));
        assertThat(read("Accepted", "{\"comment\":\"да\"}")).isEqualTo(new Event.Accepted("да"));
        assertThat(codec.write(new Event.Accepted(null)))
                .as("nothing is written that old programs do not know")
                .isEqualTo("{}");
    }

    @Test
    void what_was_asked_comes_back() {
        TopicChoice choice = new TopicChoice("a", List.of("a"), false, DecidedBy.PERSON, null, List.of(), "m1")
                .asked(0.8, true, Mode.SHADOW)
                .promised(true, "b");

        assertThat(read("TopicSet", codec.write(new Event.TopicSet(choice)))).isEqualTo(new Event.TopicSet(choice));
        Event.Demoted told = new Event.Demoted(
                "a", "b", Instant.parse("2026-03-12T20:59:59Z"), Instant.parse("2026-04-01T20:59:59Z"), "так");
        assertThat(read("Demoted", codec.write(told))).isEqualTo(told);
        Step.Promised step = new Step.Promised("b", Instant.parse("2026-03-03T20:59:59Z"), ZoneId.of("Europe/Moscow"));
        assertThat(codec.readRecord(codec.writeRecord(step), Step.class)).isEqualTo(step);
    }

    private Event read(String type, String body) {
        return codec.readEvent(new Entry(new UUID(1, 1), 2, Instant.EPOCH, "m", Role.MODERATOR, type, body, ""));
    }
}

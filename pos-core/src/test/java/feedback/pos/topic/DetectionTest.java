package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feedback.pos.topic.Detection.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static final Candidate LIKELY = new Candidate("roads", 0.7);
    private static final Candidate UNLIKELY = new Candidate("water", 0.2);

    @Test
    void who_knows_nothing_proposes_nothing() {
        assertThat(Detection.none().candidates()).isEmpty();
        assertThat(Detection.none().accepted()).isFalse();
        assertThat(Detection.none().best()).isEmpty();
        assertThat(Detection.none().model()).isEqualTo("none");
    }

    @Test
    void the_best_is_accepted_from_the_threshold_on() {
        assertThat(detection(List.of(LIKELY, UNLIKELY), 0.7, "m").accepted()).isTrue();
        assertThat(detection(List.of(LIKELY, UNLIKELY), 0.71, "m").accepted()).isFalse();
        assertThat(detection(List.of(), 0, "m").accepted()).isFalse();
    }

    @Test
    void a_detection_that_contradicts_itself_cannot_be_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Detection(List.of(LIKELY), false, 0.6, "m"))
                .withMessageContaining("accepted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detection(List.of(UNLIKELY, LIKELY), 0.6, "m"))
                .withMessageContaining("best first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detection(List.of(LIKELY, new Candidate("x", 0.5)), 0.6, "m"))
                .withMessageContaining("add up");
        assertThatIllegalArgumentException().isThrownBy(() -> detection(List.of(), 1.1, "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Candidate("x", Double.NaN));
    }

    @Test
    void later_changes_of_the_list_do_not_reach_it() {
        List<Candidate> candidates = new ArrayList<>(List.of(LIKELY));
        Detection detection = detection(candidates, 0.6, "m");
        candidates.clear();

        assertThat(detection.best()).contains(LIKELY);
    }

    @Test
    void training_refuses_settings_that_make_no_sense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.defaults().withThreshold(1.5))
                .withMessageContaining("threshold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Training(0.95, 0.6, 5, 30, 1, 1, 10, 10, 10, 10))
                .withMessageContaining("featureBits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Training(0.95, 0.6, 5, 18, Double.NaN, 1, 10, 10, 10, 10))
                .withMessageContaining("cost");
    }

    @Test
    void an_example_without_a_topic_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Example("text", " "));
    }

    private static Detection detection(List<Candidate> ranked, double threshold, String model) {
        boolean reaches = !ranked.isEmpty() && ranked.get(0).probability() >= threshold;
        return new Detection(ranked, reaches, threshold, model);
    }
}

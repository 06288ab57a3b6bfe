package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.topic.Thresholds.Proposed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static final double CONFIDENCE = 0.25;

    @Test
    void the_precision_above_the_threshold_is_what_was_wanted_also_on_what_comes_next() {
        Random random = new Random(3);
        List<Proposed> seen = proposals(random, 5_000);
        double threshold = Thresholds.of(seen, 1, 0.95, 0.6)[0];

        List<Proposed> next = proposals(random, 20_000).stream()
                .filter(each -> each.probability() >= threshold)
                .toList();
        double precision = (double) next.stream().filter(Proposed::right).count() / next.size();
        assertThat(precision).isBetween(0.93, 0.98);
        assertThat(next).as("and no higher than it must be").hasSizeGreaterThan(1_500);
    }

    /** Probabilities that mean what they say. */
    private static List<Proposed> proposals(Random random, int count) {
        List<Proposed> proposals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double probability = random.nextDouble();
            proposals.add(new Proposed(0, probability, random.nextDouble() < probability));
        }
        return proposals;
    }

    @Test
    void a_topic_that_is_wrong_where_others_are_right_gets_a_higher_threshold() {
        List<Proposed> trials = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            trials.add(new Proposed(0, 0.9, true));
            if (i % 20 == 0) {
                trials.add(new Proposed(1, 0.92, i % 40 == 0));
            }
            if (i % 40 == 0) {
                trials.add(new Proposed(1, 0.99, true));
            }
        }
        double[] thresholds = Thresholds.of(trials, 3, 0.95, 0.6);

        assertThat(thresholds[0]).isEqualTo(0.9);
        assertThat(thresholds[1]).isEqualTo(0.99);
        assertThat(thresholds[2]).as("of which nothing is known").isEqualTo(0.9);
    }

    @Test
    void where_too_little_was_held_out_the_threshold_is_the_one_given() {
        assertThat(Thresholds.of(proposals(new Random(1), 99), 2, 0.95, 0.6)).containsExactly(0.6, 0.6);
    }

    @Test
    void nothing_is_taken_where_nothing_is_right_often_enough() {
        List<Proposed> trials = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            trials.add(new Proposed(0, 0.5 + i / 1_000.0, i % 2 == 0));
        }
        assertThat(Thresholds.of(trials, 1, 0.95, 0.6)).containsExactly(1.0);
    }

    @Test
    void where_chance_leaves_no_threshold_the_best_within_two_points_is_taken_and_none_further_away() {
        assertThat(Thresholds.of(surestFirst(6), 1, 0.95, 0.6)[0]).isBetween(0.5, 0.9);
        assertThat(Thresholds.of(surestFirst(12), 1, 0.95, 0.6)).containsExactly(1.0);
    }

    /** A hundred texts with wrong ones in even steps, the surest among them, and then as many of which half are wrong. */
    private static List<Proposed> surestFirst(int wrong) {
        List<Proposed> trials = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean right = i < 100 ? i % (100 / wrong) != 0 : i % 2 == 0;
            trials.add(new Proposed(0, 0.9 - i / 1_000.0, right));
        }
        return trials;
    }

    @Test
    void equal_probabilities_are_taken_or_left_together() {
        List<Proposed> trials = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            trials.add(new Proposed(0, 0.8, i % 2 == 0));
        }
        assertThat(Thresholds.lowest(trials, 0.95, CONFIDENCE)).isEqualTo(1);
    }
}

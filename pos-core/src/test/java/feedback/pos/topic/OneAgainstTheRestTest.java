package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneAgainstTheRestTest {

    private static final int ROWS = 200;
    private static final double COST = 1;

    @Test
    void a_lonely_example_is_drawn_to_its_side_as_far_as_the_cost_pays() {
        SparseVector text = new SparseVector(new int[] {3}, new float[] {1});

        float[] weights = new OneAgainstTheRest(List.of(text), new int[] {0}, ROWS, COST, 1).weights(0);

        // The lowest of w²/2 + (1 − (w − 1))² lies at 4/3
        assertThat(weights[3]).isBetween(1.30f, 1.36f);
        assertThat(weights[4]).isZero();
    }

    /** The gradient of what is minimised, computed plainly, is near 0 in every direction. */
    @Test
    void the_solution_is_the_lowest_point() {
        Random random = new Random(11);
        List<SparseVector> texts = new ArrayList<>();
        int[] topics = IntStream.range(0, 300).map(i -> i % 4).toArray();
        for (int topic : topics) {
            texts.add(text(topic, random));
        }
        for (int topic = 0; topic < 4; topic++) {
            float[] weights = new OneAgainstTheRest(texts, topics, ROWS, COST, 5).weights(topic);
            double start = objective(new float[ROWS], texts, topics, topic);
            double end = objective(weights, texts, topics, topic);
            assertThat(end).isLessThan(start / 2);
            for (int row = 0; row < ROWS; row++) {
                for (float step : new float[] {-0.1f, 0.1f}) {
                    float[] moved = weights.clone();
                    moved[row] += step;
                    assertThat(objective(moved, texts, topics, topic)).isGreaterThan(end - 0.01 * end);
                }
            }
        }
    }

    private static double objective(float[] weights, List<SparseVector> texts, int[] topics, int topic) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight * weight / 2;
        }
        for (int i = 0; i < topics.length; i++) {
            double side = topics[i] == topic ? 1 : -1;
            double miss = Math.max(0, 1 - side * (texts.get(i).dot(weights) + OneAgainstTheRest.NOTHING_KNOWN));
            sum += COST * miss * miss;
        }
        return sum;
    }

    /** Ten rows, most of them from the topic's quarter of the vocabulary. */
    private static SparseVector text(int topic, Random random) {
        int[] rows = IntStream.range(0, 10)
                .map(i -> random.nextInt(4) == 0 ? random.nextInt(ROWS) : topic * 50 + random.nextInt(50))
                .distinct()
                .toArray();
        float[] values = new float[rows.length];
        Arrays.fill(values, (float) Math.sqrt(1.0 / rows.length));
        return new SparseVector(rows, values);
    }
}

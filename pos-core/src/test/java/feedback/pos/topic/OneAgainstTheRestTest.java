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

    /** Compared with plain gradient descent on what is minimised. */
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

            double lowest = objective(descended(texts, topics, topic), texts, topics, topic);
            assertThat(objective(weights, texts, topics, topic)).isBetween(0.99 * lowest, 1.01 * lowest);
        }
    }

    private static float[] descended(List<SparseVector> texts, int[] topics, int topic) {
        float[] weights = new float[ROWS];
        for (int step = 0; step < 2_000; step++) {
            float[] gradient = weights.clone();
            for (int i = 0; i < topics.length; i++) {
                double side = topics[i] == topic ? 1 : -1;
                texts.get(i).addTo(gradient, -2 * COST * side * miss(weights, texts.get(i), side));
            }
            for (int row = 0; row < ROWS; row++) {
                weights[row] -= 0.005f * gradient[row];
            }
        }
        return weights;
    }

    private static double miss(float[] weights, SparseVector text, double side) {
        return Math.max(0, 1 - side * (text.dot(weights) + OneAgainstTheRest.NOTHING_KNOWN));
    }

    private static double objective(float[] weights, List<SparseVector> texts, int[] topics, int topic) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight * weight / 2;
        }
        for (int i = 0; i < topics.length; i++) {
            double side = topics[i] == topic ? 1 : -1;
            double miss = miss(weights, texts.get(i), side);
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

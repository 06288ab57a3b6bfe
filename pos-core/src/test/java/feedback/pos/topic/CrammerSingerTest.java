package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.topic.CrammerSinger.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrammerSingerTest {
    private static final int ROWS = 60;
    private static final int TOPICS = 5;
    private static final int TEXTS = 200;
    private static final double COST = 1;

    private final List<SparseVector> texts = new ArrayList<>();
    private final int[] labels = new int[TEXTS];

    /** Each topic has rows of its own and some that it shares; one label in ten is wrong. */
    private void makeTexts() {
        Random random = new Random(5);
        for (int text = 0; text < TEXTS; text++) {
            int topic = random.nextInt(TOPICS);
            int[] rows = random.ints(0, ROWS)
                    .filter(row -> row % TOPICS == topic || row < 10)
                    .distinct()
                    .limit(6)
                    .sorted()
                    .toArray();
            float[] values = new float[rows.length];
            Arrays.fill(values, (float) Math.sqrt(1.0 / rows.length));
            texts.add(new SparseVector(rows, values, 0, rows.length));
            labels[text] = random.nextInt(10) == 0 ? random.nextInt(TOPICS) : topic;
        }
    }

    private float[] learned(Standing standing) {
        double[] cost = new double[TEXTS];
        Arrays.fill(cost, COST);
        return new CrammerSinger(texts, labels, TOPICS, cost, 7, standing).weights();
    }

    /** Half the squared weights, and what the strongest wrong topic of each text comes too near. */
    private double objective(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += 0.5 * weight * weight;
        }
        for (int text = 0; text < TEXTS; text++) {
            double[] scores = new double[TOPICS];
            SparseVector vector = texts.get(text);
            for (int i = 0; i < vector.rows.length; i++) {
                for (int topic = 0; topic < TOPICS; topic++) {
                    scores[topic] += vector.values[i] * weights[vector.rows[i] * TOPICS + topic];
                }
            }
            double strongest = 0;
            for (int topic = 0; topic < TOPICS; topic++) {
                double over = scores[topic] - scores[labels[text]] + (topic == labels[text] ? 0 : 1);
                strongest = Math.max(strongest, over);
            }
            sum += COST * strongest;
        }
        return sum;
    }

    @Test
    void no_step_in_any_direction_makes_the_solution_noticeably_better() {
        makeTexts();
        float[] weights = learned(CrammerSinger.sums(texts, TOPICS, ROWS));
        double found = objective(weights);

        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            float[] moved = weights.clone();
            double step = Math.pow(10, -3 * random.nextDouble());
            for (int cell = 0; cell < moved.length; cell++) {
                moved[cell] += (float) (step * random.nextGaussian() / Math.sqrt(moved.length));
            }
            assertThat(objective(moved)).isGreaterThan(found * 0.995);
        }
        assertThat(found).as("better than knowing nothing").isLessThan(0.6 * objective(new float[ROWS * TOPICS]));
    }

    @Test
    void kept_products_and_kept_sums_come_to_the_same_solution() {
        makeTexts();
        float[] bySums = learned(CrammerSinger.sums(texts, TOPICS, ROWS));
        float[] byProducts = learned(CrammerSinger.products(texts, TOPICS, ROWS));

        assertThat(objective(byProducts)).isCloseTo(objective(bySums), within(0.01 * objective(bySums)));
        for (int cell = 0; cell < bySums.length; cell++) {
            assertThat(byProducts[cell]).isCloseTo(bySums[cell], within(0.1f));
        }
    }

    @Test
    void the_weights_of_a_row_add_up_to_nothing_over_the_topics() {
        makeTexts();
        float[] weights = learned(CrammerSinger.products(texts, TOPICS, ROWS));

        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int topic = 0; topic < TOPICS; topic++) {
                sum += weights[row * TOPICS + topic];
            }
            assertThat(sum).isCloseTo(0, within(1e-3));
        }
    }
}

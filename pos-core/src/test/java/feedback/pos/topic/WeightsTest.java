package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final int ROWS = 500;
    private static final int TOPICS = 7;

    @Test
    void rounding_to_bytes_hardly_moves_a_score() {
        Random random = new Random(4);
        float[] plain = new float[ROWS * TOPICS];
        for (int cell = 0; cell < plain.length; cell++) {
            plain[cell] = (float) random.nextGaussian() * (cell % TOPICS + 1);
        }
        Weights weights = new Weights(plain, TOPICS);
        for (int i = 0; i < 200; i++) {
            SparseVector text = text(random);
            double[] scores = weights.scores(text);
            for (int topic = 0; topic < TOPICS; topic++) {
                double exact = 0;
                for (int at = 0; at < text.rows.length; at++) {
                    exact += (double) text.values[at] * plain[text.rows[at] * TOPICS + topic];
                }
                assertThat(scores[topic]).isCloseTo(exact, within(0.04 * (topic + 1)));
            }
        }
    }

    @Test
    void a_topic_that_has_no_weights_scores_nothing() {
        Weights weights = new Weights(new float[ROWS], 1);

        assertThat(weights.scores(text(new Random(1)))).containsExactly(0);
        assertThat(weights.at(3, 0)).isZero();
    }

    private static SparseVector text(Random random) {
        int[] rows = IntStream.range(0, 16).map(i -> random.nextInt(ROWS)).toArray();
        float[] values = new float[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() / 4;
        }
        return new SparseVector(rows, values, 0, rows.length);
    }
}

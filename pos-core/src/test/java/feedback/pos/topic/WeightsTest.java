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
        float[][] plain = new float[TOPICS][ROWS];
        Weights weights = new Weights(ROWS, TOPICS);
        for (int topic = 0; topic < TOPICS; topic++) {
            for (int row = 0; row < ROWS; row++) {
                plain[topic][row] = (float) random.nextGaussian() * (topic + 1);
            }
            weights.put(topic, plain[topic]);
        }
        for (int i = 0; i < 200; i++) {
            SparseVector text = text(random);
            double[] scores = weights.scores(text);
            for (int topic = 0; topic < TOPICS; topic++) {
                assertThat(scores[topic])
                        .isCloseTo(
                                text.dot(plain[topic]) + OneAgainstTheRest.NOTHING_KNOWN, within(0.04 * (topic + 1)));
            }
        }
    }

    @Test
    void a_topic_that_was_never_put_scores_as_not_this_topic() {
        Weights weights = new Weights(ROWS, 1);
        weights.put(0, new float[ROWS]);

        assertThat(weights.scores(text(new Random(1)))).containsExactly(OneAgainstTheRest.NOTHING_KNOWN);
    }

    private static SparseVector text(Random random) {
        int[] rows = IntStream.range(0, 16).map(i -> random.nextInt(ROWS)).toArray();
        float[] values = new float[rows.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() / 4;
        }
        return new SparseVector(rows, values);
    }
}

package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final int ROWS = 100;

    private static SparseVector words(int... rows) {
        float[] values = new float[rows.length];
        Arrays.fill(values, (float) (1 / Math.sqrt(rows.length)));
        return new SparseVector(rows, values, 0, rows.length);
    }

    @Test
    void the_nearest_text_speaks_for_its_topic() {
        Neighbours neighbours =
                Neighbours.of(List.of(words(1, 2, 3), words(1, 4, 5), words(6, 7, 8)), new int[] {0, 1, 2}, 3, ROWS);

        double[] votes = neighbours.votes(words(1, 2, 9));
        assertThat(votes[0]).isGreaterThan(votes[1]);
        assertThat(votes[1]).isGreaterThan(votes[2]);
        // Two words in common against one, in the third power
        assertThat(Math.exp(votes[0])).isCloseTo(8.0 / 9 + 0.002, within(1e-6));
    }

    @Test
    void nobody_votes_about_a_text_that_has_no_word_in_common() {
        Neighbours neighbours = Neighbours.of(List.of(words(1, 2)), new int[] {0}, 1, ROWS);

        assertThat(neighbours.votes(words(8, 9))).containsExactly(0);
    }

    @Test
    void only_the_sixty_nearest_vote() {
        List<SparseVector> texts = new ArrayList<>();
        int[] labels = new int[160];
        for (int text = 0; text < labels.length; text++) {
            boolean near = text < 60;
            texts.add(near ? words(1, 2) : words(1, 50));
            labels[text] = near ? 0 : 1;
        }
        double[] votes = Neighbours.of(texts, labels, 2, ROWS).votes(words(1, 2));

        assertThat(Math.exp(votes[0])).isCloseTo(1.002, within(1e-6));
        assertThat(Math.exp(votes[1])).isCloseTo(0.002, within(1e-6));
    }

    @Test
    void the_nearest_vote_wherever_they_stand_among_many_that_are_alike() {
        List<SparseVector> texts = new ArrayList<>();
        int[] labels = new int[101];
        for (int text = 0; text < 100; text++) {
            texts.add(words(1, 50));
        }
        texts.add(words(1, 2));
        labels[100] = 1;
        double[] votes = Neighbours.of(texts, labels, 2, ROWS).votes(words(1, 2));

        // 59 of the hundred, each half as like
        assertThat(Math.exp(votes[1])).isCloseTo(1 / (1 + 59 / 8.0) + 0.002, within(1e-5));
    }

    @Test
    void groups_of_letters_and_pairs_have_no_vote() {
        SparseVector text = new SparseVector(new int[] {1, 2, 3}, new float[] {1, 1, 1}, 1, 2);
        Neighbours neighbours = Neighbours.of(List.of(text), new int[] {0}, 1, ROWS);

        assertThat(neighbours.votes(words(1))).containsExactly(0);
        assertThat(neighbours.votes(words(2))[0]).isNotZero();
    }
}

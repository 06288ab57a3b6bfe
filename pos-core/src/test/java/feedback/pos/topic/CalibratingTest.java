package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratingTest {

    private static final int TOPICS = 12;

    /**
     * A world in which a score means as much as the slope says, but for some messages that a person has filed anyhow: these bend the
     * truth as no logistic curve can.
     */
    @ParameterizedTest
    @CsvSource({"3, 0, 0.05", "8, 0, 0.05", "20, 0, 0.05", "8, 0.3, 0.1", "20, 0.5, 0.12"})
    void probabilities_mean_what_they_say(double slope, double anyhow, double tolerance) {
        Random random = new Random(42);
        Trials trials = new Trials();
        for (int i = 0; i < 3_000; i++) {
            double[] scores = scores(random);
            trials.add(scores, truth(scores, slope, anyhow, random));
        }
        Calibration calibration = new Calibrating(trials, TOPICS).result();

        double[] promised = new double[5];
        double[] kept = new double[5];
        int[] texts = new int[5];
        for (int i = 0; i < 20_000; i++) {
            double[] scores = scores(random);
            double[] probabilities = calibration.probabilities(scores);
            int best = Calibration.best(probabilities);
            int bin = Math.min(4, (int) (5 * probabilities[best]));
            promised[bin] += probabilities[best];
            kept[bin] += truth(scores, slope, anyhow, random) == best ? 1 : 0;
            texts[bin]++;
        }
        for (int bin = 0; bin < 5; bin++) {
            if (texts[bin] > 500) {
                assertThat(promised[bin] / texts[bin]).isCloseTo(kept[bin] / texts[bin], within(tolerance));
            }
        }
    }

    @Test
    void too_few_texts_teach_nothing_and_leave_the_careful_default() {
        Trials trials = new Trials();
        Random random = new Random(1);
        for (int i = 0; i < 49; i++) {
            trials.add(scores(random), 0);
        }

        double[] scores = scores(random);
        assertThat(new Calibrating(trials, TOPICS).result().probabilities(scores))
                .isEqualTo(Calibration.careful(TOPICS).probabilities(scores));
    }

    @Test
    void scores_without_any_meaning_leave_the_careful_default_or_make_nothing_sure() {
        Random random = new Random(3);
        Trials trials = new Trials();
        for (int i = 0; i < 2_000; i++) {
            trials.add(scores(random), random.nextInt(TOPICS));
        }
        Calibration calibration = new Calibrating(trials, TOPICS).result();

        for (int i = 0; i < 1_000; i++) {
            double[] probabilities = calibration.probabilities(scores(random));
            assertThat(probabilities[Calibration.best(probabilities)]).isLessThan(0.6);
        }
    }

    @Test
    void the_curve_never_puts_the_second_before_the_first() {
        double[] scores = {0.30, 0.31, -1, -0.9};

        double[] probabilities = new Calibration(8, new double[] {-3, 0.5, 0}, new double[4]).probabilities(scores);

        assertThat(probabilities[0]).isEqualTo(probabilities[1]);
        assertThat(Arrays.stream(probabilities).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void where_all_scores_say_no_none_of_them_is_the_likeliest() {
        double[] probabilities = Calibration.careful(TOPICS).probabilities(new double[TOPICS]);

        assertThat(Arrays.stream(probabilities).sum()).isLessThanOrEqualTo(1);
        assertThat(probabilities[0]).isLessThan(0.3);
    }

    @Test
    void a_topic_that_is_proposed_in_vain_is_believed_less_than_the_others() {
        Random random = new Random(11);
        Trials trials = new Trials();
        for (int i = 0; i < 4_000; i++) {
            double[] scores = scores(random);
            int truth = truth(scores, 12, 0, random);
            // What belongs to topic 0 was filed under topic 1 by whoever decided
            trials.add(scores, truth == 0 ? 1 : truth);
        }
        Calibration calibration = new Calibrating(trials, TOPICS).result();

        double[] first = new double[TOPICS];
        first[0] = 0.5;
        double[] third = new double[TOPICS];
        third[2] = 0.5;
        assertThat(calibration.probabilities(first)[0]).isLessThan(calibration.probabilities(third)[2] - 0.3);
    }

    private static double[] scores(Random random) {
        return random.doubles(TOPICS, -1, 0.5).toArray();
    }

    private static int truth(double[] scores, double slope, double anyhow, Random random) {
        if (random.nextDouble() < anyhow) {
            return random.nextInt(TOPICS);
        }
        double[] shares = Calibration.shares(scores, slope);
        double left = random.nextDouble();
        for (int topic = 0; topic < shares.length; topic++) {
            left -= shares[topic];
            if (left < 0) {
                return topic;
            }
        }
        return Trials.UNKNOWN;
    }
}

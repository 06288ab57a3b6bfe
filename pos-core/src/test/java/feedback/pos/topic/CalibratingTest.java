package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratingTest {

    private static final int TOPICS = 12;

    /** A world in which a score means as much as the slope says, but for some messages that a person has filed anyhow. */
    @ParameterizedTest
    @CsvSource({"3, 0", "8, 0", "20, 0", "8, 0.3", "20, 0.5"})
    void probabilities_mean_what_they_say(double slope, double anyhow) {
        Random random = new Random(42);
        Calibrating calibrating = new Calibrating();
        for (int i = 0; i < 3_000; i++) {
            double[] scores = scores(random);
            calibrating.add(scores, truth(scores, slope, anyhow, random));
        }
        Calibration calibration = calibrating.result();

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
                assertThat(promised[bin] / texts[bin])
                        .isBetween(kept[bin] / texts[bin] - 0.05, kept[bin] / texts[bin] + 0.05);
            }
        }
    }

    @Test
    void too_few_texts_teach_nothing_and_leave_the_careful_default() {
        Calibrating calibrating = new Calibrating();
        Random random = new Random(1);
        for (int i = 0; i < 49; i++) {
            calibrating.add(scores(random), 0);
        }

        assertThat(calibrating.result()).isSameAs(Calibration.CAREFUL);
    }

    @Test
    void scores_without_any_meaning_leave_the_careful_default_or_make_nothing_sure() {
        Random random = new Random(3);
        Calibrating calibrating = new Calibrating();
        for (int i = 0; i < 2_000; i++) {
            calibrating.add(scores(random), random.nextInt(TOPICS));
        }
        Calibration calibration = calibrating.result();

        for (int i = 0; i < 1_000; i++) {
            double[] probabilities = calibration.probabilities(scores(random));
            assertThat(probabilities[Calibration.best(probabilities)]).isLessThan(0.6);
        }
    }

    @Test
    void the_curve_never_puts_the_second_before_the_first() {
        double[] scores = {0.30, 0.31, -1, -0.9};

        double[] probabilities = new Calibration(8, 0.5, -3).probabilities(scores);

        assertThat(Calibration.best(probabilities)).isEqualTo(0);
        assertThat(probabilities[0]).isEqualTo(probabilities[1]);
        assertThat(Arrays.stream(probabilities).sum()).isLessThanOrEqualTo(1);
    }

    @Test
    void where_all_scores_say_no_none_of_them_is_the_likeliest() {
        double[] allNo = new double[TOPICS];
        Arrays.fill(allNo, OneAgainstTheRest.NOTHING_KNOWN);

        double[] probabilities = Calibration.CAREFUL.probabilities(allNo);

        assertThat(Arrays.stream(probabilities).sum()).isLessThanOrEqualTo(1);
        assertThat(probabilities[0]).isLessThan(0.3);
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
        return Calibrating.UNKNOWN;
    }
}

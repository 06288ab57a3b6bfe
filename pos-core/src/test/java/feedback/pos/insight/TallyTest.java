package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void nothing_has_no_mean_and_no_median() {
        assertThat(new Tally().mean()).isNull();
        assertThat(new Tally().quantile(0.5)).isNull();
    }

    @Test
    void of_an_even_number_the_median_is_the_lower_of_the_two_in_the_middle() {
        Tally tally = new Tally();
        tally.add(10, 1);
        tally.add(2, 1);
        assertThat(tally.quantile(0.5)).isEqualTo(2);
        assertThat(tally.mean()).isEqualTo(6);
    }

    @Test
    void quantiles_are_those_of_the_sorted_list() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            Tally tally = new Tally();
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(50); i++) {
                int value = random.nextInt(60);
                int times = 1 + random.nextInt(3);
                tally.add(value, times);
                all.addAll(Collections.nCopies(times, value));
            }
            Collections.sort(all);
            for (double share : List.of(0.5, 0.9)) {
                int rank = (int) Math.ceil(share * all.size());
                assertThat(tally.quantile(share)).isEqualTo(all.get(rank - 1).doubleValue());
            }
            assertThat(tally.mean())
                    .isEqualTo(
                            all.stream().mapToInt(Integer::intValue).average().orElseThrow());
        }
    }
}

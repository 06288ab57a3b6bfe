package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cells that are too few are put together, and nothing is lost or counted twice. */
class MergingTest {
    private static final int K = 5;
    private static final List<Crowd> NONE = List.of(Crowd.nobody());

    private static List<Crowd> crowd(int messages, Object where) {
        return List.of(ReleaseTest.crowd(messages, where + "/"));
    }

    @Test
    void what_is_too_few_goes_up_with_its_neighbours() {
        Merging map = Merging.of(
                Map.of(
                        new Cell(12, 8, 8), crowd(9, "a"),
                        new Cell(12, 9, 8), crowd(2, "b"),
                        new Cell(12, 10, 9), crowd(3, "c")),
                NONE,
                K);
        assertThat(map.shown())
                .extracting(each -> each.cell() + ": " + each.messages())
                .containsExactly("12/8/8: 9", "10/2/2: 5");
        assertThat(map.rest()).isEqualTo(NONE);
    }

    @Test
    void what_stays_too_few_takes_the_smallest_cell_with_it() {
        Merging map = Merging.of(
                Map.of(
                        new Cell(12, 8, 8), crowd(9, "a"),
                        new Cell(12, 0, 0), crowd(6, "b"),
                        new Cell(12, 4000, 4000), crowd(1, "c")),
                NONE,
                K);
        assertThat(map.shown()).extracting(Merging.Shown::messages).containsExactly(9L);
        assertThat(map.rest().get(0).messages()).isEqualTo(7);
        assertThat(map.restHides()).isTrue();
    }

    @Test
    void all_of_one_person_stays_hidden() {
        Merging map = Merging.of(
                Map.of(
                        new Cell(12, 8, 8), List.of(new Crowd(9, Set.of("anna"))),
                        new Cell(12, 9, 8), List.of(new Crowd(3, Set.of("anna")))),
                NONE,
                K);
        assertThat(map.shown()).isEmpty();
        assertThat(map.restHides()).isFalse();
    }

    @Test
    void an_empty_map_is_empty() {
        assertThat(Merging.of(Map.of(), NONE, K).shown()).isEmpty();
        assertThat(Merging.of(Map.of(), NONE, K).restHides()).isTrue();
    }

    @Test
    void sums_are_kept_every_number_is_enough_and_the_order_does_not_matter() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int periods = 1 + random.nextInt(2);
            Map<Cell, List<Crowd>> counts = new LinkedHashMap<>();
            for (int i = 0; i < random.nextInt(60); i++) {
                Cell cell = new Cell(10, 500 + random.nextInt(20), 500 + random.nextInt(20));
                List<Crowd> crowds = new ArrayList<>();
                for (int period = 0; period < periods; period++) {
                    crowds.add(ReleaseTest.crowd(random.nextInt(4) * random.nextInt(5), seed + "/" + i + "/" + period));
                }
                counts.put(cell, crowds);
            }
            List<Crowd> rest = Collections.nCopies(periods, Crowd.nobody());
            Merging map = Merging.of(counts, rest, K);
            for (int period = 0; period < periods; period++) {
                int at = period;
                long shown = map.shown().stream()
                        .mapToLong(each -> each.crowds().get(at).messages())
                        .sum();
                long all = counts.values().stream()
                        .mapToLong(each -> each.get(at).messages())
                        .sum();
                assertThat(shown + map.rest().get(at).messages()).isEqualTo(all);
                assertThat(map.shown())
                        .allMatch(each -> each.crowds().get(at).isEmpty()
                                || each.crowds().get(at).messages() >= K);
            }
            assertThat(map.restHides() || map.shown().isEmpty()).isTrue();
            List<Map.Entry<Cell, List<Crowd>>> shuffled = new ArrayList<>(counts.entrySet());
            Collections.shuffle(shuffled, random);
            Map<Cell, List<Crowd>> other = new LinkedHashMap<>();
            shuffled.forEach(each -> other.put(each.getKey(), each.getValue()));
            assertThat(Merging.of(other, rest, K)).isEqualTo(map);
            assertThat(Merging.of(new HashMap<>(counts), rest, K)).isEqualTo(map);
        }
    }
}

package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BagTest {
    private static Bag of(Map<Long, Long> amounts) {
        Bag bag = new Bag();
        amounts.forEach((mark, amount) -> bag.add(new Mark(mark), amount));
        return bag;
    }

    private static Map<Long, Long> amounts(Bag bag) {
        Map<Long, Long> amounts = new TreeMap<>();
        bag.forEach(
                (mark, amount) -> assertThat(amounts.put(mark.bits(), amount)).isNull());
        return amounts;
    }

    /** Few marks, so that amounts come to nothing again and again, or many; next to each other, or differing in high bits alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 100, 5_000})
    void it_holds_what_a_map_of_amounts_holds(int different) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int shift = random.nextInt(45);
            Map<Long, Long> expected = new TreeMap<>();
            Bag bag = new Bag();
            for (int step = 0; step < 4 * different + 50; step++) {
                long mark = (long) random.nextInt(different) << shift;
                long held = expected.getOrDefault(mark, 0L);
                long amount = random.nextInt(3) == 0 ? -held : random.nextInt(5) - held / 2;
                bag.add(new Mark(mark), amount);
                expected.merge(mark, amount, (one, other) -> one + other == 0 ? null : Long.valueOf(one + other));
                if (expected.getOrDefault(mark, 0L) == 0) {
                    expected.remove(mark);
                }
            }
            assertThat(amounts(bag)).isEqualTo(expected);
            assertThat(bag.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(bag.count())
                    .isEqualTo(expected.values().stream().mapToLong(n -> n).sum());
            assertThat(bag).isEqualTo(of(expected)).hasSameHashCodeAs(of(expected));
            assertThat(new Bag().add(bag).add(bag).count(mark -> true)).isEqualTo(2 * bag.count());
            Map<Long, Long> even = new TreeMap<>(expected);
            even.keySet().removeIf(mark -> (mark >> shift) % 2 != 0);
            assertThat(amounts(bag.only(mark -> (mark.bits() >> shift) % 2 == 0)))
                    .isEqualTo(even);
            if (expected.values().stream().allMatch(amount -> amount > 0)) {
                assertThat(new Bag().add(bag.bytes())).isEqualTo(bag);
                assertThat(of(expected).bytes()).isEqualTo(bag.bytes());
            }
        }
    }

    @Test
    void bags_differ_in_marks_and_in_amounts() {
        Bag bag = of(Map.of(1L, 2L, 7L, 1L));
        assertThat(bag)
                .isNotEqualTo(of(Map.of(1L, 1L, 7L, 2L)))
                .isNotEqualTo(of(Map.of(1L, 2L)))
                .isNotEqualTo(of(Map.of(1L, 2L, 8L, 1L)))
                .isNotEqualTo(new Bag());
        assertThat(new Bag().add(new Mark(5), 0)).isEqualTo(new Bag());
    }

    @Test
    void what_is_counted_less_than_never_is_not_written() {
        Bag bag = of(Map.of(1L, -1L));
        assertThatIllegalStateException().isThrownBy(bag::bytes).withMessageContaining("less than never");
    }
}

package feedback.pos.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntMapTest {

    @Test
    void it_holds_what_a_plain_map_holds() {
        Random random = new Random(99);
        Map<Integer, Integer> plain = new TreeMap<>();
        IntMap map = new IntMap();
        for (int i = 0; i < 50_000; i++) {
            // Zero, negative keys and repetitions among them
            int key = random.nextInt(3) == 0 ? random.nextInt(2_000) - 1_000 : random.nextInt();
            int value = 1 + random.nextInt(1_000);
            plain.put(key, value);
            map.put(key, value);
        }

        assertThat(map.size()).isEqualTo(plain.size());
        assertThat(map.sortedKeys()).containsExactly(plain.keySet().toArray(Integer[]::new));
        assertThat(plain).allSatisfy((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        assertThat(random.ints(10_000).filter(key -> !plain.containsKey(key))).allMatch(key -> map.get(key) == 0);
    }
}

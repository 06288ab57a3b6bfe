package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZoneTest {
    @Test
    void zones_meet_where_a_cell_lies_in_both() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Zone one = any(random);
            Zone other = any(random);
            boolean isMet = false;
            for (int cell = 0; cell < 256; cell++) {
                Cell each = new Cell(4, cell % 16, cell / 16);
                isMet |= one.contains(each) && other.contains(each);
            }
            assertThat(one.meets(other)).as(one + " and " + other).isEqualTo(isMet);
        }
    }

    /** At levels 2 and 4, within the earth. */
    private static Zone any(Random random) {
        int level = 2 + 2 * random.nextInt(2);
        int span = 1 + random.nextInt(2);
        return new Zone(level, random.nextInt(1 << level), random.nextInt((1 << level) - span + 1), span);
    }

    @Test
    void the_whole_region_meets_and_contains_everything() {
        assertThat(Zone.whole().meets(new Zone(16, 1, 1, 1))).isTrue();
        assertThat(new Zone(16, 1, 1, 1).meets(Zone.whole())).isTrue();
        assertThat(Zone.whole().contains(new Point(-90, 180))).isTrue();
        assertThat(Zone.whole().west()).isEqualTo(-180);
        assertThat(Zone.whole().north()).isEqualTo(90);
    }

    @Test
    void four_cells_at_the_line_where_the_days_meet_lie_beside_each_other() {
        Zone zone = new Zone(4, 15, 7, 2);
        assertThat(zone.contains(new Point(1, 179))).isTrue();
        assertThat(zone.contains(new Point(1, -179))).isTrue();
        assertThat(zone.contains(new Point(1, 1))).isFalse();
        assertThat(zone.west()).isEqualTo(157.5);
        assertThat(zone.east()).isEqualTo(-157.5);
    }
}

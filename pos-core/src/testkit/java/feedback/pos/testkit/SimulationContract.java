package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the platform promises over a storage whatever happens, as tests: hundreds of small worlds by chance, see
 * {@link Simulation}. A storage's own test implements this and says how an empty one is opened:
 *
 * <pre>{@code
 * class MyStorageTest implements SimulationContract {
 *     @Override
 *     public Storage open() {
 *         return MyStorage.in(new TemporaryPlace());
 *     }
 * }
 * }</pre>
 *
 * A seed that failed is lived through again with {@code -Dpos.simulation.seed=N}; {@code -Dpos.simulation.seeds=N} and
 * {@code -Dpos.simulation.from=N} let a night's worth of them run.
 */
public interface SimulationContract extends Simulation.World {

    /** How many seeds are lived through. */
    default int seeds() {
        return 200;
    }

    /** How many things are done in each. */
    default int steps() {
        return 80;
    }

    /** What happens in the world of the seed, a line each. */
    default List<String> replay(long seed) {
        return Simulation.run(this, seed, steps());
    }

    @Test
    default void whatever_happens_nothing_is_lost_and_nothing_happens_twice() {
        Long one = Long.getLong("pos.simulation.seed");
        if (one != null) {
            System.out.println(String.join("\n", replay(one)));
            return;
        }
        long from = Long.getLong("pos.simulation.from", 1);
        long seeds = Long.getLong("pos.simulation.seeds", seeds());
        for (long seed = from; seed < from + seeds; seed++) {
            replay(seed);
        }
    }

    @Test
    default void a_seed_is_a_history() {
        List<String> history = replay(7);
        assertThat(replay(7)).isEqualTo(history);
        assertThat(replay(8)).isNotEqualTo(history);
    }
}

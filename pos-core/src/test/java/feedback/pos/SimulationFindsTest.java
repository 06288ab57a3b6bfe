package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import feedback.pos.testkit.Simulation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The simulation sees what it is there to see: storages that break a promise are found within few seeds. */
class SimulationFindsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("feedback.pos");
    private static final int SEEDS = 300;
    private static final int STEPS = 80;

    @BeforeAll
    static void be_quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    /** What the first seed says that fails. */
    private static String found(Simulation.World world) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String failure = failure(world, seed);
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return fail("nothing was found");
    }

    private static String failure(Simulation.World world, long seed) {
        try {
            Simulation.run(world, seed, STEPS);
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_storage_that_does_not_compare_versions() {
        assertThat(found(BrokenWorlds::withoutVersionCheck)).contains("won and had to lose");
    }

    @Test
    void a_storage_that_does_not_say_what_lost() {
        assertThat(found(BrokenWorlds::withoutLosers)).contains("won and had to lose");
    }

    @Test
    void a_storage_that_tears_changes_apart() {
        assertThat(found(BrokenWorlds::tearingChangesApart)).contains("had to");
    }

    @Test
    void a_storage_that_does_not_mind_once_keys() {
        assertThat(found(BrokenWorlds::withoutOnceKeys)).contains("won and had to lose");
    }

    @Test
    void a_storage_that_forgets_the_wake_after_a_sweep() {
        assertThat(found(BrokenWorlds::sweepingOnce)).contains("the wake of");
    }

    @Test
    void an_outbox_that_strikes_off_before_it_was_told() {
        assertThat(found(BrokenWorlds::strikingOffFirst)).containsAnyOf("was never told", " before v");
    }

    @Test
    void a_storage_that_loses_the_last_commit_when_somebody_dies() {
        assertThat(found(BrokenWorlds.losingTheLastCommit())).isNotEmpty();
    }

    @Test
    void a_seed_that_fails_tells_what_happened_and_fails_again_in_the_same_way() {
        String failure = found(BrokenWorlds::strikingOffFirst);
        long seed = Long.parseLong(failure.replaceFirst("(?s)seed (\\d+):.*", "$1"));
        assertThat(failure)
                .contains("sweeps")
                .contains("-> ")
                .endsWith(failure.lines().findFirst().orElseThrow());
        assertThat(failure(BrokenWorlds::strikingOffFirst, seed)).isEqualTo(failure);
    }
}

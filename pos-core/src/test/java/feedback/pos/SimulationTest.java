package feedback.pos;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SimulationContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.slf4j.LoggerFactory;

/** A thousand small worlds over the storage in memory. */
class SimulationTest implements SimulationContract {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("feedback.pos");

    @BeforeAll
    static void be_quiet() {
        // What goes wrong on purpose would be told a hundred thousand times
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @Override
    public Storage open() {
        return Storage.inMemory();
    }

    @Override
    public int seeds() {
        return 1_000;
    }
}

package feedback.pos.jdbc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the platform from telling a hundred thousand times what a simulation lets go wrong on purpose. */
final class Quiet {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("feedback.pos");

    private Quiet() {}

    static void begin() {
        LOG.setLevel(Level.OFF);
    }

    static void end() {
        LOG.setLevel(null);
    }
}

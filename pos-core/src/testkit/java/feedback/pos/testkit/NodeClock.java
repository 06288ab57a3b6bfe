package feedback.pos.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * The clock of one simulated node: the world's time and what this clock is wrong by. Looking at a clock takes time, and no
 * two looks in the world give the same millisecond: ids are made of it, so their order follows from the seed too.
 */
final class NodeClock implements InstantSource {

    /** The true time of a simulated world. */
    static final class WorldTime {
        private final Set<Long> given = new HashSet<>();
        private long millis = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

        void advance(Duration by) {
            millis += by.toMillis();
        }

        void set(Instant instant) {
            millis = instant.toEpochMilli();
        }

        private long look(long wrongBy) {
            millis++;
            long seen = millis + wrongBy;
            while (!given.add(seen)) {
                seen++;
            }
            return seen;
        }
    }

    private final WorldTime world;
    private long wrongBy;

    NodeClock(WorldTime world) {
        this.world = world;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(world.look(wrongBy));
    }

    /** Without taking time. */
    Instant glance() {
        return Instant.ofEpochMilli(world.millis + wrongBy);
    }

    void jump(Duration by) {
        wrongBy += by.toMillis();
    }

    /** Sets the clock right but for this. */
    void setRight(Duration but) {
        wrongBy = but.toMillis();
    }
}

package feedback.pos.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long something takes, again and again. */
final class Times {
    private Times() {}

    /** What is done. */
    interface Look {
        void once() throws Exception;
    }

    /** The milliseconds of each time, for so long, at least once. */
    static double[] of(Duration round, Look look) throws Exception {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + round.toNanos();
        long now = System.nanoTime();
        do {
            long began = now;
            look.once();
            now = System.nanoTime();
            times.add((now - began) / 1e6);
        } while (now < end);
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

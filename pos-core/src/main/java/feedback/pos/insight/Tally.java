package feedback.pos.insight;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whole numbers, each with how often it occurs. Not thread-safe. */
final class Tally {
    private final SortedMap<Integer, Long> counts = new TreeMap<>();
    private long count;

    void add(int value, long times) {
        counts.merge(value, times, Long::sum);
        count += times;
    }

    /** Null of nothing. */
    @Nullable
    Double mean() {
        long sum = 0;
        for (Map.Entry<Integer, Long> each : counts.entrySet()) {
            sum += each.getKey() * each.getValue();
        }
        return count == 0 ? null : (Double) ((double) sum / count);
    }

    /**
     * The least value up to which at least this share of all lie (the nearest rank, without interpolation: a number of days that somebody has
     * really waited); null of nothing.
     */
    @Nullable
    Double quantile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (Map.Entry<Integer, Long> each : counts.entrySet()) {
            seen += each.getValue();
            if (seen >= rank) {
                return (Double) (double) each.getKey();
            }
        }
        return null;
    }
}

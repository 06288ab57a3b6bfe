package feedback.pos.http.api;

import feedback.pos.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clock that can be put forward and then goes on from there. How far it was put forward is kept, so that a demo that is
 * started again does not fall back behind its own messages. Thread-safe.
 */
public final class DemoClock implements InstantSource {
    private static final String KIND = "demo";
    private static final String KEY = "clock";
    private static final Duration FARTHEST = Duration.ofDays(3_650);

    private final Records records;
    private final InstantSource real;
    private volatile Duration ahead = Duration.ZERO;

    /** A clock as far ahead of the real one as it was put before. */
    public DemoClock(Records records, InstantSource real) {
        this.records = records;
        this.real = real;
        follow();
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** Goes as far ahead as it was put by another node. */
    public void follow() {
        keep(read(records.get(KIND, KEY).orElse(null)));
    }

    private synchronized void keep(Duration found) {
        if (found.compareTo(ahead) > 0) {
            ahead = found;
        }
    }

    private static Duration read(@Nullable String body) {
        return body == null ? Duration.ZERO : Duration.parse(body.replace("\"", ""));
    }

    /** Puts it forward for all nodes; says whether it went that far: never back, and at most ten years in all. */
    boolean advance(Duration by) {
        if (by.isNegative() || by.compareTo(FARTHEST) > 0) {
            return false;
        }
        while (true) {
            String seen = records.get(KIND, KEY).orElse(null);
            Duration next = read(seen).plus(by);
            if (next.compareTo(FARTHEST) > 0) {
                return false;
            }
            List<Records.Document> put = List.of(new Records.Document(KIND, KEY, "\"" + next + "\""));
            if (records.putIfUnchanged(KIND, KEY, seen, put)) {
                keep(next);
                return true;
            }
        }
    }
}

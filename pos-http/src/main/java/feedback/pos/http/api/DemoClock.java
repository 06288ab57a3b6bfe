package feedback.pos.http.api;

import feedback.pos.store.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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
    private volatile Duration ahead;

    /** A clock as far ahead of the real one as it was put before. */
    public DemoClock(Records records, InstantSource real) {
        this.records = records;
        this.real = real;
        this.ahead = records.get(KIND, KEY)
                .map(body -> Duration.parse(body.replace("\"", "")))
                .orElse(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    /** Puts it forward; says whether it went that far: never back, and at most ten years in all. */
    synchronized boolean advance(Duration by) {
        if (by.isNegative() || by.compareTo(FARTHEST) > 0 || ahead.plus(by).compareTo(FARTHEST) > 0) {
            return false;
        }
        ahead = ahead.plus(by);
        records.put(List.of(new Records.Document(KIND, KEY, "\"" + ahead + "\"")));
        return true;
    }
}

package feedback.pos.http.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.http.api.Settings.Traffic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts who asks how often. For each caller one number is kept: by when, at the permitted rate, everything asked so far
 * would be used up (the generic cell rate algorithm). Thread-safe.
 */
final class RateLimits {
    private static final int MOST_CALLERS = 100_000;

    private final Map<Traffic, Limit> limits;
    private final LongSupplier nanoTime;
    private final Cache<Key, AtomicLong> usedUp = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    private record Key(Traffic traffic, String who) {}

    RateLimits(Map<Traffic, Limit> limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts one more request.
     *
     * @return how long to wait before the next try; zero if it is admitted now
     */
    Duration admit(Traffic traffic, String who) {
        Limit limit = limits.get(traffic);
        if (limit == null) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        long window = limit.per().toNanos();
        long each = window / limit.requests();
        AtomicLong until = usedUp.get(new Key(traffic, who), key -> new AtomicLong(now));
        while (true) {
            long before = until.get();
            long after = Math.max(before - now, 0) + each;
            if (after > window) {
                return Duration.ofNanos(after - window);
            }
            if (until.compareAndSet(before, now + after)) {
                return Duration.ZERO;
            }
        }
    }
}

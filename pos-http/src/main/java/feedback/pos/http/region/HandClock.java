package feedback.pos.http.region;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. For one thread. */
final class HandClock implements InstantSource {
    private Instant now;

    HandClock(Instant now) {
        this.now = now;
    }

    void set(Instant value) {
        now = value;
    }

    @Override
    public Instant instant() {
        return now;
    }
}

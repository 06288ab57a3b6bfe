package feedback.pos.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved by hand. Thread-safe. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    private HandClock(Instant now) {
        this.now = now;
    }

    /**
     * A clock that stands at the instant.
     *
     * @param instant such as {@code 2026-03-02T09:00:00Z}
     */
    public static HandClock at(String instant) {
        return new HandClock(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Sets the clock, backwards too. */
    public void set(Instant instant) {
        now = instant;
    }

    /** Moves the clock on. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Moves the clock on by days of 24 hours, months or years, in UTC. */
    public void advance(Period by) {
        now = now.atZone(ZoneOffset.UTC).plus(by).toInstant();
    }
}

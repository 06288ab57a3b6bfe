package feedback.pos.http.api;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.UnreachableException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the storage is out of reach, so that callers are told at once instead of each waiting for it in vain. Once
 * a second one of them looks whether it is back. Thread-safe.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Runnable look;
    private final LongSupplier nanos;
    private final AtomicLong nextLook = new AtomicLong();
    private volatile boolean isOut;

    /** @param look something small that needs the storage */
    Outage(Runnable look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
    }

    /** @throws Refusal UNAVAILABLE if the storage was out of reach when last looked at */
    void check() {
        if (isOut) {
            long due = nextLook.get();
            // Who looks puts the next look far away, so that the others do not wait with it
            boolean mayLook = nanos.getAsLong() - due >= 0 && nextLook.compareAndSet(due, due + 60 * LOOK_EVERY);
            if (!mayLook || !isBack()) {
                throw refusal();
            }
        }
    }

    private boolean isBack() {
        try {
            look.run();
            isOut = false;
            LOG.info("the storage can be reached again");
            return true;
        } catch (UnreachableException e) {
            return false;
        } finally {
            nextLook.set(nanos.getAsLong() + LOOK_EVERY);
        }
    }

    /** What to answer to a request that did not reach the storage. One that merely took too long ends nothing for others. */
    Refusal met(UnreachableException failure) {
        if (!isOut) {
            try {
                look.run();
                LOG.warn("the storage did not answer in time: {}", failure.getMessage());
            } catch (UnreachableException e) {
                nextLook.set(nanos.getAsLong() + LOOK_EVERY);
                if (!isOut) {
                    LOG.error("the storage cannot be reached; until it can, answers are 503: {}", e.getMessage());
                }
                isOut = true;
            }
        }
        return refusal();
    }

    private static Refusal refusal() {
        return Refusal.of(Reason.UNAVAILABLE, "storage.unreachable");
    }
}

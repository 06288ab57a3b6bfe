package feedback.pos.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens on another thread or node. */
public final class Until {
    private static final long BETWEEN_NANOS = 20_000_000;

    private Until() {}

    /** Looks again and again until it is so; says whether it was, before the time ended. */
    public static boolean within(Duration time, BooleanSupplier isSo) {
        long end = System.nanoTime() + time.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return true;
    }
}

package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Territory;
import feedback.pos.topic.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Citizens who write at a steady rate into whichever base is named, and the housekeeping that counts what they wrote as a server's does,
 * while something else is measured.
 */
final class Incoming implements AutoCloseable {
    private static final int TEXTS = 500;
    private static final int COUNTED_AT_ONCE = 10_000;
    private static final long COUNT_EVERY_NANOS = 500_000_000L;

    private final AtomicReference<@Nullable Pos> target = new AtomicReference<>();
    private final List<Double> times = new ArrayList<>();
    private final List<Example> letters = new SampleTexts(Town.region().catalog(), 1).next(TEXTS);
    private final long gap;
    private final List<Thread> threads;
    private volatile boolean isOver;

    Incoming(int aSecond) {
        gap = 1_000_000_000L / aSecond;
        threads = List.of(new Thread(this::send, "incoming"), new Thread(this::count, "counting"));
        threads.forEach(Thread::start);
    }

    /** From now on they write there. */
    void into(Pos pos) {
        target.set(pos);
    }

    private void send() {
        long next = System.nanoTime();
        for (int n = 0; !isOver; n++) {
            Pos pos = target.get();
            if (pos != null) {
                Example letter = letters.get(n % letters.size());
                Submission sent = new Submission(
                                "resident-g" + (1 + n % 1000), letter.text(), new Territory("38701000"))
                        .withTopic(letter.topic())
                        .withPlace(null, new Point(51.70 + n % 50 * 0.001, 36.15 + n % 70 * 0.001));
                long began = System.nanoTime();
                pos.messages().submit(sent);
                synchronized (times) {
                    times.add((System.nanoTime() - began) / 1e6);
                }
            }
            next = Math.max(next + gap, System.nanoTime() - gap);
            sleepUntil(next);
        }
    }

    private void count() {
        while (!isOver) {
            Pos pos = target.get();
            if (pos != null) {
                pos.insights().count(COUNTED_AT_ONCE);
            }
            sleepUntil(System.nanoTime() + COUNT_EVERY_NANOS);
        }
    }

    /** Also if somebody wakes this thread, as whoever commits for it does. */
    private static void sleepUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** How long each of them waited, in milliseconds. */
    double[] times() {
        synchronized (times) {
            return times.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    @Override
    public void close() {
        isOver = true;
        try {
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

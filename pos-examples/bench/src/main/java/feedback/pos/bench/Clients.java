package feedback.pos.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that do the same thing again and again, as the clients of a server do. */
final class Clients {
    private Clients() {}

    /** What a client does. */
    interface Deed {
        /** @param client which of the clients does it, from 0 */
        void once(int client) throws Exception;
    }

    /** How often per second so many clients do it, one after the other each, all at once together. */
    static double perSecond(int clients, Duration time, Deed deed) throws Exception {
        AtomicLong done = new AtomicLong();
        long[] began = new long[1];
        run(clients, () -> began[0] = System.nanoTime(), client -> {
            long end = began[0] + time.toNanos();
            long own = 0;
            do {
                deed.once(client);
                own++;
            } while (System.nanoTime() < end);
            done.addAndGet(own);
        });
        return done.get() * 1e9 / (System.nanoTime() - began[0]);
    }

    /** Does it so often in all, by so many clients. */
    static void times(int clients, int times, Deed deed) throws Exception {
        AtomicLong left = new AtomicLong(times);
        run(clients, () -> {}, client -> {
            while (left.getAndDecrement() > 0) {
                deed.once(client);
            }
        });
    }

    private static void run(int clients, Runnable start, Deed deed) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            Thread thread = new Thread(
                    () -> {
                        try {
                            begin.await();
                            deed.once(client);
                        } catch (Exception e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "client-" + i);
            thread.start();
            threads.add(thread);
        }
        start.run();
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Exception e = failure.get();
        if (e != null) {
            throw e;
        }
    }
}

package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.store.Tiding;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does by itself, every few seconds: what time has made due, and what is to be told. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Logger TOLD = LoggerFactory.getLogger("feedback.pos.http.told");
    private static final int EVERY_SECONDS = 3;
    private static final int PATIENCE_MILLIS = 5_000;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads;

    Housekeeping(Pos pos, Learning learning) {
        threads = List.of(
                thread("learn", () -> quietly("learning", () -> learning.learn(pos))),
                thread("sweep", () -> again("sweeping", pos::sweep)),
                thread("tell", () -> again("telling", () -> pos.tell(Housekeeping::tell))));
        threads.forEach(Thread::start);
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, "pos-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private void again(String what, Runnable work) {
        try {
            while (!closing.await(EVERY_SECONDS, TimeUnit.SECONDS)) {
                quietly(what, work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure now is no reason not to try again. */
    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed; it is tried again", what, e);
        }
    }

    /** Until mail and push are delivered, a line in the log stands for them; it names people by id only. */
    private static void tell(Tiding tiding, Message message) {
        TOLD.info(
                "told event={} message={} number={} version={} stage={} role={} recipient={}",
                tiding.event(),
                tiding.message(),
                message.number(),
                tiding.version(),
                message.stage(),
                tiding.role(),
                tiding.recipient());
    }

    /** Lets what is being done come to its end, for a while. */
    @Override
    public void close() {
        closing.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

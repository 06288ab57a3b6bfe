package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.topic.Detection;
import feedback.pos.topic.TopicDetector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector that learns while the server starts: who asks before it is ready, waits. First the catalog, then whatever
 * moderators have decided in the messages that are there. Thread-safe.
 */
final class Learning implements TopicDetector {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);
    private static final int MOST_MESSAGES = 10_000;

    /** While an import adds topics with each batch, there is no end of new editions. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final FutureTask<TopicDetector> catalog;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private boolean isBegun;
    private long learnedAt = System.nanoTime() - PAUSE;

    Learning(Regulation regulation) {
        // A platform without a detector of its own trains one from the catalog
        catalog = new FutureTask<>(() -> Pos.under(regulation).open().messages()::suggest);
    }

    @Override
    public Detection detect(String text) {
        // Whoever comes first does the work
        catalog.run();
        try {
            return catalog.get().detect(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Detection.none();
        } catch (ExecutionException e) {
            LOG.error("topics cannot be detected", e);
            return Detection.none();
        }
    }

    /** Learns the catalog on a thread of its own, while whoever started it does something else. */
    void begin() {
        Thread thread = new Thread(catalog, "pos-learn-catalog");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets it learn another catalog. */
    void again() {
        wanted.set(true);
    }

    /** Learns the catalog, and then the messages, if that is to be done; for one thread. */
    void learn(Pos pos) {
        boolean isTooSoon = System.nanoTime() - learnedAt < PAUSE;
        if (isTooSoon || !wanted.getAndSet(false)) {
            return;
        }
        try {
            catalog.run();
            boolean isEmpty =
                    pos.messages().list(Filter.all(pos.now()), null, 1).isEmpty();
            // Without messages the catalog is all there is, and that was learned; unless it is another one by now
            if (isBegun || !isEmpty) {
                LOG.debug("learned from {} messages", pos.learn(MOST_MESSAGES));
            }
            if (isBegun) {
                learnedAt = System.nanoTime();
            }
            isBegun = true;
        } catch (RuntimeException e) {
            wanted.set(true);
            throw e;
        }
    }
}

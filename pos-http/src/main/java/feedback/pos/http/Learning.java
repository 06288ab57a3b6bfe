package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.http.Configuration.Schedule;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.topic.Detection;
import feedback.pos.topic.TopicDetector;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A detector that learns while the server starts: who asks before it is ready, waits. First the catalog, then whatever
 * moderators have decided in the messages that are there; then again after so many decisions or hours. Each node learns for
 * itself, from the same messages. Thread-safe.
 */
final class Learning implements TopicDetector {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /** While an import adds topics with each batch, there is no end of new editions; nor while a shift moderates. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(30);

    private final FutureTask<TopicDetector> catalog;
    private final Schedule schedule;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private boolean isBegun;
    private long learnedAt = System.nanoTime() - PAUSE;

    Learning(Regulation regulation, Schedule schedule) {
        this.schedule = schedule;
        // A platform without a detector of its own trains one from the catalog
        catalog = new FutureTask<>(() -> new OfCatalog(Pos.under(regulation).open()));
    }

    private record OfCatalog(Pos pos) implements TopicDetector {
        @Override
        public Detection detect(String text) {
            return pos.messages().suggest(text);
        }

        @Override
        public List<String> wordsFor(String text, String topic) {
            return pos.messages().words(text, topic);
        }
    }

    @Override
    public Detection detect(String text) {
        TopicDetector ready = ready();
        return ready == null ? Detection.none() : ready.detect(text);
    }

    @Override
    public List<String> wordsFor(String text, String topic) {
        TopicDetector ready = ready();
        return ready == null ? List.of() : ready.wordsFor(text, topic);
    }

    private @Nullable TopicDetector ready() {
        // Whoever comes first does the work
        catalog.run();
        try {
            return catalog.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("topics cannot be detected", e);
        }
        return null;
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
        if (isTooSoon || !(wanted.getAndSet(false) || isDue(pos))) {
            return;
        }
        try {
            catalog.run();
            boolean isEmpty =
                    pos.messages().list(Filter.all(pos.now()), null, 1).isEmpty();
            // Without messages the catalog is all there is, and that was learned; unless it is another one by now
            if (isBegun || !isEmpty) {
                pos.learn(schedule.messages(), schedule.heldOut());
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

    private boolean isDue(Pos pos) {
        boolean byDecisions = schedule.decisions() > 0 && pos.decidedSinceLearning() >= schedule.decisions();
        boolean byTime =
                schedule.hours() > 0 && System.nanoTime() - learnedAt >= TimeUnit.HOURS.toNanos(schedule.hours());
        return byDecisions || byTime;
    }
}

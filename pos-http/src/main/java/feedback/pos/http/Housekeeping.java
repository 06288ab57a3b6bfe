package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.Recipient;
import feedback.pos.message.Message;
import feedback.pos.notice.Notice;
import feedback.pos.store.Tiding;
import feedback.pos.store.UnreachableException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What the server does by itself: what time has made due, what is to be told, what to learn, what others have changed. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Logger TOLD = LoggerFactory.getLogger("feedback.pos.http.told");
    private static final int EVERY_MILLIS = 3_000;
    private static final int LOOK_MILLIS = 500;

    /** So many at once, so that a server with much to count can still be stopped. */
    private static final int COUNTED_AT_ONCE = 10_000;

    private static final int PATIENCE_MILLIS = 5_000;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Thread> threads;

    Housekeeping(Pos pos, Learning learning, Neighbours neighbours) {
        RuleAlerts alerts = new RuleAlerts();
        threads = List.of(
                thread("learn", LOOK_MILLIS, () -> learning.learn(pos)),
                thread("sweep", EVERY_MILLIS, pos::sweep),
                thread("count", LOOK_MILLIS, () -> pos.insights().count(COUNTED_AT_ONCE)),
                thread("tell", EVERY_MILLIS, () -> pos.tell(new Told())),
                thread("follow", LOOK_MILLIS, () -> {
                    alerts.look(pos);
                    if (neighbours.follow(pos)) {
                        learning.again();
                    }
                }));
        threads.forEach(Thread::start);
    }

    private Thread thread(String what, int everyMillis, Runnable work) {
        Thread thread = new Thread(() -> again(what, everyMillis, work), "pos-" + what);
        thread.setDaemon(true);
        return thread;
    }

    private void again(String what, int everyMillis, Runnable work) {
        boolean reachable = true;
        try {
            while (!closing.await(everyMillis, TimeUnit.MILLISECONDS)) {
                reachable = quietly(what, work, reachable);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure now is no reason not to try again; a storage out of reach is told of once, and that it is back. */
    private static boolean quietly(String what, Runnable work, boolean wasReachable) {
        try {
            work.run();
            if (!wasReachable) {
                LOG.info("{}: goes on", what);
            }
            return true;
        } catch (UnreachableException e) {
            if (wasReachable) {
                LOG.warn("{}: waits until the storage can be reached: {}", what, e.getMessage());
            }
            return false;
        } catch (RuntimeException e) {
            LOG.error("{}: failed; it is tried again", what, e);
            return wasReachable;
        }
    }

    /** Until mail and push are delivered, lines in the log stand for them; they name people by id only. */
    private static final class Told implements Recipient {
        @Override
        public void tell(Tiding tiding, Message message) {
            line(TOLD.atInfo(), tiding, message);
        }

        @Override
        public void digest(List<News> news) {
            Tiding first = news.get(0).tiding();
            TOLD.info("told digest count={} role={} recipient={}", news.size(), first.role(), first.recipient());
            news.forEach(each -> line(TOLD.atDebug(), each.tiding(), each.message()));
        }

        @Override
        public void notice(Notice notice, Notice.Turn news, List<String> persons) {
            TOLD.info(
                    "told notice={} version={} news={} persons={}",
                    notice.id(),
                    notice.version(),
                    news,
                    persons.size());
        }

        private static void line(LoggingEventBuilder log, Tiding tiding, Message message) {
            log.log(
                    "told event={} message={} number={} version={} stage={} role={} recipient={}",
                    tiding.event(),
                    tiding.message(),
                    message.number(),
                    tiding.version(),
                    message.stage(),
                    tiding.role(),
                    tiding.recipient());
        }
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

package feedback.pos.http.api;

import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.Pos.Watch;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.HttpString;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recounts of this node: one at a time, in the background, the last few kept in memory to be looked at. What one was cut off
 * is gone with the node, and is done again. Thread-safe.
 */
final class Recounts {
    /** How many messages are kept for the list. */
    static final int MOST_ITEMS = 100_000;

    /** Says whether the list holds fewer messages than were moved. */
    static final HttpString TRUNCATED = new HttpString("X-Truncated");

    private static final Logger LOG = LoggerFactory.getLogger(Recounts.class);
    private static final int KEPT = 3;

    private final Deque<Run> runs = new ArrayDeque<>();

    /** How far one is. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** A state with its counts. */
    record Progress(State state, Impact impact) {}

    /** One recount. Thread-safe. */
    static final class Run implements Watch {
        private final String id = UUID.randomUUID().toString();
        private final boolean preview;
        private final Instant startedAt;
        private final List<Moved> items = new ArrayList<>();
        private volatile Progress progress = new Progress(State.RUNNING, new Impact(0, 0, 0, 0, 0));

        private Run(boolean preview, Instant startedAt) {
            this.preview = preview;
            this.startedAt = startedAt;
        }

        String id() {
            return id;
        }

        boolean isPreview() {
            return preview;
        }

        Instant startedAt() {
            return startedAt;
        }

        Progress progress() {
            return progress;
        }

        /** The first of the messages that were moved so far. */
        List<Moved> first(int most) {
            synchronized (items) {
                return List.copyOf(items.subList(0, Math.min(most, items.size())));
            }
        }

        boolean isTruncated() {
            return progress.impact().moved() > MOST_ITEMS;
        }

        @Override
        public void moved(Moved message) {
            synchronized (items) {
                if (items.size() < MOST_ITEMS) {
                    items.add(message);
                }
            }
        }

        @Override
        public void progress(Impact soFar) {
            progress = new Progress(State.RUNNING, soFar);
        }
    }

    /**
     * Begins one.
     *
     * @param work counts, telling the watch
     * @param background has it done by another thread
     * @throws Refusal CONFLICT while another one runs
     */
    Run begin(boolean preview, Instant now, Function<Watch, Impact> work, Consumer<Runnable> background) {
        Run run = new Run(preview, now);
        synchronized (runs) {
            Run last = runs.peekFirst();
            if (last != null && last.progress().state() == State.RUNNING) {
                throw Refusal.of(Reason.CONFLICT, "recount.running", last.id());
            }
            runs.addFirst(run);
            while (runs.size() > KEPT) {
                runs.removeLast();
            }
        }
        try {
            background.accept(() -> count(run, work));
        } catch (RejectedExecutionException e) {
            run.progress = new Progress(State.FAILED, run.progress.impact());
            throw Refusal.of(Reason.UNAVAILABLE, "storage.unreachable");
        }
        return run;
    }

    private static void count(Run run, Function<Watch, Impact> work) {
        try {
            Impact impact = work.apply(run);
            run.progress = new Progress(State.DONE, impact);
            LOG.info("recount {} is done: {} of {} messages moved", run.id, impact.moved(), impact.examined());
        } catch (Throwable e) {
            // Errors too: nobody else would say that it has ended
            run.progress = new Progress(State.FAILED, run.progress.impact());
            LOG.error("recount {} failed; it can be done again", run.id, e);
        }
    }

    @Nullable
    Run find(String id) {
        synchronized (runs) {
            return runs.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }
}

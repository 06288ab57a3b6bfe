package feedback.pos;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent changes share one commit, which is worth an order of magnitude where each commit waits for the disk.
 * Has no thread of its own: the first caller writes for all who wait, then hands over to the next. First come, first
 * written; who waits too long, or finds too many waiting, is told so and has changed nothing. Thread-safe.
 */
final class CommitQueue {
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final MessageStore store;
    private final Queue<Slot> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final ReentrantLock writing = new ReentrantLock();

    private static final class Slot {
        /** Whether somebody writes it, or its owner gave up: whichever is first. */
        final AtomicBoolean decided = new AtomicBoolean();

        final Change change;
        final Thread owner = Thread.currentThread();
        volatile boolean done;
        boolean won;

        @Nullable
        RuntimeException failure;

        Slot(Change change) {
            this.change = change;
        }

        void settle(boolean isWon, @Nullable RuntimeException why) {
            won = isWon;
            failure = why;
            done = true;
            LockSupport.unpark(owner);
        }
    }

    CommitQueue(MessageStore store) {
        this.store = store;
    }

    /**
     * Writes the change, with others.
     *
     * @return whether it won; a loser changed nothing
     * @throws Refusal UNAVAILABLE if the store does not keep up; nothing was changed
     */
    boolean commit(Change change) {
        if (length.incrementAndGet() > MOST_WAITING) {
            length.decrementAndGet();
            throw busy();
        }
        Slot slot = new Slot(change);
        waiting.add(slot);
        await(slot);
        RuntimeException failure = slot.failure;
        if (failure != null) {
            throw failure;
        }
        return slot.won;
    }

    private void await(Slot slot) {
        long began = System.nanoTime();
        boolean interrupted = false;
        while (!slot.done) {
            if (writing.tryLock()) {
                try {
                    if (!slot.done) {
                        writeBatch();
                    }
                } finally {
                    writing.unlock();
                    wakeNext();
                }
            } else if (System.nanoTime() - began > PATIENCE_NANOS && slot.decided.compareAndSet(false, true)) {
                slot.settle(false, busy());
            } else {
                LockSupport.parkNanos(this, PATIENCE_NANOS);
                // What is being written cannot be taken back: the interrupt is passed on once the outcome is known.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeNext() {
        Slot next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.owner);
        }
    }

    private static Refusal busy() {
        return Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    private void writeBatch() {
        List<Slot> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            Slot next = waiting.poll();
            if (next == null) {
                break;
            }
            length.decrementAndGet();
            if (next.decided.compareAndSet(false, true)) {
                batch.add(next);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            Set<Change> losers = losers(batch.stream().map(each -> each.change).toList());
            batch.forEach(each -> each.settle(!losers.contains(each.change), null));
        } catch (RuntimeException e) {
            batch.forEach(each -> each.settle(false, e));
        } catch (Error e) {
            batch.forEach(each -> each.settle(false, new IllegalStateException("the storage broke", e)));
            throw e;
        }
    }

    /**
     * Writes changes that are a batch already, beside those that wait.
     *
     * @return the losers, told apart by identity
     */
    Set<Change> losers(List<Change> changes) {
        Set<Change> losers = Collections.newSetFromMap(new IdentityHashMap<>());
        losers.addAll(store.commit(changes));
        return losers;
    }
}

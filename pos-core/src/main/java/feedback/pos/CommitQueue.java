package feedback.pos;

import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent changes share one commit, which is worth an order of magnitude where each commit waits for the disk.
 * Has no thread of its own: the first caller writes for all who wait, then hands over to the next. Thread-safe.
 */
final class CommitQueue {
    private static final int BATCH = 500;

    private final MessageStore store;
    private final Queue<Slot> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    private static final class Slot {
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
     */
    boolean commit(Change change) {
        Slot slot = new Slot(change);
        waiting.add(slot);
        boolean interrupted = false;
        while (!slot.done) {
            if (writing.tryLock()) {
                try {
                    if (!slot.done) {
                        writeBatch();
                    }
                } finally {
                    writing.unlock();
                    Slot next = waiting.peek();
                    if (next != null) {
                        LockSupport.unpark(next.owner);
                    }
                }
            } else {
                LockSupport.park(this);
                // What is being written cannot be taken back: the interrupt is passed on once the outcome is known.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = slot.failure;
        if (failure != null) {
            throw failure;
        }
        return slot.won;
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

    private void writeBatch() {
        List<Slot> batch = new ArrayList<>();
        for (Slot each = waiting.poll(); each != null; each = batch.size() < BATCH ? waiting.poll() : null) {
            batch.add(each);
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
}

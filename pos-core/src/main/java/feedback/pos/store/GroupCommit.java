package feedback.pos.store;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers share one write, which is worth an order of magnitude where each waits for the disk: for storages
 * to build their commit upon. Has no thread of its own: the first caller writes for all who wait, then hands over to the
 * next. First come, first written; who waits too long, or finds too many waiting, is told so and has changed nothing.
 * Thread-safe.
 *
 * @param <T> what is written; told apart by identity
 */
public final class GroupCommit<T> {
    private static final int BATCH = 500;
    private static final int MOST_WAITING = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Function<List<T>, List<T>> write;
    private final Semaphore writers;
    private final Queue<Slot<T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();

    private static final class Slot<T> {
        /** Whether somebody writes it, or its owner gave up: whichever is first. */
        final AtomicBoolean decided = new AtomicBoolean();

        final List<T> items;
        final Thread owner = Thread.currentThread();
        volatile boolean done;
        List<T> losers = List.of();

        @Nullable
        RuntimeException failure;

        Slot(List<T> items) {
            this.items = items;
        }

        void settle(List<T> lost, @Nullable RuntimeException why) {
            losers = lost;
            failure = why;
            done = true;
            LockSupport.unpark(owner);
        }
    }

    /**
     * A queue before a writer.
     *
     * @param writers how many write at the same time, at least 1: more than one where the storage can do with several
     *     connections what it cannot do with one
     * @param write writes all of a list in one step and gives back the losers among them. If it throws, nothing was
     *     written, and the items of each caller are tried by themselves; but {@link UnreachableException}, after which
     *     nothing is known, is thrown to every caller whose items were in the list
     */
    public GroupCommit(int writers, Function<List<T>, List<T>> write) {
        this.writers = new Semaphore(writers);
        this.write = write;
    }

    /**
     * Writes the items, with those of others.
     *
     * @param items of one caller; they are written in one step and in their order
     * @return the losers among them, in order
     * @throws Refusal UNAVAILABLE if the storage does not keep up; nothing was changed
     */
    public List<T> commit(List<T> items) {
        if (length.incrementAndGet() > MOST_WAITING) {
            length.decrementAndGet();
            throw busy();
        }
        Slot<T> slot = new Slot<>(items);
        waiting.add(slot);
        await(slot);
        RuntimeException failure = slot.failure;
        if (failure != null) {
            throw failure;
        }
        return slot.losers;
    }

    private void await(Slot<T> slot) {
        long began = System.nanoTime();
        boolean interrupted = false;
        while (!slot.done) {
            if (writers.tryAcquire()) {
                try {
                    if (!slot.done) {
                        writeBatch();
                    }
                } finally {
                    writers.release();
                    wakeNext();
                }
            } else if (System.nanoTime() - began > PATIENCE_NANOS && slot.decided.compareAndSet(false, true)) {
                slot.settle(List.of(), busy());
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
        Slot<T> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.owner);
        }
    }

    private static Refusal busy() {
        return Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    private void writeBatch() {
        List<Slot<T>> batch = new ArrayList<>();
        List<T> items = new ArrayList<>();
        while (items.size() < BATCH) {
            Slot<T> next = waiting.poll();
            if (next == null) {
                break;
            }
            length.decrementAndGet();
            if (next.decided.compareAndSet(false, true)) {
                batch.add(next);
                items.addAll(next.items);
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            settle(batch, write.apply(items));
        } catch (RuntimeException e) {
            if (batch.size() == 1 || e instanceof UnreachableException) {
                batch.forEach(each -> each.settle(List.of(), e));
            } else {
                // What one of them cannot have written shall not stop the others
                batch.forEach(this::writeAlone);
            }
        } catch (Error e) {
            batch.forEach(each -> each.settle(List.of(), new IllegalStateException("the storage broke", e)));
            throw e;
        }
    }

    private void writeAlone(Slot<T> slot) {
        try {
            settle(List.of(slot), write.apply(slot.items));
        } catch (RuntimeException e) {
            slot.settle(List.of(), e);
        }
    }

    private static <T> void settle(List<Slot<T>> batch, List<T> lost) {
        Set<T> losers = Collections.newSetFromMap(new IdentityHashMap<>());
        losers.addAll(lost);
        for (Slot<T> slot : batch) {
            slot.settle(
                    losers.isEmpty()
                            ? List.of()
                            : slot.items.stream().filter(losers::contains).toList(),
                    null);
        }
    }
}

package feedback.pos.example.ownstorage;

import feedback.pos.store.GroupCommit;
import feedback.pos.store.UnreachableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The open file: one writer at a time, and readers who look at what was committed last. Thread-safe. */
final class Engine implements Access {
    private final Path file;
    private final MVStore store;
    private final Tables tables;
    private final GroupCommit<Step> commits = new GroupCommit<>(1, this::commit);
    private volatile View latest;
    private int untidied;

    Engine(Path file) {
        this.file = file;
        // It must write when it is told to and at no other time, else half a step would be on disk.
        store = new MVStore.Builder()
                .fileName(SteadyPath.of(file))
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .open();
        // Every commit waits for the disk here, so what it replaced need not be kept until the disk may have it.
        store.setRetentionTime(0);
        // But after a crash the last commit is found from one to the next, beginning at most 21 before it.
        store.setVersionsToKeep(30);
        tables = Tables.in(store);
        store.commit();
        store.sync();
        latest = new View();
    }

    @Override
    public List<Step> write(List<Step> steps) {
        return commits.commit(steps);
    }

    /** Closing must not meet a step half-way: it would commit it. */
    private synchronized List<Step> commit(List<Step> steps) {
        List<Step> losers = new ArrayList<>();
        try {
            tidyUp();
            for (Step step : steps) {
                if (!step.tryOn(tables)) {
                    losers.add(step);
                }
            }
            if (store.commit() >= 0) {
                store.sync();
                showLatest();
            }
            return losers;
        } catch (MVStoreException e) {
            // Nobody knows what a disk that failed has kept. Opened again, the file tells.
            store.closeImmediately();
            throw new UnreachableException(file + " cannot be written", e);
        } catch (RuntimeException | Error e) {
            store.rollback();
            showLatest();
            throw e;
        }
    }

    /** Now and then what is alive is moved out of parts of the file that are mostly dead, else it would only grow. */
    private void tidyUp() {
        if (++untidied < 64) {
            return;
        }
        untidied = 0;
        boolean interrupted = Thread.interrupted();
        try {
            store.compact(50, 4 << 20);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void showLatest() {
        View before = latest;
        latest = new View();
        before.close();
    }

    @Override
    public <T> T read(Function<Tables, T> query) {
        try (Access still = still()) {
            return still.read(query);
        }
    }

    @Override
    public Access still() {
        View view = latest;
        while (!view.enter()) {
            view = latest;
        }
        return view;
    }

    @Override
    public synchronized void close() {
        store.close();
    }

    /** The tables as they are now. What they are made of is not overwritten on disk until the last user has closed it. */
    private final class View implements Access {
        private final MVStore.TxCounter inUse = store.registerVersionUsage();
        private final Tables still = tables.at(store.getCurrentVersion());
        private final AtomicInteger users = new AtomicInteger(1);

        boolean enter() {
            return users.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
        }

        @Override
        public <T> T read(Function<Tables, T> query) {
            if (store.isClosed()) {
                throw new UnreachableException(file + " cannot be read", new IllegalStateException("it was closed"));
            }
            try {
                return query.apply(still);
            } catch (MVStoreException e) {
                throw new UnreachableException(file + " cannot be read", e);
            }
        }

        @Override
        public List<Step> write(List<Step> steps) {
            throw new UnsupportedOperationException("a snapshot is for reading only");
        }

        @Override
        public Access still() {
            users.incrementAndGet();
            return this;
        }

        @Override
        public void close() {
            if (users.decrementAndGet() == 0) {
                store.deregisterVersionUsage(inUse);
            }
        }
    }
}

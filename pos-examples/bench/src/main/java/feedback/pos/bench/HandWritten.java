package feedback.pos.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit: a base with the same tables, indexes and settings, into which plain JDBC writes the rows that POS wrote, thinking
 * nothing while it does. Either few writers commit for all who wait, or each client commits for itself.
 */
final class HandWritten implements AutoCloseable {
    private static final int BATCH = 500;

    /** Columns of a message's row that POS writes once. */
    private static final Set<String> FIXED =
            Set.of("id", "number", "once_key", "created_at", "applicant", "territory", "channel", "is_open");

    private final DataSource source;
    private final Connection first;
    private final RowWriter rows;
    private final Table message;
    private final Table submission;
    private final Table journal;
    private final Table outbox;
    private final List<Table.Column> updated;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
    private final BlockingQueue<Slot> waiting = new LinkedBlockingQueue<>();
    private final List<Connection> opened = new ArrayList<>();
    private final Map<Integer, Connection> own = new ConcurrentHashMap<>();
    private final List<Thread> writers = new ArrayList<>();

    private HandWritten(DataSource source) throws SQLException {
        this.source = source;
        this.first = connect();
        this.rows = RowWriter.of(first);
        this.message = Table.of(first, "pos_message");
        this.submission = Table.of(first, "pos_submission");
        this.journal = Table.of(first, "pos_journal");
        this.outbox = Table.of(first, "pos_outbox");
        this.updated = message.columns().stream()
                .filter(each -> !FIXED.contains(each.name()))
                .toList();
        // A transaction left open here would bar HSQLDB's checkpoint, and that the writers
        first.commit();
    }

    /** What stands for it among the peers. */
    static String named(int writers) {
        return "hand-written JDBC, the same rows, "
                + (writers == 1 ? "one writer commits" : writers + " writers commit") + " for all who wait";
    }

    /** On a new base. */
    static HandWritten on(Base base) throws SQLException {
        base.makeTables();
        return new HandWritten(base.source());
    }

    private Connection connect() {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            synchronized (opened) {
                opened.add(connection);
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Slot(Act act, CompletableFuture<@Nullable Void> done) {}

    /** A new id, later than the ones before. */
    UUID newId() {
        long count = ids.getAndIncrement();
        return new UUID(count, count * 0x9e3779b97f4a7c15L);
    }

    /** Writes it together with what other clients write at the same time. */
    void together(Act act) {
        Slot slot = new Slot(act, new CompletableFuture<>());
        waiting.add(slot);
        slot.done().join();
    }

    /** Lets threads of its own write what {@link #together} hands over. */
    HandWritten startWriters(int count) {
        for (int i = 0; i < count; i++) {
            Connection connection = connect();
            Thread thread = new Thread(() -> drain(connection), "writer-" + i);
            thread.setDaemon(true);
            thread.start();
            writers.add(thread);
        }
        return this;
    }

    private void drain(Connection connection) {
        try {
            while (true) {
                List<Slot> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                try {
                    write(connection, batch.stream().map(Slot::act).toList());
                    batch.forEach(each -> each.done().complete(null));
                } catch (SQLException | RuntimeException e) {
                    // The clients end then, each with this
                    batch.forEach(each -> each.done().completeExceptionally(e));
                }
            }
        } catch (InterruptedException e) {
            // The end of the run
        }
    }

    /** Writes it and commits, on a connection that this client has for itself. */
    void alone(int client, Act act) throws SQLException {
        write(own.computeIfAbsent(client, any -> connect()), List.of(act));
    }

    /** Writes all of it in one transaction. */
    void write(List<Act> acts) throws SQLException {
        write(first, acts);
    }

    private void write(Connection connection, List<Act> acts) throws SQLException {
        List<List<@Nullable Object>> added = new ArrayList<>();
        List<List<@Nullable Object>> changed = new ArrayList<>();
        List<List<@Nullable Object>> submissions = new ArrayList<>();
        List<List<@Nullable Object>> journalLines = new ArrayList<>();
        List<List<@Nullable Object>> outboxLines = new ArrayList<>();
        for (Act act : acts) {
            List<@Nullable Object> row = act.row(message);
            if (act.expected() == 0) {
                added.add(row);
                submissions.addAll(act.lines(submission, act.lines().submission()));
            } else {
                changed.add(change(act, row));
            }
            journalLines.addAll(act.lines(journal, act.lines().journal()));
            outboxLines.addAll(act.lines(outbox, act.lines().outbox()));
        }
        insert(connection, message, added);
        insert(connection, submission, submissions);
        if (!changed.isEmpty() && rows.update(connection, message, updated, changed) != changed.size()) {
            throw new SQLException("a row was not as expected");
        }
        insert(connection, journal, journalLines);
        insert(connection, outbox, outboxLines);
        connection.commit();
    }

    private List<@Nullable Object> change(Act act, List<@Nullable Object> row) {
        List<@Nullable Object> change = new ArrayList<>();
        updated.forEach(each -> change.add(row.get(message.at(each.name()))));
        change.add(row.get(message.at("id")));
        change.add(act.expected());
        return change;
    }

    private void insert(Connection connection, Table table, List<List<@Nullable Object>> lines) throws SQLException {
        if (!lines.isEmpty()) {
            rows.insert(connection, table, lines);
        }
    }

    /** The connection for what a benchmark reads. */
    Connection connection() {
        return first;
    }

    /** Where the ids of messages stand. */
    Table.Column idColumn() {
        return message.column("id");
    }

    @Override
    public void close() throws SQLException {
        writers.forEach(Thread::interrupt);
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (opened) {
            for (Connection each : opened) {
                each.close();
            }
        }
    }
}

package feedback.pos.bench;

import feedback.pos.jdbc.JdbcStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hsqldb.jdbc.JDBCDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The limit: a base with the same tables, indexes and settings, into which plain JDBC writes the rows that POS wrote, thinking
 * nothing while it does. Either one writer commits for all who wait, or each client commits for itself.
 */
final class HandWritten implements AutoCloseable {
    private static final int BATCH = 500;

    private final String url;
    private final Connection first;
    private final Sql sql;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() << 20);
    private final BlockingQueue<Slot> waiting = new LinkedBlockingQueue<>();
    private final ThreadLocal<Connection> own = ThreadLocal.withInitial(this::connect);
    private @Nullable Thread writer;

    private HandWritten(String url) throws SQLException {
        this.url = url;
        this.first = connect();
        this.sql = Sql.of(first);
    }

    /** On a new base in the folder. */
    static HandWritten in(Path folder) throws IOException, SQLException {
        JdbcStorage.embedded(folder).close();
        return new HandWritten(url(folder));
    }

    /** A look into the base in the folder, which is open in this process. */
    static Connection look(Path folder) throws IOException, SQLException {
        return connection(url(folder));
    }

    private static String url(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            String properties = files.map(each -> each.toAbsolutePath().toString())
                    .filter(each -> each.endsWith(".properties"))
                    .findFirst()
                    .orElseThrow();
            String base = properties.substring(0, properties.length() - ".properties".length());
            return "jdbc:hsqldb:file:" + base + ";hsqldb.lock_file=false";
        }
    }

    private static Connection connection(String url) throws SQLException {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl(url);
        source.setUser("SA");
        source.setPassword("");
        return source.getConnection();
    }

    private Connection connect() {
        try {
            Connection connection = connection(url);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statements for what was seen in the tables. */
    private record Sql(Lines.Table message, Lines.Table journal, Lines.Table outbox, List<Integer> updated) {
        static Sql of(Connection connection) throws SQLException {
            Lines.Table message = Lines.Table.of(connection, "pos_message");
            List<String> fixed = List.of("id", "number", "once_key", "created_at");
            List<Integer> updated = new ArrayList<>();
            for (String column : message.columns()) {
                if (!fixed.contains(column)) {
                    updated.add(message.at(column));
                }
            }
            return new Sql(
                    message,
                    Lines.Table.of(connection, "pos_journal"),
                    Lines.Table.of(connection, "pos_outbox"),
                    updated);
        }

        String update() {
            return "UPDATE pos_message SET "
                    + updated.stream()
                            .map(at -> message.columns().get(at) + " = ?")
                            .collect(Collectors.joining(", "))
                    + " WHERE id = ? AND version = ?";
        }
    }

    /**
     * One act to be written.
     *
     * @param id of the message
     * @param lines what is written, but for the id
     * @param expected the version that the row has before, 0 for a new one
     * @param wakeAt what stands in the row's column of that name in place of what was read, or null
     */
    record Act(UUID id, Lines lines, int expected, @Nullable Long wakeAt) {
        static Act of(UUID id, Lines lines, int expected) {
            return new Act(id, lines, expected, null);
        }
    }

    private record Slot(Act act, CompletableFuture<Void> done) {}

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

    /** Lets a thread of its own write what {@link #together} hands over. */
    HandWritten startWriter() {
        Thread thread = new Thread(this::drain, "writer");
        thread.setDaemon(true);
        thread.start();
        writer = thread;
        return this;
    }

    private void drain() {
        List<Slot> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                write(first, batch.stream().map(Slot::act).toList());
                batch.forEach(each -> each.done().complete(null));
            }
        } catch (InterruptedException e) {
            // The end of the run
        } catch (SQLException e) {
            batch.forEach(each -> each.done().completeExceptionally(e));
        }
    }

    /** Writes it and commits, on a connection that this thread has for itself. */
    void alone(Act act) throws SQLException {
        write(own.get(), List.of(act));
    }

    /** Writes all of it in one transaction. */
    void write(List<Act> acts) throws SQLException {
        write(first, acts);
    }

    private void write(Connection connection, List<Act> acts) throws SQLException {
        insertRows(
                connection, acts.stream().filter(each -> each.expected() == 0).toList());
        updateRows(
                connection, acts.stream().filter(each -> each.expected() != 0).toList());
        insertLines(connection, sql.journal(), acts, true);
        insertLines(connection, sql.outbox(), acts, false);
        connection.commit();
    }

    private void insertRows(Connection connection, List<Act> acts) throws SQLException {
        if (acts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(sql.message().insert())) {
            int idAt = sql.message().at("id");
            int numberAt = sql.message().at("number");
            int wakeAt = sql.message().at("wake_at");
            for (Act act : acts) {
                List<Object> row = act.lines().row();
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.setBytes(idAt + 1, Ids.bytes(act.id()));
                insert.setString(numberAt + 1, number(act.id(), String.valueOf(row.get(numberAt))));
                if (act.wakeAt() != null) {
                    insert.setLong(wakeAt + 1, act.wakeAt());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** As long as the one that POS gave, and as scattered. */
    private static String number(UUID id, String like) {
        String digits = Long.toUnsignedString(id.getLeastSignificantBits(), 32) + "0000000000000";
        return like.substring(0, like.length() - 11) + digits.substring(0, 11);
    }

    private void updateRows(Connection connection, List<Act> acts) throws SQLException {
        if (acts.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(sql.update())) {
            for (Act act : acts) {
                int at = 0;
                for (int column : sql.updated()) {
                    Long wakeAt = column == sql.message().at("wake_at") ? act.wakeAt() : null;
                    update.setObject(
                            ++at, wakeAt != null ? wakeAt : act.lines().row().get(column));
                }
                update.setBytes(++at, Ids.bytes(act.id()));
                update.setInt(++at, act.expected());
                update.addBatch();
            }
            for (int count : update.executeBatch()) {
                if (count != 1) {
                    throw new SQLException("a row was not as expected");
                }
            }
        }
    }

    private static void insertLines(Connection connection, Lines.Table table, List<Act> acts, boolean journal)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
            int idAt = table.at("message");
            boolean any = false;
            for (Act act : acts) {
                for (List<Object> line :
                        journal ? act.lines().journal() : act.lines().outbox()) {
                    for (int i = 0; i < line.size(); i++) {
                        insert.setObject(i + 1, line.get(i));
                    }
                    insert.setBytes(idAt + 1, Ids.bytes(act.id()));
                    insert.addBatch();
                    any = true;
                }
            }
            if (any) {
                insert.executeBatch();
            }
        }
    }

    /** The connection for what a benchmark reads. */
    Connection connection() {
        return first;
    }

    @Override
    public void close() throws SQLException {
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (Connection last = connection(url);
                Statement statement = last.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }
}

package feedback.pos.jdbc;

import feedback.pos.store.BallotBox;
import feedback.pos.store.Cards;
import feedback.pos.store.Figures;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import feedback.pos.store.UnreachableException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Storage in a SQL database: HSQLDB in a folder of its own ({@link #embedded}), PostgreSQL ({@link #postgresql}), or
 * either of them wherever a data source leads ({@link #on}). Makes and migrates its tables, whose names begin with
 * {@code pos_}, when opened. Thread-safe.
 *
 * <p>A commit costs one transaction and at most five statements, however many changes it has; what is committed at the
 * same time shares one. Any number of storages, in any number of processes, may work on one database server; a folder
 * belongs to one process.
 *
 * <p>Every call throws {@link UnreachableException} while the database cannot be reached, and works again once it can.
 */
public final class JdbcStorage implements Storage {
    /** The folder of the index of words, within that of an embedded base. */
    private static final String SEARCH = "search";

    private final Database database;
    private final JdbcMessages messages;
    private final Outbox outbox;
    private final JdbcRecords records;
    private final Figures figures;
    private final Cards cards;
    private final BallotBox ballots;
    private final @Nullable EmbeddedBase base;
    private final @Nullable PostgresPool pool;

    private JdbcStorage(
            Database database, @Nullable EmbeddedBase base, @Nullable PostgresPool pool, boolean isSnapshot) {
        this.database = database;
        this.messages =
                new JdbcMessages(database, base == null ? null : base.folder().resolve(SEARCH), isSnapshot);
        this.outbox = new JdbcOutbox(database);
        this.records = new JdbcRecords(database);
        this.figures = new JdbcFigures(database, records);
        this.cards = new JdbcCards(database);
        this.ballots = new JdbcBallots(database);
        this.base = base;
        this.pool = pool;
    }

    private static Database migrated(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            Database database = new Database(Jdbi.create(dataSource), dialect);
            // A database that goes away while it is made ready is told as one that goes away later
            database.ready(() -> {
                new Migrations(dialect).run(connection);
                FillPlaces.run(connection, dialect);
            });
            return database;
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * A storage in the embedder's database. How durable a commit is, is the database's setting: with HSQLDB
     * {@code hsqldb.write_delay=false}, with PostgreSQL {@code synchronous_commit=on}. Closing the storage does not close
     * the data source.
     *
     * @throws IllegalArgumentException if the database is none that is supported
     * @throws IllegalStateException if the tables were made by a newer program
     */
    public static JdbcStorage on(DataSource dataSource) {
        return new JdbcStorage(migrated(dataSource), null, null, false);
    }

    /**
     * A storage on a PostgreSQL server, from version 13 on, with a pool of connections of its own whose waits all have
     * limits. Closing the storage closes the pool.
     *
     * @param url such as {@code jdbc:postgresql://host/base}
     * @param user who signs in, or null if the address says so
     * @param password with what, or null
     * @throws IllegalStateException if the tables were made by a newer program
     * @throws UnreachableException if the server cannot be reached
     */
    public static JdbcStorage postgresql(String url, @Nullable String user, @Nullable String password) {
        PostgresPool pool = PostgresPool.open(url, user, password);
        try {
            return new JdbcStorage(migrated(pool.dataSource()), null, pool, false);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * A storage on an HSQLDB base in the folder, which is made if it is not there. What a commit has acknowledged is on the
     * disk. The folder must lie on a local disk: network file systems do not keep the lock.
     *
     * @throws InUseException if another process, or another storage in this one, has the base open
     * @throws IllegalStateException if the base was made by a newer program
     * @throws UncheckedIOException if the folder cannot be made or written
     */
    public static JdbcStorage embedded(Path folder) {
        EmbeddedBase base = EmbeddedBase.open(folder);
        try {
            return new JdbcStorage(migrated(base.dataSource()), base, null, false);
        } catch (RuntimeException e) {
            base.close();
            throw e;
        }
    }

    /**
     * Writes a backup of an embedded base, as it stands at some moment between call and return, while others go on working.
     * Needs as much free space beside the file as the base takes, for the time it runs.
     *
     * @param file a zip file that does not exist yet, in a folder that does
     * @throws UnsupportedOperationException if the storage is on a data source: then the database's own tools do it
     * @throws UncheckedIOException if the file exists or cannot be written; nothing is left behind then
     */
    public void backup(Path file) {
        if (base == null) {
            throw new UnsupportedOperationException("a database of its own is backed up by its own tools");
        }
        new BackupFile(file).writeFrom(base);
    }

    /**
     * Brings a backup back, for {@link #embedded} to open.
     *
     * @param folder does not exist or is empty
     * @throws IllegalArgumentException if the folder is not empty or the file is not a backup
     * @throws UncheckedIOException if the file cannot be read or the folder cannot be written
     */
    public static void restore(Path file, Path folder) {
        new BackupFile(file).restoreTo(folder);
    }

    /**
     * Makes the index of words anew from the messages, as it is also made when it is found missing or damaged. Costs a read of
     * everything; on PostgreSQL others find less meanwhile.
     */
    public void rebuildSearch() {
        WordSearch words = messages.words();
        if (words != null) {
            words.rebuild();
        }
    }

    @Override
    public MessageStore messages() {
        return messages;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Records records() {
        return records;
    }

    @Override
    public Optional<Figures> figures() {
        return Optional.of(figures);
    }

    @Override
    public Cards cards() {
        return cards;
    }

    @Override
    public BallotBox ballots() {
        return ballots;
    }

    /** All of it as it stands now, in one transaction that holds a connection until the snapshot is closed. */
    @Override
    public Storage snapshot() {
        return new JdbcStorage(database.snapshot(), null, null, true);
    }

    /** Shuts an embedded base down, whole and quick to open again; can be called again. */
    @Override
    public void close() {
        WordSearch words = messages.words();
        if (words != null) {
            words.close();
        }
        database.close();
        if (base != null) {
            base.close();
        }
        if (pool != null) {
            pool.close();
        }
    }

    /** The embedded base is open already, in another process as a rule: one folder, one process. */
    public static final class InUseException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InUseException(Path folder) {
            super("the base in " + folder + " is in use by another process");
        }
    }
}

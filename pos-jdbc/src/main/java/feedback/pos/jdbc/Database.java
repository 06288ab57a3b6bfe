package feedback.pos.jdbc;

import feedback.pos.store.UnreachableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The way to the database: reading freely, writing in transactions. Thread-safe. */
final class Database implements AutoCloseable {
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final ReentrantLock writing = new ReentrantLock();

    /** Where everything is read as it stood at one moment, or null. */
    private final @Nullable Handle still;

    Database(Jdbi jdbi, Dialect dialect) {
        this(jdbi, dialect, null);
    }

    private Database(Jdbi jdbi, Dialect dialect, @Nullable Handle still) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.still = still;
    }

    /** Something done with a connection. */
    interface Work<T> {
        T with(Handle handle) throws SQLException;
    }

    Dialect dialect() {
        return dialect;
    }

    <T> T read(Work<T> work) {
        return translated(() -> {
            if (still == null) {
                return jdbi.<T, SQLException>withHandle(work::with);
            }
            synchronized (still) {
                return work.with(still);
            }
        });
    }

    /** Does the work in one transaction, which is durable once this returns and never was if it throws. */
    <T> T write(Work<T> work) {
        if (still != null) {
            throw new IllegalStateException("a snapshot is for reading only");
        }
        if (!dialect.isEmbedded()) {
            return inTransaction(work);
        }
        writing.lock();
        try {
            return inTransaction(work);
        } finally {
            writing.unlock();
        }
    }

    /** Does what is one statement, or is sent to the server as if it were, without a transaction around it. */
    <T> T atOnce(Work<T> work) {
        if (still != null) {
            throw new IllegalStateException("a snapshot is for reading only");
        }
        return translated(() -> jdbi.<T, SQLException>withHandle(work::with));
    }

    private <T> T inTransaction(Work<T> work) {
        return translated(() -> jdbi.<T, SQLException>inTransaction(work::with));
    }

    /** The database as it stands now, to be closed soon. */
    Database snapshot() {
        return translated(() -> {
            Handle handle = jdbi.open();
            try {
                Connection connection = handle.getConnection();
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                // The moment is that of the first look
                handle.createQuery("SELECT COUNT(*) FROM pos_schema")
                        .mapTo(Integer.class)
                        .one();
                return new Database(jdbi, dialect, handle);
            } catch (SQLException | RuntimeException e) {
                handle.close();
                throw e;
            }
        });
    }

    /** Reads with several statements as if it were one. */
    <T> T readStill(Work<T> work) {
        if (still != null) {
            return read(work);
        }
        try (Database moment = snapshot()) {
            return moment.read(work);
        }
    }

    @Override
    public void close() {
        if (still != null) {
            translated(() -> {
                try (still) {
                    still.getConnection().rollback();
                    still.getConnection().setReadOnly(false);
                    still.getConnection().setAutoCommit(true);
                }
                return true;
            });
        }
    }

    /** What is done before the storage is used. */
    interface Preparation {
        void run() throws SQLException;
    }

    /** @throws UnreachableException if the database goes away meanwhile */
    void ready(Preparation preparation) {
        translated(() -> {
            preparation.run();
            return true;
        });
    }

    private interface Call<T> {
        T get() throws SQLException;
    }

    private <T> T translated(Call<T> call) {
        try {
            return call.get();
        } catch (SQLException e) {
            throw unreachableOr(new SqlFailure(e), e);
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreachableOr(e, e);
        }
    }

    private RuntimeException unreachableOr(RuntimeException otherwise, Throwable failure) {
        SQLException sql = Dialect.sqlIn(failure);
        return sql != null && dialect.isUnreachable(sql)
                ? new UnreachableException("the database cannot be reached: " + sql.getMessage(), otherwise)
                : otherwise;
    }
}

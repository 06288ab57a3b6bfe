package feedback.pos.jdbc;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The way to the database: reading freely, writing in transactions. Thread-safe. */
final class Database {
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final ReentrantLock writing = new ReentrantLock();

    Database(Jdbi jdbi, Dialect dialect) {
        this.jdbi = jdbi;
        this.dialect = dialect;
    }

    /** Something done with a connection. */
    interface Work<T> {
        T with(Handle handle) throws SQLException;
    }

    Dialect dialect() {
        return dialect;
    }

    <T> T read(Work<T> work) {
        try {
            return jdbi.<T, SQLException>withHandle(work::with);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Does the work in one transaction, which is durable once this returns and never was if it throws. */
    <T> T write(Work<T> work) {
        if (!dialect.serialWrites()) {
            return inTransaction(work);
        }
        writing.lock();
        try {
            return inTransaction(work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T inTransaction(Work<T> work) {
        try {
            return jdbi.<T, SQLException>inTransaction(work::with);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}

package feedback.pos.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one database does otherwise than another; all other SQL of this module is understood by all of them. */
interface Dialect {

    /**
     * The dialect of a database.
     *
     * @throws IllegalArgumentException if this database is not supported
     */
    static Dialect of(Connection connection) throws SQLException {
        return of(connection.getMetaData().getDatabaseProductName(), connection);
    }

    /** The same for a product of this name. */
    static Dialect of(String product, Connection connection) throws SQLException {
        if (product.startsWith("HSQL")) {
            return new HsqldbDialect();
        }
        if (product.equals("PostgreSQL")) {
            return PostgresDialect.of(connection);
        }
        throw new IllegalArgumentException(product + " is not supported; HSQLDB and PostgreSQL are");
    }

    /** The folder of its scripts. */
    String name();

    /** What makes the tables, in order. */
    List<Migrations.Script> scripts();

    /** SQL states that mean «somebody else was first»: a taken key or a serialization failure, nothing else. */
    Set<String> lostRace();

    /** Whether the failure means that the database cannot be reached, or did not answer in time. */
    boolean isUnreachable(SQLException failure);

    /** Whether the failure of a script's statement means that an earlier run, cut off by a crash, has done it. */
    boolean isDone(String statement, SQLException failure);

    /** Keeps other processes from migrating at the same time. */
    void lockForMigration(Connection connection) throws SQLException;

    /** Lets them, and leaves the connection as it was. */
    void unlockAfterMigration(Connection connection) throws SQLException;

    /**
     * Whether the database runs in this process: then writing is done by one thread at a time, because writers would only
     * wait for each other, and a statement more costs no way to a server.
     */
    boolean isEmbedded();

    /** How many commits are on their way at the same time. */
    int writers();

    /** Writes the rows, at least one, as new ones. */
    void insert(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException;

    /**
     * Writes those of the rows, at least one, whose keys are free, in their order.
     *
     * @return how many; where writers do not meet all, or none and a lost race is thrown
     */
    int insertMissing(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException;

    /** Adds to the counters of a chain, which makes those that are not there. */
    void add(Connection connection, UUID poll, int chain, Map<String, Long> amounts) throws SQLException;

    /** Writes rows, at least one and each key once, in place of those of the same keys. */
    void put(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException;

    /** Removes the rows of these keys, at least one. */
    void delete(Connection connection, Table table, List<@Nullable Object[]> keys) throws SQLException;

    /** Reads the rows of these keys, as far as they are there. */
    void find(Connection connection, Table table, List<@Nullable Object[]> keys, Reading reading) throws SQLException;

    /** Waits until nobody else counts, and keeps others from it until the transaction ends. */
    void lockFigures(Connection connection) throws SQLException;

    /** Stands at the end of an insert: leaves out what is there already; empty where writers do not meet. */
    String passingOverTaken();

    /** What is done with a row. */
    interface Reading {
        void of(ResultSet row) throws SQLException;
    }

    /**
     * Reads the rows of some ids.
     *
     * @param select with one place for the first id, and ending with the column that the ids are looked up in
     * @param ending of the statement
     */
    void eachOf(Connection connection, String select, String ending, UUID first, Collection<UUID> ids, Reading reading)
            throws SQLException;

    /** Stands at the end of a query: keeps its rows from other transactions; empty where writers do not meet. */
    String forUpdate();

    /** Whether two waited for each other, and this one was made to give up. */
    boolean isDeadlock(Throwable failure);

    /**
     * Changes messages.
     *
     * @param rows of each at least one message: the columns that change, its id, and the version expected; each message once
     * @return how many were as expected
     */
    int update(Connection connection, List<@Nullable Object[]> rows) throws SQLException;

    /** The code of a message's topmost topic, as {@link Columns#step} writes it, in the words of the index on it. */
    String category();

    /** An id as a parameter. */
    Object parameter(UUID id);

    /** The JDBC type of ids, for one that is null. */
    int typeOfIds();

    /** An id of a row. */
    UUID id(ResultSet row, String column) throws SQLException;

    /** A condition that two columns, in the order of an index on both, lie behind two values. */
    default String isBehind(String first, String firstValue, String second, String secondValue) {
        return first + " >= " + firstValue + " AND (" + first + " > " + firstValue + " OR " + second + " > "
                + secondValue + ")";
    }

    /** Stands at the end of a query: keeps the table's rows from other transactions, passing over those that others keep. */
    String keepingFromOthers(String table);

    /**
     * The statement that writes a document in place of the one of its kind and key, if any; empty where writers do not meet,
     * and it can be removed and inserted.
     */
    String replaceRecord();

    /** Whether the failure means that somebody else was first. */
    default boolean isLostRace(Throwable failure) {
        SQLException sql = sqlIn(failure);
        return sql != null && lostRace().contains(String.valueOf(sql.getSQLState()));
    }

    /** The first one among the causes that says what is wrong. */
    static @Nullable SQLException sqlIn(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && (sql.getSQLState() != null || sql instanceof SQLTransientConnectionException)) {
                return sql;
            }
        }
        return null;
    }
}

package feedback.pos.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a database gets many rows at once, as fast as plain JDBC can. */
interface RowWriter {

    /** The way that is the fastest for the database. */
    static RowWriter of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().startsWith("PostgreSQL")
                ? new ArrayRows()
                : new BatchedRows();
    }

    void insert(Connection connection, Table table, List<List<@Nullable Object>> rows) throws SQLException;

    /**
     * Sets the columns of rows that are there.
     *
     * @param columns of the table
     * @param rows for each row the columns' values, then the id and the version that the row has before
     * @return how many rows there were
     */
    int update(Connection connection, Table table, List<Table.Column> columns, List<List<@Nullable Object>> rows)
            throws SQLException;
}

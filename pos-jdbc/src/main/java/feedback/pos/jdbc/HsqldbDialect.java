package feedback.pos.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** HSQLDB: a batch of a prepared statement costs no way to a server, and one writer at a time is fastest. */
final class HsqldbDialect implements Dialect {
    private static final String ALREADY_THERE = "42504";
    private static final String NOT_THERE = "42501";

    @Override
    public String name() {
        return "hsqldb";
    }

    @Override
    public List<Migrations.Script> scripts() {
        return List.of(
                Migrations.Script.of("V001__messages_outbox_records.sql"),
                new Migrations.Script("V002__redaction_submissions_outbox.sql", new SplitBodies()),
                Migrations.Script.of("V003__delivery_windows.sql"),
                new Migrations.Script("V004__executors.sql", new FillExecutors(this)),
                Migrations.Script.of("V005__places_on_the_map.sql"),
                Migrations.Script.of("V006__cards_and_ballots.sql"),
                Migrations.Script.of("V007__figures.sql"),
                Migrations.Script.of("V008__search.sql"),
                Migrations.Script.of("V009__lists_of_what_is_rare.sql"));
    }

    @Override
    public Set<String> lostRace() {
        return Set.of("23505", "40001");
    }

    @Override
    public boolean isUnreachable(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("08");
    }

    @Override
    public boolean isDone(String statement, SQLException failure) {
        String state = failure.getSQLState();
        return ALREADY_THERE.equals(state) || (NOT_THERE.equals(state) && statement.contains("DROP "));
    }

    /** A base belongs to one process, or to those who agree among themselves. */
    @Override
    public void lockForMigration(Connection connection) {
        // Nothing to lock
    }

    @Override
    public void unlockAfterMigration(Connection connection) {
        // Nothing was locked
    }

    @Override
    public String category() {
        return "category";
    }

    @Override
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public void insert(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        RowByRow.insert(connection, this, table, rows);
    }

    @Override
    public int insertMissing(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        RowByRow.insert(connection, this, table, rows);
        return rows.size();
    }

    @Override
    public void put(Connection connection, Table table, List<@Nullable Object[]> rows) throws SQLException {
        RowByRow.put(connection, this, table, rows);
    }

    @Override
    public void delete(Connection connection, Table table, List<@Nullable Object[]> keys) throws SQLException {
        RowByRow.delete(connection, this, table, keys);
    }

    @Override
    public void find(Connection connection, Table table, List<@Nullable Object[]> keys, Reading reading)
            throws SQLException {
        RowByRow.find(connection, this, table, keys, reading);
    }

    /** Who writes has the lock of {@link Database} already. */
    @Override
    public void lockFigures(Connection connection) {
        // Nothing to lock
    }

    @Override
    public String passingOverTaken() {
        return "";
    }

    @Override
    public void add(Connection connection, UUID poll, int chain, Map<String, Long> amounts) throws SQLException {
        List<@Nullable Object[]> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE pos_ballot_counter SET amount = amount + ? WHERE poll = ? AND chain = ? AND name = ?")) {
            for (Map.Entry<String, Long> each : amounts.entrySet()) {
                update.setLong(1, each.getValue());
                update.setObject(2, parameter(poll));
                update.setInt(3, chain);
                update.setString(4, each.getKey());
                update.addBatch();
                missing.add(new Object[] {poll, chain, each.getValue(), each.getKey()});
            }
            int[] found = update.executeBatch();
            for (int i = found.length - 1; i >= 0; i--) {
                if (found[i] > 0) {
                    missing.remove(i);
                }
            }
        }
        if (!missing.isEmpty()) {
            RowByRow.insert(connection, this, Table.COUNTER, missing);
        }
    }

    @Override
    public void eachOf(
            Connection connection, String select, String ending, UUID first, Collection<UUID> ids, Reading reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select + " = ?")) {
            statement.setObject(1, parameter(first));
            for (UUID id : ids) {
                statement.setObject(2, parameter(id));
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        reading.of(row);
                    }
                }
            }
        }
    }

    @Override
    public String forUpdate() {
        return "";
    }

    @Override
    public boolean isDeadlock(Throwable failure) {
        return false;
    }

    @Override
    public int update(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        return RowByRow.update(connection, this, rows);
    }

    @Override
    public Object parameter(UUID id) {
        return Columns.bytes(id);
    }

    @Override
    public int typeOfIds() {
        return Types.BINARY;
    }

    @Override
    public UUID id(ResultSet row, String column) throws SQLException {
        return Columns.uuid(row.getBytes(column));
    }

    /** Who writes has the lock of {@link Database} already. */
    @Override
    public String keepingFromOthers(String table) {
        return "";
    }

    @Override
    public String replaceRecord() {
        return "";
    }
}

package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.insight.Fact;
import feedback.pos.store.Figures;
import feedback.pos.store.Held;
import feedback.pos.store.Records;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counters as rows that one transaction at a time brings up to what was written. */
final class JdbcFigures implements Figures {
    private static final String KIND = "figures";
    private static final String BASIS = "basis";

    private final Database database;
    private final Dialect dialect;
    private final MessageRows messages;
    private final JdbcRecords records;
    private final Codec codec = new Codec();

    JdbcFigures(Database database, JdbcRecords records) {
        this.database = database;
        this.dialect = database.dialect();
        this.messages = new MessageRows(database.dialect());
        this.records = records;
    }

    @Override
    public int count(int limit, Function<List<Held>, List<Fact>> telling) {
        // Most often there is nothing, and it costs no transaction to see
        return waiting(1) == 0
                ? 0
                : database.write(handle -> {
                    Connection connection = handle.getConnection();
                    dialect.lockFigures(connection);
                    List<@Nullable Object[]> taken = taken(connection, limit);
                    Set<UUID> ids = ids(taken);
                    if (!ids.isEmpty()) {
                        count(connection, ids, telling.apply(messages.held(handle, ids)));
                        dialect.delete(connection, Table.UNCOUNTED, taken);
                    }
                    return taken.size();
                });
    }

    private List<@Nullable Object[]> taken(Connection connection, int limit) throws SQLException {
        List<@Nullable Object[]> taken = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT message, version FROM pos_uncounted LIMIT " + limit)) {
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taken.add(new @Nullable Object[] {dialect.id(row, "message"), row.getInt("version")});
                }
            }
        }
        return taken;
    }

    private void count(Connection connection, Set<UUID> ids, List<Fact> facts) throws SQLException {
        FactRows rows = new FactRows(dialect, codec);
        CounterRows counters = new CounterRows(dialect);
        Map<UUID, Fact> before = new HashMap<>();
        List<@Nullable Object[]> keys =
                ids.stream().map(id -> new @Nullable Object[] {id}).toList();
        dialect.find(connection, Table.FACT, keys, row -> {
            Fact fact = rows.whole(row);
            before.put(fact.message(), fact);
        });
        before.values().forEach(fact -> counters.count(fact, -1));
        facts.forEach(fact -> counters.count(fact, 1));
        counters.write(connection);
        if (!facts.isEmpty()) {
            dialect.put(connection, Table.FACT, facts.stream().map(rows::row).toList());
        }
        facts.forEach(fact -> before.remove(fact.message()));
        if (!before.isEmpty()) {
            // Removed for good
            dialect.delete(
                    connection,
                    Table.FACT,
                    before.keySet().stream()
                            .map(id -> new @Nullable Object[] {id})
                            .toList());
        }
    }

    @Override
    public int waiting(int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM (SELECT version FROM pos_uncounted LIMIT " + most + ") AS waiting")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public String basis() {
        return records.get(KIND, BASIS).orElse("");
    }

    @Override
    public void recount(String basis) {
        database.write(handle -> {
            dialect.lockFigures(handle.getConnection());
            handle.execute("DELETE FROM pos_counter");
            handle.execute("DELETE FROM pos_fact");
            handle.execute("DELETE FROM pos_uncounted");
            handle.execute("INSERT INTO pos_uncounted (message, version)"
                    + " SELECT id, version FROM pos_message WHERE version > 0" + dialect.passingOverTaken());
            records.replace(handle, List.of(new Records.Document(KIND, BASIS, basis)));
            return true;
        });
    }

    @Override
    public <T> T read(Function<Reading, T> work) {
        return reading(handle -> work.apply(new FigureReading(handle.getConnection(), dialect, codec)));
    }

    private <T> T reading(Database.Work<T> work) {
        try (Database still = database.snapshot()) {
            return still.read(work);
        }
    }

    @Override
    public <T> Optional<T> readFresh(int most, Function<List<Held>, List<Fact>> telling, Function<Reading, T> work) {
        return reading(handle -> {
            Reading counted = new FigureReading(handle.getConnection(), dialect, codec);
            List<@Nullable Object[]> waiting = taken(handle.getConnection(), most + 1);
            if (waiting.size() > most) {
                return Optional.empty();
            }
            return Optional.of(work.apply(waiting.isEmpty() ? counted : fresh(handle, counted, ids(waiting), telling)));
        });
    }

    private Reading fresh(Handle handle, Reading counted, Set<UUID> changed, Function<List<Held>, List<Fact>> telling)
            throws SQLException {
        List<Fact> before = new ArrayList<>();
        counted.facts(changed, before::add);
        return new FreshReading(counted, changed, before, telling.apply(messages.held(handle, changed)));
    }

    private static Set<UUID> ids(List<@Nullable Object[]> taken) {
        Set<UUID> ids = new LinkedHashSet<>();
        taken.forEach(each -> ids.add((UUID) Objects.requireNonNull(each[0])));
        return ids;
    }
}

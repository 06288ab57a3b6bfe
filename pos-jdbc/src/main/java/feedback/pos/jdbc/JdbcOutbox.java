package feedback.pos.jdbc;

import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Tiding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What waits to be told, as rows that are deleted once told. A row's {@code next_at} says until when it is held back; what
 * stands behind a row that is held back waits with it.
 */
final class JdbcOutbox implements Outbox {
    static final String TIDINGS =
            "SELECT message, version, place, happened_at, fact, recipient_role, recipient, next_at"
                    + " FROM pos_outbox o";

    private static final String FREE = TIDINGS + " WHERE next_at <= :now AND NOT EXISTS"
            + " (SELECT 1 FROM pos_outbox held WHERE held.message = o.message AND held.next_at > :now)";
    private static final String PENDING = FREE + " ORDER BY message, version, place LIMIT :limit";
    private static final String PAGE = FREE + " ORDER BY next_at, message, version, place LIMIT :limit";
    private static final String TOLD = "DELETE FROM pos_outbox WHERE message = ? AND version = ? AND fact = ?"
            + " AND recipient_role = ? AND recipient = ?";

    private final Database database;
    private final Dialect dialect;

    JdbcOutbox(Database database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    @Override
    public List<Tiding> pending(Instant now, int limit) {
        return database.read(handle -> handle.createQuery(PENDING)
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .map((row, context) -> tiding(row, dialect))
                .list());
    }

    static Tiding tiding(ResultSet row, Dialect dialect) throws SQLException {
        return new Tiding(
                dialect.id(row, "message"),
                row.getInt("version"),
                Columns.instant(row.getLong("happened_at")),
                row.getString("fact"),
                Role.valueOf(row.getString("recipient_role")),
                row.getString("recipient"));
    }

    /** A row, and its place among those about its message. */
    private record Waiting(Tiding tiding, int place) {
        static final Comparator<Waiting> IN_ORDER = Comparator.<Waiting, UUID>comparing(
                        each -> each.tiding().message(), Position::compare)
                .thenComparingInt(each -> each.tiding().version())
                .thenComparingInt(Waiting::place);

        UUID message() {
            return tiding.message();
        }
    }

    /**
     * A message's first row stands for the message: whoever holds that back has it. Of the rows that are free those are
     * taken whose message's first row is among them, and is still free when it is held back. If there is none in a page, the
     * next one is looked through: what a node had taken that died lies behind whatever came later about the same messages.
     */
    @Override
    public List<Tiding> take(Instant now, Instant until, int limit) {
        return database.write(handle -> {
            List<Waiting> free;
            List<Tiding> taken;
            int passed = 0;
            do {
                free = free(handle, now, limit, passed);
                taken = take(handle, free, now, until);
                passed += free.size();
            } while (taken.isEmpty() && free.size() == limit);
            return taken;
        });
    }

    private List<Waiting> free(Handle handle, Instant now, int limit, int passed) {
        return handle.createQuery(PAGE + " OFFSET :passed" + dialect.keepingFromOthers("o"))
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .bind("passed", passed)
                .map((row, context) -> waiting(row))
                .list();
    }

    private List<Tiding> take(Handle handle, List<Waiting> free, Instant now, Instant until) {
        Map<UUID, Waiting> first = first(handle, free);
        List<Waiting> heads = free.stream()
                .filter(each -> each.equals(first.get(each.message())))
                .toList();
        List<Waiting> taken = hold(handle, heads, now, until);
        Set<UUID> ours = taken.stream().map(Waiting::message).collect(Collectors.toSet());
        List<Waiting> rest = free.stream()
                .filter(each -> ours.contains(each.message()) && !each.equals(first.get(each.message())))
                .toList();
        return Stream.concat(taken.stream(), hold(handle, rest, now, until).stream())
                .sorted(Waiting.IN_ORDER)
                .map(Waiting::tiding)
                .toList();
    }

    /** Holds back those of the rows that are still free, and gives them back. */
    private List<Waiting> hold(Handle handle, List<Waiting> rows, Instant now, Instant until) {
        if (rows.isEmpty()) {
            return rows;
        }
        PreparedBatch hold = handle.prepareBatch("UPDATE pos_outbox SET next_at = :until WHERE message = :message"
                + " AND version = :version AND place = :place AND next_at <= :now");
        rows.forEach(each -> hold.bind("until", Columns.micros(until))
                .bind("message", dialect.parameter(each.message()))
                .bind("version", each.tiding().version())
                .bind("place", each.place())
                .bind("now", Columns.micros(now))
                .add());
        int[] counts = hold.execute();
        return IntStream.range(0, rows.size())
                .filter(n -> counts[n] > 0)
                .mapToObj(rows::get)
                .toList();
    }

    /** Of each message that occurs in the page, the row that is to be told first. */
    private Map<UUID, Waiting> first(Handle handle, List<Waiting> page) {
        List<Object> messages = page.stream()
                .map(Waiting::message)
                .distinct()
                .map(dialect::parameter)
                .toList();
        Map<UUID, Waiting> first = new HashMap<>();
        // One by one where a long list would be scanned for, see JdbcMessages
        int atOnce = dialect.isEmbedded() ? 1 : Math.max(1, messages.size());
        for (int from = 0; from < messages.size(); from += atOnce) {
            handle.createQuery(TIDINGS + " WHERE message IN (<messages>) ORDER BY message, version, place")
                    .bindList("messages", messages.subList(from, Math.min(messages.size(), from + atOnce)))
                    .map((row, context) -> waiting(row))
                    .forEach(each -> first.putIfAbsent(each.message(), each));
        }
        return first;
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(tiding(row, dialect), row.getInt("place"));
    }

    @Override
    public void told(Collection<Tiding> tidings) {
        if (tidings.isEmpty()) {
            return;
        }
        List<Tiding> inOrder = tidings.stream()
                .sorted(Comparator.comparing(Tiding::message, Position::compare).thenComparingInt(Tiding::version))
                .toList();
        database.write(handle -> {
            try (PreparedStatement delete = handle.getConnection().prepareStatement(TOLD)) {
                for (Tiding tiding : inOrder) {
                    delete.setObject(1, dialect.parameter(tiding.message()));
                    delete.setInt(2, tiding.version());
                    delete.setString(3, tiding.event());
                    delete.setString(4, tiding.role().name());
                    delete.setString(5, tiding.recipient());
                    delete.addBatch();
                }
                return delete.executeBatch();
            }
        });
    }

    @Override
    public void holdBack(UUID message, Instant until) {
        database.write(handle -> handle.createUpdate("UPDATE pos_outbox SET next_at = :until WHERE message = :message")
                .bind("until", Columns.micros(until))
                .bind("message", dialect.parameter(message))
                .execute());
    }
}

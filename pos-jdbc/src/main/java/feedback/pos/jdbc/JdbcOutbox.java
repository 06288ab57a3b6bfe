package feedback.pos.jdbc;

import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Tiding;
import feedback.pos.store.Tiding.Strand;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * What waits to be told, as rows that are deleted once told. A row's {@code next_at} says until when it is held back, at
 * first until it may be told; what stands behind it in its strand waits with it.
 */
final class JdbcOutbox implements Outbox {
    static final String TIDINGS = "SELECT message, version, place, happened_at, not_before, fact, recipient_role,"
            + " recipient, next_at FROM pos_outbox o";

    private static final String EARLIER = " AND NOT EXISTS (SELECT 1 FROM pos_outbox earlier"
            + " WHERE earlier.message = o.message AND earlier.recipient_role = o.recipient_role"
            + " AND earlier.recipient = o.recipient AND earlier.version <= o.version"
            + " AND (earlier.version < o.version OR earlier.place < o.place)";
    private static final String PENDING = TIDINGS + " WHERE next_at <= :now" + EARLIER
            + " AND earlier.next_at > :now) ORDER BY message, version, place LIMIT :limit";
    private static final String PAGE = " next_at, message, version, place LIMIT :limit";
    static final String TAKE = TIDINGS + " WHERE next_at <= :now" + EARLIER + ") ORDER BY" + PAGE;

    /** Ordered by what is the same for all too: else HSQLDB reads all that waits for the recipient and sorts it. */
    static final String TAKE_FOR = TIDINGS + " WHERE recipient = :recipient AND recipient_role = :role"
            + " AND next_at <= :now" + EARLIER + ") ORDER BY recipient, recipient_role," + PAGE;

    private static final String ABOUT = TIDINGS + " WHERE message IN (<messages>) ORDER BY message, version, place";
    private static final String HOLD = "UPDATE pos_outbox SET next_at = :until WHERE message = :message"
            + " AND version = :version AND place = :place AND next_at <= :now";
    private static final String HOLD_BACK = "UPDATE pos_outbox SET next_at ="
            + " CASE WHEN not_before > :until THEN not_before ELSE :until END"
            + " WHERE message = :message AND recipient_role = :role AND recipient = :recipient";
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
        Instant at = Columns.instant(row.getLong("happened_at"));
        long window = row.getLong("not_before");
        Instant notBefore = row.wasNull() ? at : Columns.instant(window);
        return new Tiding(
                dialect.id(row, "message"),
                row.getInt("version"),
                at,
                row.getString("fact"),
                Role.valueOf(row.getString("recipient_role")),
                row.getString("recipient"),
                notBefore);
    }

    /** A row: its place is that among those of its version. */
    private record Waiting(Tiding tiding, int place, long nextAt) {
        static final Comparator<Waiting> IN_ORDER = Comparator.<Waiting, UUID>comparing(
                        each -> each.tiding().message(), Position::compare)
                .thenComparingInt(each -> each.tiding().version())
                .thenComparingInt(Waiting::place);

        Key key() {
            return new Key(tiding.message(), tiding.version(), place);
        }
    }

    private record Key(UUID message, int version, int place) {}

    @Override
    public List<Tiding> take(Instant now, Instant until, int limit) {
        return database.write(handle -> take(handle, handle.createQuery(locking(TAKE)), now, until, limit));
    }

    @Override
    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
        return database.write(handle -> take(
                handle,
                handle.createQuery(locking(TAKE_FOR)).bind("role", role.name()).bind("recipient", recipient),
                now,
                until,
                limit));
    }

    private String locking(String query) {
        return query + dialect.keepingFromOthers("o");
    }

    /**
     * A strand's first row stands for the strand: whoever has that has it, for what comes later in a strand is written later
     * too. Nothing is waited for here once a row is locked, so that nobody waits in a circle.
     */
    private List<Tiding> take(Handle handle, Query heads, Instant now, Instant until, int limit) {
        List<Waiting> first = heads.bind("now", Columns.micros(now))
                .bind("limit", limit)
                .map((row, context) -> waiting(row))
                .list();
        if (first.isEmpty()) {
            return List.of();
        }
        List<Waiting> page = new ArrayList<>();
        for (List<Waiting> strand : free(handle, first, Columns.micros(now)).values()) {
            if (page.isEmpty()) {
                page.addAll(strand.subList(0, Math.min(limit, strand.size())));
            } else if (page.size() + strand.size() <= limit) {
                page.addAll(strand);
            }
        }
        return hold(handle, page.stream().sorted(Waiting.IN_ORDER).toList(), now, until);
    }

    /** Of each strand what may be told, in order, up to the first row that may not or that somebody else has. */
    private Map<Strand, List<Waiting>> free(Handle handle, List<Waiting> first, long now) {
        Map<Strand, List<Waiting>> strands = new LinkedHashMap<>();
        first.forEach(each -> strands.put(each.tiding().strand(), new ArrayList<>(List.of(each))));
        Map<Strand, List<Waiting>> behind = new HashMap<>();
        Set<Key> heads = new HashSet<>();
        first.forEach(each -> heads.add(each.key()));
        for (Waiting each : about(handle, first, ABOUT)) {
            if (strands.containsKey(each.tiding().strand()) && !heads.contains(each.key())) {
                behind.computeIfAbsent(each.tiding().strand(), any -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Waiting> more = behind.values().stream().flatMap(List::stream).toList();
        if (more.isEmpty()) {
            return strands;
        }
        Set<Key> ours = new HashSet<>();
        about(handle, more, locking(ABOUT)).stream()
                .filter(each -> each.nextAt() <= now)
                .forEach(each -> ours.add(each.key()));
        behind.forEach((strand, rows) -> rows.stream()
                .takeWhile(each -> ours.contains(each.key()))
                .forEach(each -> strands.getOrDefault(strand, List.of()).add(each)));
        return strands;
    }

    /** Everything about the messages of these rows. */
    private List<Waiting> about(Handle handle, List<Waiting> rows, String query) {
        List<Object> messages = rows.stream()
                .map(each -> each.tiding().message())
                .distinct()
                .map(dialect::parameter)
                .toList();
        // One by one where a long list would be scanned for, see JdbcMessages
        int atOnce = dialect.isEmbedded() ? 1 : messages.size();
        List<Waiting> found = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += atOnce) {
            handle.createQuery(query)
                    .bindList("messages", messages.subList(from, Math.min(messages.size(), from + atOnce)))
                    .map((row, context) -> waiting(row))
                    .forEach(found::add);
        }
        return found;
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(tiding(row, dialect), row.getInt("place"), row.getLong("next_at"));
    }

    /** Holds back those of the rows that are still free, and gives them back; of a strand none behind one that is not. */
    private List<Tiding> hold(Handle handle, List<Waiting> rows, Instant now, Instant until) {
        PreparedBatch hold = handle.prepareBatch(HOLD);
        rows.forEach(each -> hold.bind("until", Columns.micros(until))
                .bind("message", dialect.parameter(each.tiding().message()))
                .bind("version", each.tiding().version())
                .bind("place", each.place())
                .bind("now", Columns.micros(now))
                .add());
        int[] counts = hold.execute();
        Set<Strand> lost = new HashSet<>();
        List<Tiding> held = new ArrayList<>();
        for (int n = 0; n < counts.length; n++) {
            Tiding tiding = rows.get(n).tiding();
            if (counts[n] == 0) {
                lost.add(tiding.strand());
            } else if (!lost.contains(tiding.strand())) {
                held.add(tiding);
            }
        }
        return held;
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
    public void holdBack(Tiding tiding, Instant until) {
        database.write(handle -> handle.createUpdate(HOLD_BACK)
                .bind("until", Columns.micros(until))
                .bind("message", dialect.parameter(tiding.message()))
                .bind("role", tiding.role().name())
                .bind("recipient", tiding.recipient())
                .execute());
    }
}

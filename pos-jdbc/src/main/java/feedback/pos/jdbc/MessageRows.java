package feedback.pos.jdbc;

import static java.util.stream.Collectors.groupingBy;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Held;
import feedback.pos.store.Tiding;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of messages and of what belongs to them, read through a connection. */
final class MessageRows {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRows.class);

    /** How many messages are read with their journals at a time. */
    private static final int PAGE = 200;

    private static final String LINES =
            "SELECT message, version, happened_at, author, author_role, fact, body, seal, digest FROM pos_journal";

    static final String FROM = " FROM pos_message JOIN pos_submission s ON s.message = id";

    /** The columns from which a message is read. */
    static final String COLUMNS = "s.body AS submission, pos_message.body AS body";

    static final String MESSAGES = "SELECT " + COLUMNS + FROM;

    /** By one of the columns; the version of a message that was removed is negative. */
    private static final String ONE = MESSAGES + " WHERE %s = ? AND version > 0";

    private final Dialect dialect;
    private final Codec codec = new Codec();

    MessageRows(Dialect dialect) {
        this.dialect = dialect;
    }

    Codec codec() {
        return codec;
    }

    Message message(ResultSet row) throws SQLException {
        return codec.readMessage(row.getString("submission"), row.getString("body"));
    }

    /** The way that is gone most often, so without what Jdbi does for convenience. */
    Optional<Message> findBy(Handle handle, String column, Object value) throws SQLException {
        try (PreparedStatement select = handle.getConnection().prepareStatement(ONE.formatted(column))) {
            return find(select, value);
        }
    }

    private Optional<Message> find(PreparedStatement select, Object value) throws SQLException {
        select.setObject(1, value);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(message(row)) : Optional.empty();
        }
    }

    List<Message> findAll(Handle handle, List<Object> ids) throws SQLException {
        return dialect.isEmbedded()
                // Nothing is won by asking once where there is no way to a server, and long lists are scanned for
                ? oneByOne(handle, ids)
                : handle.createQuery(MESSAGES + " WHERE id IN (<ids>) AND version > 0")
                        .bindList("ids", ids)
                        .map((row, context) -> message(row))
                        .list();
    }

    private List<Message> oneByOne(Handle handle, List<Object> ids) throws SQLException {
        List<Message> found = new ArrayList<>();
        try (PreparedStatement select = handle.getConnection().prepareStatement(ONE.formatted("id"))) {
            for (Object id : ids) {
                find(select, id).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Without those whose rows are damaged: one of them must not stop what is made of all. */
    List<Message> readable(Handle handle, List<Object> ids) throws SQLException {
        try {
            return findAll(handle, ids);
        } catch (IllegalArgumentException damaged) {
            List<Message> readable = new ArrayList<>();
            for (Object id : ids) {
                try {
                    readable.addAll(findAll(handle, List.of(id)));
                } catch (IllegalArgumentException e) {
                    LOG.error(
                            "the row of message {} cannot be read; it is neither counted nor found by words",
                            named(id),
                            e);
                }
            }
            return readable;
        }
    }

    private static Object named(Object parameter) {
        return parameter instanceof byte[] bytes ? Columns.uuid(bytes) : parameter;
    }

    // Journals

    List<Entry> journal(Handle handle, UUID id) {
        return handle.createQuery(LINES + " WHERE message = :id ORDER BY version")
                .bind("id", dialect.parameter(id))
                .map((row, context) -> entry(row))
                .list();
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                dialect.id(row, "message"),
                row.getInt("version"),
                Columns.instant(row.getLong("happened_at")),
                row.getString("author"),
                Role.valueOf(row.getString("author_role")),
                row.getString("fact"),
                row.getString("body"),
                row.getString("seal"),
                row.getString("digest"));
    }

    private List<Entry> journals(Handle handle, List<Object> ids) throws SQLException {
        if (!dialect.isEmbedded()) {
            return handle.createQuery(LINES + " WHERE message IN (<ids>) ORDER BY message, version")
                    .bindList("ids", ids)
                    .map((row, context) -> entry(row))
                    .list();
        }
        List<Entry> lines = new ArrayList<>();
        try (PreparedStatement select =
                handle.getConnection().prepareStatement(LINES + " WHERE message = ? ORDER BY version")) {
            for (Object id : ids) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        lines.add(entry(row));
                    }
                }
            }
        }
        return lines;
    }

    /** Messages with their journals, as far as they are there, without wakes and tidings. */
    List<Held> held(Handle handle, Collection<UUID> ids) throws SQLException {
        List<Held> held = new ArrayList<>();
        List<UUID> all = List.copyOf(ids);
        for (int at = 0; at < all.size(); at += PAGE) {
            List<Object> page = all.subList(at, Math.min(all.size(), at + PAGE)).stream()
                    .map(dialect::parameter)
                    .toList();
            List<Message> messages = readable(handle, page);
            Map<UUID, List<Entry>> journals = journals(handle, page).stream().collect(groupingBy(Entry::message));
            for (Message message : messages) {
                // A line may have been written since the message was read
                List<Entry> journal = journals.getOrDefault(message.id(), List.of()).stream()
                        .filter(line -> line.version() <= message.version())
                        .toList();
                held.add(new Held(message, journal, null, List.of()));
            }
        }
        return held;
    }

    // Everything

    List<Held> everything(Handle handle, @Nullable UUID after, int limit) {
        List<Held> rows = messages(handle, after, limit);
        UUID last =
                rows.size() < limit ? null : rows.get(rows.size() - 1).message().id();
        Map<UUID, List<Entry>> journals = between(handle, LINES, "version", after, last)
                .map((row, context) -> entry(row))
                .collect(groupingBy(Entry::message));
        Map<UUID, List<Tiding>> tidings = between(handle, JdbcOutbox.TIDINGS, "version, place", after, last)
                .map((row, context) -> JdbcOutbox.tiding(row, dialect))
                .collect(groupingBy(Tiding::message));
        List<Held> held = rows.stream()
                .map(each -> new Held(
                        each.message(),
                        Objects.requireNonNullElse(
                                journals.remove(each.message().id()), List.of()),
                        each.wake(),
                        tidings.getOrDefault(each.message().id(), List.of())))
                .toList();
        if (!journals.isEmpty()) {
            throw new IllegalStateException(
                    "the base is damaged: there are journals of messages that are not there: " + journals.keySet());
        }
        return held;
    }

    List<Held> messages(Handle handle, @Nullable UUID after, int limit) {
        Query query = handle.createQuery("SELECT wake_at, id, " + COLUMNS
                        // Whose submission is missing must not go unnoticed here
                        + FROM.replace(" JOIN", " LEFT JOIN")
                        + " WHERE version > 0"
                        + (after == null ? "" : " AND id > :after") + " ORDER BY id LIMIT :limit")
                .bind("limit", limit);
        if (after != null) {
            query.bind("after", dialect.parameter(after));
        }
        return query.map((row, context) -> {
                    long micros = row.getLong("wake_at");
                    // Asked before anything else is read: it is about the column read last
                    Instant wake = row.wasNull() ? null : Columns.instant(micros);
                    return new Held(intact(row), List.of(), wake, List.of());
                })
                .list();
    }

    /** The message of a row that is looked at because it may be damaged. Does not say what stands there: it is personal. */
    private Message intact(ResultSet row) throws SQLException {
        UUID id = dialect.id(row, "id");
        if (row.getString("submission") == null) {
            throw new IllegalStateException("the base is damaged: what was submitted is missing of message " + id);
        }
        try {
            return message(row);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the base is damaged: the row of message " + id + " cannot be read", e);
        }
    }

    /** What belongs to the messages behind the first id, up to the last one if there is one. */
    private Query between(Handle handle, String select, String order, @Nullable UUID after, @Nullable UUID last) {
        List<String> bounds = new ArrayList<>();
        if (after != null) {
            bounds.add("message > :after");
        }
        if (last != null) {
            bounds.add("message <= :last");
        }
        Query query = handle.createQuery(select + (bounds.isEmpty() ? "" : " WHERE " + String.join(" AND ", bounds))
                + " ORDER BY message, " + order);
        if (after != null) {
            query.bind("after", dialect.parameter(after));
        }
        if (last != null) {
            query.bind("last", dialect.parameter(last));
        }
        return query;
    }
}

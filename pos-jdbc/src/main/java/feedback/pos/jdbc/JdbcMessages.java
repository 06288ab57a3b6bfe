package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Wake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Messages, journals and wakes in tables. The row's JSON is the message; its other columns serve the queries. */
final class JdbcMessages implements MessageStore {
    /** How many rows are read at a time where only the message itself can tell whether it fits. */
    private static final int PAGE = 200;

    private final Database database;
    private final CommitTogether commits;
    private final Codec codec = new Codec();

    JdbcMessages(Database database) {
        this.database = database;
        this.commits = new CommitTogether(database);
    }

    @Override
    public List<Change> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        return commits.losers(
                changes.stream().map(change -> Draft.of(change, codec)).toList());
    }

    @Override
    public Optional<Message> find(UUID id) {
        return findBy("id", Columns.bytes(id));
    }

    @Override
    public Optional<Message> findByNumber(String number) {
        return findBy("number", number);
    }

    @Override
    public Optional<Message> findByOnce(String once) {
        return findBy("once_key", once);
    }

    private Optional<Message> findBy(String column, Object value) {
        return database.read(handle -> handle.createQuery("SELECT body FROM pos_message WHERE " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> message(row))
                .findOne());
    }

    private Message message(ResultSet row) throws SQLException {
        return codec.readMessage(row.getString("body"));
    }

    @Override
    public List<Entry> journal(UUID id) {
        return database.read(
                handle -> handle.createQuery("SELECT version, happened_at, author, author_role, fact, body,"
                                + " seal FROM pos_journal WHERE message = :id ORDER BY version")
                        .bind("id", Columns.bytes(id))
                        .map((row, context) -> entry(id, row))
                        .list());
    }

    private static Entry entry(UUID message, ResultSet row) throws SQLException {
        return new Entry(
                message,
                row.getInt("version"),
                Columns.instant(row.getLong("happened_at")),
                row.getString("author"),
                Role.valueOf(row.getString("author_role")),
                row.getString("fact"),
                row.getString("body"),
                row.getString("seal"));
    }

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        if (filter.text() == null) {
            return select(filter, after, limit);
        }
        List<Message> found = new ArrayList<>();
        Position at = after;
        List<Message> page;
        do {
            page = select(filter, at, PAGE);
            for (Message message : page) {
                at = Position.of(message);
                if (found.size() < limit && filter.matches(message)) {
                    found.add(message);
                }
            }
        } while (page.size() == PAGE && found.size() < limit);
        return found;
    }

    private List<Message> select(Filter filter, @Nullable Position after, int limit) {
        Selection selection = Selection.of(filter).after(after);
        String sql = "SELECT body FROM pos_message" + selection.where() + selection.newestFirst() + " LIMIT :limit";
        return database.read(handle -> selection
                .bindTo(handle.createQuery(sql))
                .bind("limit", limit)
                .map((row, context) -> message(row))
                .list());
    }

    @Override
    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        String behind = after == null ? "" : " AND wake_at >= :at AND (wake_at > :at OR id > :id)";
        return database.read(handle -> {
            Query query = handle.createQuery("SELECT wake_at, id FROM pos_message WHERE wake_at <= :now" + behind
                            + " ORDER BY wake_at, id LIMIT :limit")
                    .bind("now", Columns.micros(now))
                    .bind("limit", limit);
            if (after != null) {
                query.bind("at", Columns.micros(after.at())).bind("id", Columns.bytes(after.message()));
            }
            return query.map((row, context) ->
                            new Wake(Columns.instant(row.getLong("wake_at")), Columns.uuid(row.getBytes("id"))))
                    .list();
        });
    }
}

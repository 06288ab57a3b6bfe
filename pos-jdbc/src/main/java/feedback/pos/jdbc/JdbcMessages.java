package feedback.pos.jdbc;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Load;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.GroupCommit;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Wake;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages, journals and wakes in tables. The row's JSON is the message; its other columns serve the queries. Of a message
 * that was removed the row stays, emptied, so that its keys stay taken.
 */
final class JdbcMessages implements MessageStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcMessages.class);

    /** How many rows are read at a time where only the message itself can tell whether it fits. */
    private static final int PAGE = 200;

    private final Database database;
    private final Dialect dialect;
    private final CommitTogether commits;
    private final GroupCommit<Draft> together;
    private final MessageRows rows;

    /** Finds by words; null where they are looked for message by message. */
    private final @Nullable WordSearch words;

    /**
     * @param index the folder for an index of words, or null for none
     * @param isSnapshot of which an index would know too much
     */
    JdbcMessages(Database database, @Nullable Path index, boolean isSnapshot) {
        this.database = database;
        this.words = isSnapshot ? null : search(index);
        this.dialect = database.dialect();
        this.rows = new MessageRows(dialect);
        this.commits = new CommitTogether(database);
        this.together = new GroupCommit<>(dialect.writers(), commits::losers);
    }

    private @Nullable WordSearch search(@Nullable Path index) {
        if (!database.dialect().isEmbedded()) {
            return new PostgresWords(database, this::among);
        }
        return index == null ? null : new LuceneWords(database, new Everything(), index);
    }

    /** For an index of words. */
    private final class Everything implements LuceneWords.MessageReader {
        @Override
        public List<Message> find(Collection<UUID> ids) {
            return database.read(handle -> rows.readable(
                    handle, ids.stream().distinct().map(dialect::parameter).toList()));
        }

        @Override
        public List<Message> behind(@Nullable UUID after, int limit) {
            return database.read(handle -> rows.messages(handle, after, limit)).stream()
                    .map(Held::message)
                    .toList();
        }
    }

    /** Who finds by words; null where they are looked for message by message. */
    @Nullable
    WordSearch words() {
        return words;
    }

    @Override
    public List<Change> commit(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Change> losers =
                together.commit(drafts(changes)).stream().map(Draft::change).toList();
        written(changes);
        return losers;
    }

    private void written(List<Change> changes) {
        written(
                changes.size(),
                changes.stream()
                        .flatMap(each -> each.revisions().stream())
                        .anyMatch(each -> !each.redacted().isEmpty()));
    }

    /** What was committed stays so, whatever becomes of an index: what it lacks is noted in the base, and each search begins with it. */
    private void written(int messages, boolean forgets) {
        if (words != null) {
            try {
                words.written(messages, forgets);
            } catch (RuntimeException e) {
                LOG.error("what was committed is not in the index of words yet; the next search tries again", e);
            }
        }
    }

    private List<Draft> drafts(List<Change> changes) {
        return changes.stream().map(change -> Draft.of(change, rows.codec())).toList();
    }

    @Override
    public Optional<Message> find(UUID id) {
        return findBy("id", dialect.parameter(id));
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
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            // No key holds one, and PostgreSQL does not even want to be asked
            return Optional.empty();
        }
        return database.read(handle -> rows.findBy(handle, column, value));
    }

    @Override
    public List<Message> findAll(Collection<UUID> ids) {
        List<Object> wanted = ids.stream().distinct().map(dialect::parameter).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> rows.findAll(handle, wanted));
    }

    @Override
    public List<Entry> journal(UUID id) {
        return database.read(handle -> rows.journal(handle, id));
    }

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        if (filter.applicants() != null && dialect.isEmbedded()) {
            return ofEach(filter.applicants(), filter, after, limit);
        }
        if (filter.text() == null) {
            return select(filter, after, limit);
        }
        boolean isByPerson = filter.applicant() != null || filter.applicants() != null || filter.joined() != null;
        return words == null || isByPerson ? oneByOne(filter, after, limit) : words.list(filter, after, limit);
    }

    /** By the index on the applicant for each of them: the database would not use it for all at once. */
    private List<Message> ofEach(Set<String> applicants, Filter filter, @Nullable Position after, int limit) {
        String only = filter.applicant();
        return applicants.stream()
                .filter(each -> only == null || only.equals(each))
                .flatMap(each -> list(filter.withApplicants(null).withApplicant(each), after, limit).stream())
                .sorted((a, b) -> Position.of(b).compareTo(Position.of(a)))
                .limit(limit)
                .toList();
    }

    /** Where only the message itself can tell. */
    private List<Message> oneByOne(Filter filter, @Nullable Position after, int limit) {
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

    private List<Message> among(Handle handle, Filter filter, Collection<UUID> ids, int limit) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Selection selection = Selection.of(filter, dialect).among(ids);
        return selection
                .bindTo(handle.createQuery(
                        MessageRows.MESSAGES + selection.where() + selection.newestFirst() + " LIMIT :limit"))
                .bind("limit", limit)
                .map((row, context) -> rows.message(row))
                .list();
    }

    @Override
    public List<String> wordsLike(String word, int limit) {
        return words == null ? List.of() : words.wordsLike(word, limit);
    }

    private List<Message> select(Filter filter, @Nullable Position after, int limit) {
        if (!Strands.mayHelp(filter)) {
            return database.read(handle -> newestFirst(handle, filter, after, limit));
        }
        return dialect.isEmbedded()
                ? database.readStill(handle -> strands(handle, filter, after, limit))
                : database.read(handle -> strands(handle, filter, after, limit));
    }

    private List<Message> strands(Handle handle, Filter filter, @Nullable Position after, int limit)
            throws SQLException {
        Strands strands = Strands.of(filter, handle, dialect);
        if (strands == null) {
            return newestFirst(handle, filter, after, limit);
        }
        if (!dialect.isEmbedded()) {
            return strands.atOnce("SELECT " + MessageRows.COLUMNS, after, limit)
                    .map((row, context) -> rows.message(row))
                    .list();
        }
        Map<UUID, Message> messages = new HashMap<>();
        List<UUID> ids = strands.oneByOne(after, limit);
        rows.findAll(handle, ids.stream().map(dialect::parameter).toList())
                .forEach(message -> messages.put(message.id(), message));
        return ids.stream().map(messages::get).filter(Objects::nonNull).toList();
    }

    private List<Message> newestFirst(Handle handle, Filter filter, @Nullable Position after, int limit) {
        Selection selection = Selection.of(filter, dialect).after(after);
        return selection
                .bindTo(handle.createQuery(
                        MessageRows.MESSAGES + selection.where() + selection.newestFirst() + " LIMIT :limit"))
                .bind("limit", limit)
                .map((row, context) -> rows.message(row))
                .list();
    }

    @Override
    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        return database.read(handle -> dueQuery(handle, "wake_at, id FROM pos_message", now, after, limit, "")
                .map((row, context) -> wake(row))
                .list());
    }

    private Query dueQuery(Handle handle, String columns, Instant now, @Nullable Wake after, int limit, String ending) {
        String behind = after == null ? "" : " AND " + dialect.isBehind("wake_at", ":at", "id", ":id");
        Query query = handle.createQuery("SELECT " + columns + " WHERE wake_at <= :now" + behind
                        + " ORDER BY wake_at, id LIMIT :limit" + ending)
                .bind("now", Columns.micros(now))
                .bind("limit", limit);
        if (after != null) {
            query.bind("at", Columns.micros(after.at())).bind("id", dialect.parameter(after.message()));
        }
        return query;
    }

    private Wake wake(ResultSet row) throws SQLException {
        return new Wake(Columns.instant(row.getLong("wake_at")), dialect.id(row, "id"));
    }

    /** In one transaction, in which the rows are locked: what others have locked is passed over. */
    @Override
    public Round workOff(Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
        if (dialect.isEmbedded()) {
            return MessageStore.super.workOff(now, after, limit, decide);
        }
        List<Wake> due = new ArrayList<>();
        List<Draft> decided = new ArrayList<>();
        try {
            Round round = database.write(handle -> {
                List<Message> messages = locked(handle, now, after, limit, due);
                if (!due.isEmpty()) {
                    decided.addAll(drafts(decide.apply(messages)));
                    commits.write(decided, handle);
                }
                return new Round(due, List.of());
            });
            written(decided.stream().map(Draft::change).toList());
            return round;
        } catch (CommitTogether.LostRace e) {
            // What was decided does not follow from what was handed out: the way that tells who lost
            return new Round(
                    due, commits.losers(decided).stream().map(Draft::change).toList());
        }
    }

    private List<Message> locked(Handle handle, Instant now, @Nullable Wake after, int limit, List<Wake> due) {
        return dueQuery(
                        handle,
                        "wake_at, id, " + MessageRows.COLUMNS + MessageRows.FROM,
                        now,
                        after,
                        limit,
                        dialect.keepingFromOthers("pos_message"))
                .map((row, context) -> {
                    due.add(wake(row));
                    return rows.message(row);
                })
                .list();
    }

    /** From one moment, whatever is written meanwhile; what belongs to a page of messages lies in one range of ids. */
    @Override
    public List<Held> everything(@Nullable UUID after, int limit) {
        try (Database still = database.snapshot()) {
            return still.read(handle -> rows.everything(handle, after, limit));
        }
    }

    @Override
    public Map<String, Load> workload(Collection<String> executors) {
        List<String> wanted = executors.stream()
                .filter(each -> each.indexOf('\0') < 0)
                .distinct()
                .toList();
        return wanted.isEmpty()
                ? Map.of()
                : database.read(handle -> Workloads.of(handle.getConnection(), dialect, wanted));
    }

    @Override
    public boolean remove(UUID id, int version) {
        boolean isRemoved = database.write(handle -> {
            int removed = handle.createUpdate(
                            "UPDATE pos_message SET version = -1, created_at = :removed, wake_at = NULL, late_at = NULL,"
                                    + " joined = NULL, stars = NULL, outcome = NULL, applicant = '', holder_path = '',"
                                    + " territory = '', topic_path = '', lat = NULL, lon = NULL, cell = -1,"
                                    + " stage = 'REMOVED', is_open = FALSE, executor = NULL, given_at = NULL,"
                                    + " body = '' WHERE id = :id AND version = :version")
                    .bind("removed", Columns.REMOVED)
                    .bind("id", dialect.parameter(id))
                    .bind("version", version)
                    .execute();
            if (removed > 0) {
                delete(handle, "pos_submission", id);
                delete(handle, "pos_journal", id);
                delete(handle, "pos_outbox", id);
            }
            return removed > 0;
        });
        if (isRemoved) {
            written(1, true);
        }
        return isRemoved;
    }

    private void delete(Handle handle, String table, UUID id) {
        handle.createUpdate("DELETE FROM " + table + " WHERE message = :id")
                .bind("id", dialect.parameter(id))
                .execute();
    }
}

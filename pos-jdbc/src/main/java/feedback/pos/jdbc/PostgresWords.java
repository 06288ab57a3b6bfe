package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.search.Searchable;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words of messages in a table with an inverted index. A page costs about the same for rare and for common words: first the
 * newest rows are looked through one by one, which fills the page where a word is common; then the index is asked for stretches of
 * time that get longer and longer while little is found, and shorter where there is too much.
 */
final class PostgresWords implements WordSearch {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWords.class);

    /** How many rows are looked through one by one, and how many of a stretch are sorted. */
    private static final int LOOKED_AT = 1_000;

    /** How many messages are taken down in one transaction. */
    private static final int BATCH = 500;

    /** After so many commits what was written is taken down, though nobody searches. */
    private static final int WAITING = 500;

    /** Any number that nobody else locks; «srch» in ASCII. */
    private static final long DRAIN_LOCK = 0x73726368;

    private static final String NEWEST =
            "WITH w AS MATERIALIZED (SELECT found, sent_at, words @@ CAST(? AS tsquery) AS hit FROM pos_search"
                    + " WHERE (sent_at, found) < (?, ?) AND sent_at >= ? ORDER BY sent_at DESC, found DESC LIMIT "
                    + LOOKED_AT + ") SELECT found, sent_at, hit, (SELECT COUNT(*) FROM w) AS looked_at FROM w WHERE hit"
                    + " OR (sent_at, found) = (SELECT sent_at, found FROM w ORDER BY sent_at, found LIMIT 1)"
                    + " ORDER BY sent_at DESC, found DESC";

    private static final String BY_INDEX =
            "SELECT found, sent_at FROM pos_search WHERE words @@ CAST(? AS tsquery) LIMIT " + (LOOKED_AT + 1);

    private static final String PUT = "INSERT INTO pos_search (found, sent_at, words)"
            + " SELECT found, sent_at, CAST(words AS tsvector) FROM unnest(?::uuid[], ?::int8[], ?::text[])"
            + " AS u(found, sent_at, words) ON CONFLICT (found) DO UPDATE SET words = EXCLUDED.words"
            + " WHERE pos_search.words IS DISTINCT FROM EXCLUDED.words RETURNING found, xmax = 0 AS is_new";

    private static final String FORGET =
            "DELETE FROM pos_search WHERE found = ANY (?::uuid[]) RETURNING tsvector_to_array(words) AS lexemes";

    private final Database database;
    private final MessageReader reader;
    private final PostgresVocabulary vocabulary = new PostgresVocabulary();
    private final AtomicInteger waiting = new AtomicInteger();

    PostgresWords(Database database, MessageReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** Reads messages by ids and conditions. */
    interface MessageReader {
        List<Message> read(Handle handle, Filter filter, Collection<UUID> ids, int limit);
    }

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        drain();
        Wanted wanted = Objects.requireNonNull(filter.wanted());
        Set<String> within = filter.within();
        if (within != null && within.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> handle.<List<Message>, SQLException>inTransaction(
                inside -> new Walk(inside, filter, Tsquery.of(wanted, filter), limit).from(after)));
    }

    /** A place among the rows, and what was found there. */
    private record Place(long sentAt, UUID id) {
        private static final UUID LAST = new UUID(-1, -1);

        static Place of(@Nullable Position position) {
            return position == null
                    ? new Place(Long.MAX_VALUE, LAST)
                    : new Place(Columns.micros(position.createdAt()), position.id());
        }

        boolean isBefore(Place other) {
            return sentAt < other.sentAt || (sentAt == other.sentAt && Position.compare(id, other.id) < 0);
        }

        static int newestFirst(Place a, Place b) {
            return a.equals(b) ? 0 : a.isBefore(b) ? 1 : -1;
        }
    }

    /** One way from the newest message to the oldest until a page is full. */
    private final class Walk {
        private final Handle handle;
        private final Filter filter;
        private final String query;
        private final int limit;
        private final long from;
        private final List<Message> page = new ArrayList<>();

        private Walk(Handle handle, Filter filter, String query, int limit) {
            this.handle = handle;
            this.filter = filter;
            this.query = query;
            this.limit = limit;
            this.from = filter.from() == null ? Long.MIN_VALUE : Columns.microsUp(filter.from());
        }

        private List<Message> from(@Nullable Position after) throws SQLException {
            // The planner believes that whoever wants a thousand rows of a common word does well to read the table
            handle.execute("SELECT set_config('enable_seqscan', 'off', TRUE), set_config('jit', 'off', TRUE)");
            Place start = Place.of(after);
            if (filter.to() != null) {
                Place end = new Place(Columns.microsUp(filter.to()), new UUID(0, 0));
                start = end.isBefore(start) ? end : start;
            }
            Place bottom = newest(start);
            if (bottom != null && page.size() < limit) {
                int level = 0;
                long span = start.sentAt() == Long.MAX_VALUE ? newestOf(bottom) : start.sentAt() - bottom.sentAt();
                while (level < Tsquery.LEVELS - 1 && !Tsquery.takes(level, 4 * Math.max(1, Math.min(span, 1L << 50)))) {
                    level++;
                }
                byIndex(bottom, level);
            }
            return page;
        }

        private long newestOf(Place bottom) {
            return handle.createQuery("SELECT MAX(sent_at) FROM pos_search")
                            .mapTo(Long.class)
                            .one()
                    - bottom.sentAt();
        }

        /** @return the last of the rows looked at, or null if there are no more */
        private @Nullable Place newest(Place start) throws SQLException {
            List<Place> hits = new ArrayList<>();
            Place last = null;
            boolean isEnd = true;
            try (PreparedStatement select = handle.getConnection().prepareStatement(NEWEST)) {
                select.setString(1, query);
                select.setLong(2, start.sentAt());
                select.setObject(3, start.id());
                select.setLong(4, from);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        last = new Place(row.getLong("sent_at"), row.getObject("found", UUID.class));
                        isEnd = row.getInt("looked_at") < LOOKED_AT;
                        if (row.getBoolean("hit")) {
                            hits.add(last);
                        }
                    }
                }
            }
            read(hits);
            return isEnd ? null : last;
        }

        private void byIndex(Place bottom, int firstLevel) throws SQLException {
            Long oldest = handle.createQuery("SELECT MIN(sent_at) FROM pos_search")
                    .mapTo(Long.class)
                    .one();
            long least = Math.max(from, oldest);
            Place at = bottom;
            int level = firstLevel;
            while (page.size() < limit && at.sentAt() >= least) {
                boolean isRest = level >= Tsquery.LEVELS;
                long stretch = isRest ? 0 : Tsquery.stretch(at.sentAt(), level);
                List<Place> hits = hits(isRest ? query : query + Tsquery.within(stretch, level));
                if (hits.size() <= LOOKED_AT) {
                    Place end = at;
                    hits.removeIf(each -> !each.isBefore(end));
                    hits.sort(Place::newestFirst);
                    read(hits);
                    if (isRest) {
                        return;
                    }
                    // In the stretch before, and not on its edge: there it would be looked into the same one again
                    at = new Place(Tsquery.beginning(stretch, level) - 1, Place.LAST);
                    level++;
                } else if (level > 0) {
                    level--;
                } else {
                    Place next = newest(at);
                    if (next == null) {
                        return;
                    }
                    at = next;
                }
            }
        }

        private List<Place> hits(String narrowed) throws SQLException {
            List<Place> hits = new ArrayList<>();
            try (PreparedStatement select = handle.getConnection().prepareStatement(BY_INDEX)) {
                select.setString(1, narrowed);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        hits.add(new Place(row.getLong("sent_at"), row.getObject("found", UUID.class)));
                    }
                }
            }
            return hits;
        }

        /** The messages that were found, the newest first, as far as they are meant. */
        private void read(List<Place> hits) {
            int chunk = Math.max(20, limit - page.size() + 10);
            for (int i = 0; i < hits.size() && page.size() < limit; i += chunk) {
                List<UUID> ids = hits.subList(i, Math.min(hits.size(), i + chunk)).stream()
                        .map(Place::id)
                        .toList();
                for (Message message : reader.read(handle, filter, ids, ids.size())) {
                    if (page.size() < limit && filter.matches(message)) {
                        page.add(message);
                    }
                }
            }
        }
    }

    @Override
    public List<String> wordsLike(String word, int limit) {
        return database.read(handle -> vocabulary.like(handle.getConnection(), word, limit));
    }

    @Override
    public void written(int messages, boolean forgets) {
        if (waiting.addAndGet(messages) >= WAITING || forgets) {
            waiting.set(0);
            drain();
        }
    }

    /** Takes down what was committed and is not taken down yet. */
    private void drain() {
        boolean isMore = database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM pos_search_due)")
                .mapTo(Boolean.class)
                .one());
        while (isMore) {
            isMore = database.write(this::drain);
        }
    }

    /** One after the other: who comes second waits, and finds what the first has written. */
    private boolean drain(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        List<String> rows = new ArrayList<>();
        Set<UUID> ids = new LinkedHashSet<>();
        Set<UUID> forgotten = new LinkedHashSet<>();
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(" + DRAIN_LOCK + ")");
                PreparedStatement due = connection.prepareStatement(
                        "SELECT CAST(ctid AS text) AS place, message, forget FROM pos_search_due LIMIT " + BATCH)) {
            lock.execute();
            try (ResultSet row = due.executeQuery()) {
                while (row.next()) {
                    rows.add(row.getString("place"));
                    ids.add(row.getObject("message", UUID.class));
                    if (row.getBoolean("forget")) {
                        forgotten.add(row.getObject("message", UUID.class));
                    }
                }
            }
        }
        if (rows.isEmpty()) {
            return false;
        }
        // Before they are taken down again: so the words leave that nobody else has
        remove(connection, forgotten);
        takeDown(handle, ids);
        try (PreparedStatement done =
                connection.prepareStatement("DELETE FROM pos_search_due WHERE ctid = ANY (CAST(? AS text[])::tid[])")) {
            done.setArray(1, connection.createArrayOf("text", rows.toArray(new String[0])));
            done.executeUpdate();
        }
        return rows.size() == BATCH;
    }

    /** Without those whose rows are damaged: one of them must not stop all searches. */
    private List<Message> readable(Handle handle, Collection<UUID> ids) throws SQLException {
        try {
            return reader.read(handle, Filter.all(Instant.EPOCH), ids, ids.size());
        } catch (IllegalArgumentException damaged) {
            List<Message> readable = new ArrayList<>();
            for (UUID id : ids) {
                try {
                    readable.addAll(reader.read(handle, Filter.all(Instant.EPOCH), List.of(id), 1));
                } catch (IllegalArgumentException e) {
                    LOG.error("the row of message {} cannot be read; it is not found by words", id, e);
                }
            }
            return readable;
        }
    }

    private void takeDown(Handle handle, Set<UUID> ids) throws SQLException {
        List<Message> messages = readable(handle, ids);
        put(handle.getConnection(), messages);
        Set<UUID> gone = new LinkedHashSet<>(ids);
        messages.forEach(each -> gone.remove(each.id()));
        remove(handle.getConnection(), gone);
    }

    /** Takes messages down as they are now. */
    private void put(Connection connection, List<Message> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        Map<UUID, Searchable> words = new LinkedHashMap<>();
        List<String> vectors = new ArrayList<>();
        for (Message each : messages) {
            Searchable searchable = Searchable.of(each);
            words.put(each.id(), searchable);
            vectors.add(Tsquery.vector(each, searchable));
        }
        List<Searchable> added = new ArrayList<>();
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", messages.stream().map(Message::id).toArray()));
            put.setArray(
                    2,
                    connection.createArrayOf(
                            "int8",
                            messages.stream()
                                    .map(each -> Columns.micros(each.createdAt()))
                                    .toArray()));
            put.setArray(3, connection.createArrayOf("text", vectors.toArray(new String[0])));
            try (ResultSet row = put.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean("is_new")) {
                        added.add(Objects.requireNonNull(words.get(row.getObject("found", UUID.class))));
                    }
                }
            }
        }
        vocabulary.add(connection, added);
    }

    /** Takes messages out; with them what only they said. */
    private static void remove(Connection connection, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        Set<String> lexemes = new LinkedHashSet<>();
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setArray(1, connection.createArrayOf("uuid", ids.toArray(new UUID[0])));
            try (ResultSet row = forget.executeQuery()) {
                while (row.next()) {
                    for (String lexeme : (String[]) row.getArray("lexemes").getArray()) {
                        if (Tsquery.isWord(lexeme)) {
                            lexemes.add(lexeme);
                        }
                    }
                }
            }
        }
        PostgresVocabulary.remove(connection, lexemes);
    }

    @Override
    public void rebuild() {
        database.write(handle ->
                handle.execute("INSERT INTO pos_search_due (message, forget) SELECT found, FALSE FROM pos_search UNION"
                        + " SELECT id, FALSE FROM pos_message WHERE version > 0"));
        drain();
    }

    @Override
    public void close() {
        // All of it lies in the database
    }
}

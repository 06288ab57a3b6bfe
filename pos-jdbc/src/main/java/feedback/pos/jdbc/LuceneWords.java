package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.CorruptIndexException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words of messages in an index of Lucene in a folder beside the embedded base. The base says what the index does not have yet:
 * each commit writes a line for each of its messages, and the lines go when the index is on the disk with all that they
 * stand for. So nothing is lost between the two, however the process ends. An index that is missing, damaged, or another base's
 * is made anew from the messages.
 *
 * <p>Opened when first needed: whoever never searches pays nothing.
 */
final class LuceneWords implements WordSearch {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneWords.class);

    /** Above all waiting lines after so many commits, though nobody searches. */
    private static final int WAITING = 500;

    /** How many lines may stand for what is in the index and not on the disk: after a crash so much is done again. */
    private static final long MOST_LINES = 4_000;

    private static final int BATCH = 500;

    private final Database database;
    private final MessageReader reader;
    private final Path folder;
    private final AtomicInteger waiting = new AtomicInteger();
    private @Nullable WordIndex index;

    /** The last line whose message the index has, and the last one that is gone because it is on the disk too. */
    private long done;

    private long trimmed;
    private boolean hasForgotten;
    private boolean isClosed;

    LuceneWords(Database database, MessageReader reader, Path folder) {
        this.database = database;
        this.reader = reader;
        this.folder = folder;
    }

    /** Reads messages of a base. */
    interface MessageReader {
        /** Those of the ids that are there. */
        List<Message> find(Collection<UUID> ids);

        /** In the order of their ids. */
        List<Message> behind(@Nullable UUID after, int limit);
    }

    /** A line of the base: something to be taken down. */
    private record Line(long place, UUID message, boolean forgets) {}

    /** To which index the base belongs, and how far its lines are gone. */
    private record State(UUID base, long trimmed) {}

    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        Wanted wanted = Objects.requireNonNull(filter.wanted());
        return upToDate(words -> {
            List<Message> page = new ArrayList<>();
            WordIndex.Page found = words.first(wanted, filter, after, Math.max(50, limit));
            while (true) {
                for (Message message : inOrder(found.ids())) {
                    if (page.size() < limit && filter.matches(message)) {
                        page.add(message);
                    }
                }
                if (page.size() == limit || found.isLast()) {
                    return page;
                }
                found = found.next();
            }
        });
    }

    private List<Message> inOrder(List<UUID> ids) {
        List<Message> found = new ArrayList<>(reader.find(ids));
        found.sort((a, b) -> Position.of(b).compareTo(Position.of(a)));
        return found;
    }

    @Override
    public List<String> wordsLike(String word, int limit) {
        return upToDate(words -> words.like(word, limit));
    }

    @Override
    public void written(int messages, boolean forgets) {
        if (waiting.addAndGet(messages) >= WAITING || forgets) {
            upToDate(words -> true);
        }
    }

    private interface Work<T> {
        T with(WordIndex words) throws IOException;
    }

    /** With an index that has everything that was committed before; a damaged one is made anew, once. */
    private synchronized <T> T upToDate(Work<T> work) {
        if (isClosed) {
            throw new IllegalStateException("the storage is closed");
        }
        try {
            WordIndex words = opened();
            drain(words);
            return work.with(words);
        } catch (CorruptIndexException e) {
            return mended(work, e);
        } catch (RuntimeException e) {
            if (!WordIndex.isDamage(e)) {
                throw e;
            }
            return mended(work, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words in " + folder + " cannot be read or written", e);
        }
    }

    private <T> T mended(Work<T> work, Exception damage) {
        LOG.warn("search: the index is damaged and is made anew: {}", damage.toString());
        return again(work);
    }

    private <T> T again(Work<T> work) {
        try {
            WordIndex words = anew();
            drain(words);
            return work.with(words);
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words in " + folder + " cannot be read or written", e);
        }
    }

    private WordIndex opened() throws IOException {
        WordIndex words = index;
        if (words != null) {
            return words;
        }
        State state = state();
        WordIndex found = WordIndex.open(folder, state.base());
        if (found == null || found.place() < state.trimmed() || found.place() > lastPlace(state)) {
            if (found != null) {
                found.abandon();
            }
            return anew();
        }
        index = found;
        done = found.place();
        trimmed = state.trimmed();
        return found;
    }

    private State state() {
        return database.write(handle -> handle.createQuery("SELECT base, trimmed FROM pos_search_state")
                .map((row, context) -> new State(Columns.uuid(row.getBytes("base")), row.getLong("trimmed")))
                .findFirst()
                .orElseGet(() -> {
                    State first = new State(UUID.randomUUID(), 0);
                    handle.execute("INSERT INTO pos_search_state (base, trimmed) VALUES (?, 0)", (Object)
                            Columns.bytes(first.base()));
                    return first;
                }));
    }

    private long lastPlace(State state) {
        return database.read(handle -> handle.createQuery("SELECT MAX(place) FROM pos_search_due")
                .mapTo(Long.class)
                .findFirst()
                .map(place -> Math.max(place, state.trimmed()))
                .orElse(state.trimmed()));
    }

    /** Takes all messages down in an empty index. */
    private WordIndex anew() throws IOException {
        WordIndex old = index;
        index = null;
        if (old != null) {
            old.abandon();
        }
        State state = state();
        // Before anything is read: what is written meanwhile has a line behind it
        long last = lastPlace(state);
        WordIndex words = WordIndex.create(folder, state.base());
        long count = 0;
        @Nullable UUID after = null;
        List<Message> page;
        do {
            page = reader.behind(after, BATCH);
            for (Message message : page) {
                words.put(message);
                after = message.id();
            }
            count += page.size();
        } while (page.size() == BATCH);
        index = words;
        done = last;
        keep(words);
        if (count > 0) {
            LOG.info("search: the index of words was made anew, of {} messages", count);
        }
        return words;
    }

    private void drain(WordIndex words) throws IOException {
        waiting.set(0);
        boolean hasNews = false;
        List<Line> lines;
        do {
            lines = lines();
            if (!lines.isEmpty()) {
                Set<UUID> ids = new LinkedHashSet<>();
                lines.forEach(each -> ids.add(each.message()));
                for (Message message : reader.find(ids)) {
                    words.put(message);
                    ids.remove(message.id());
                }
                words.remove(ids);
                done = lines.get(lines.size() - 1).place();
                hasForgotten |= lines.stream().anyMatch(Line::forgets);
                hasNews = true;
            }
        } while (lines.size() == BATCH);
        if (hasNews) {
            words.show();
        }
        // What was forgotten also leaves the files, once the burst is over: they have to be written anew for it
        if (done - trimmed >= MOST_LINES || (hasForgotten && !hasNews)) {
            keep(words);
        }
    }

    private List<Line> lines() {
        return database.read(handle -> {
            try (PreparedStatement select = handle.getConnection()
                    .prepareStatement("SELECT place, message, forget FROM pos_search_due WHERE place > ?"
                            + " ORDER BY place LIMIT " + BATCH)) {
                select.setLong(1, done);
                List<Line> lines = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        lines.add(new Line(
                                row.getLong("place"), Columns.uuid(row.getBytes("message")), row.getBoolean("forget")));
                    }
                }
                return lines;
            } catch (SQLException e) {
                throw new SqlFailure(e);
            }
        });
    }

    /** First the index to the disk, then the lines go that stood for it. */
    private void keep(WordIndex words) throws IOException {
        if (hasForgotten) {
            words.purge();
            hasForgotten = false;
        }
        words.keep(done);
        long last = done;
        database.write(handle -> {
            handle.execute("UPDATE pos_search_state SET trimmed = ?", last);
            return handle.execute("DELETE FROM pos_search_due WHERE place <= ?", last);
        });
        trimmed = last;
    }

    @Override
    public synchronized void rebuild() {
        again(words -> true);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        WordIndex words = index;
        index = null;
        if (words != null) {
            try {
                drain(words);
                keep(words);
                words.close();
            } catch (IOException | RuntimeException e) {
                // Nothing is lost: the base says what is missing
                LOG.warn("search: the index of words could not be closed well: {}", e.toString());
                words.abandon();
            }
        }
    }
}

package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything in maps under one lock: the shortest storage that keeps every promise of the contract. */
final class InMemoryStorage implements Storage, MessageStore, Outbox, Records {
    /** Of UTF-8 the bytes stand in the order of the code points; Java's chars do not. */
    private static final Comparator<String> BY_CODE_POINTS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final NavigableMap<UUID, Message> rows = new TreeMap<>(Position::compare);
    private final NavigableMap<Position, Message> newestLast = new TreeMap<>();
    private final Map<UUID, List<Entry>> journals = new HashMap<>();
    private final Map<String, UUID> numbers = new HashMap<>();
    private final Map<String, UUID> onceKeys = new HashMap<>();
    private final Map<UUID, Instant> wakeOf = new HashMap<>();
    private final NavigableSet<Wake> wakes = new TreeSet<>();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final Set<UUID> removed = new HashSet<>();
    private final Map<String, NavigableMap<String, Document>> records = new HashMap<>();

    @Override
    public MessageStore messages() {
        return this;
    }

    @Override
    public Outbox outbox() {
        return this;
    }

    @Override
    public Records records() {
        return this;
    }

    @Override
    public void close() {
        // Nothing is held beyond memory.
    }

    @Override
    public synchronized List<Change> commit(List<Change> changes) {
        List<Change> losers = new ArrayList<>();
        for (Change change : changes) {
            if (change.revisions().stream().allMatch(this::mayWrite) && areDistinct(change)) {
                change.revisions().forEach(this::write);
            } else {
                losers.add(change);
            }
        }
        return losers;
    }

    private boolean mayWrite(Revision revision) {
        Message after = revision.after();
        Message held = rows.get(after.id());
        if (revision.expected() > 0) {
            return held != null && held.version() == revision.expected();
        }
        String once = after.submission().once();
        return held == null
                && !removed.contains(after.id())
                && !numbers.containsKey(after.number())
                && (once == null || !onceKeys.containsKey(once));
    }

    /** Whether the change's own messages leave each other their ids, numbers and once keys. */
    private static boolean areDistinct(Change change) {
        Set<UUID> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Revision revision : change.revisions()) {
            Message after = revision.after();
            String once = after.submission().once();
            boolean isNew = revision.expected() == 0;
            if (!ids.add(after.id())
                    || (isNew && !taken.add("number " + after.number()))
                    || (isNew && once != null && !taken.add("once " + once))) {
                return false;
            }
        }
        return true;
    }

    private void write(Revision revision) {
        Message after = revision.after();
        UUID id = after.id();
        Message before = rows.put(id, after);
        if (before != null) {
            newestLast.remove(Position.of(before));
        }
        newestLast.put(Position.of(after), after);
        if (revision.expected() == 0) {
            numbers.put(after.number(), id);
            String once = after.submission().once();
            if (once != null) {
                onceKeys.put(once, id);
            }
        }
        List<Entry> journal = journals.computeIfAbsent(id, any -> new ArrayList<>());
        revision.redacted().forEach(line -> journal.set(line.version() - 1, line));
        journal.addAll(revision.entries());
        setWake(id, revision.wake());
        revision.tidings().forEach(outbox::add);
    }

    private void setWake(UUID id, @Nullable Instant wake) {
        Instant before = wakeOf.remove(id);
        if (before != null) {
            wakes.remove(new Wake(before, id));
        }
        if (wake != null) {
            wakeOf.put(id, wake);
            wakes.add(new Wake(wake, id));
        }
    }

    @Override
    public synchronized Optional<Message> find(UUID id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Optional<Message> findByNumber(String number) {
        return Optional.ofNullable(numbers.get(number)).map(rows::get);
    }

    @Override
    public synchronized Optional<Message> findByOnce(String once) {
        return Optional.ofNullable(onceKeys.get(once)).map(rows::get);
    }

    @Override
    public synchronized List<Entry> journal(UUID id) {
        return List.copyOf(journals.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized List<Message> list(Filter filter, @Nullable Position after, int limit) {
        NavigableMap<Position, Message> older = after == null ? newestLast : newestLast.headMap(after, false);
        return older.descendingMap().values().stream()
                .filter(filter::matches)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        NavigableSet<Wake> later = after == null ? wakes : wakes.tailSet(after, false);
        return later.stream()
                .takeWhile(wake -> !wake.at().isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Held> everything(@Nullable UUID after, int limit) {
        Collection<Message> later =
                after == null ? rows.values() : rows.tailMap(after, false).values();
        return later.stream()
                .limit(limit)
                .map(each -> new Held(each, journal(each.id()), wakeOf.get(each.id()), outbox.about(each.id())))
                .toList();
    }

    @Override
    public synchronized boolean remove(UUID id, int version) {
        Message held = rows.get(id);
        if (held == null || held.version() != version) {
            return false;
        }
        rows.remove(id);
        newestLast.remove(Position.of(held));
        journals.remove(id);
        setWake(id, null);
        outbox.removeAll(id);
        removed.add(id);
        return true;
    }

    @Override
    public synchronized List<Tiding> pending(Instant now, int limit) {
        return outbox.pending(now, limit);
    }

    @Override
    public synchronized List<Tiding> take(Instant now, Instant until, int limit) {
        return outbox.take(now, until, limit);
    }

    @Override
    public synchronized List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
        return outbox.takeFor(role, recipient, now, until, limit);
    }

    @Override
    public synchronized void told(Collection<Tiding> tidings) {
        outbox.told(tidings);
    }

    @Override
    public synchronized void holdBack(Tiding tiding, Instant until) {
        outbox.holdBack(tiding, until);
    }

    @Override
    public synchronized void put(List<Document> documents) {
        documents.forEach(each -> kind(each.kind()).put(each.key(), each));
    }

    @Override
    public synchronized boolean putIfAbsent(Document document) {
        return kind(document.kind()).putIfAbsent(document.key(), document) == null;
    }

    @Override
    public synchronized boolean putIfUnchanged(
            String kind, String key, @Nullable String seen, List<Document> documents) {
        boolean unchanged = get(kind, key).equals(Optional.ofNullable(seen));
        if (unchanged) {
            put(documents);
        }
        return unchanged;
    }

    @Override
    public synchronized Optional<String> get(String kind, String key) {
        return Optional.ofNullable(kind(kind).get(key)).map(Document::body);
    }

    @Override
    public synchronized List<Document> list(String kind, String after, int limit) {
        return kind(kind).tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<String> kinds() {
        return records.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted(BY_CODE_POINTS)
                .toList();
    }

    @Override
    public synchronized boolean remove(String kind, String key) {
        return kind(kind).remove(key) != null;
    }

    private NavigableMap<String, Document> kind(String kind) {
        return records.computeIfAbsent(kind, any -> new TreeMap<>(BY_CODE_POINTS));
    }
}

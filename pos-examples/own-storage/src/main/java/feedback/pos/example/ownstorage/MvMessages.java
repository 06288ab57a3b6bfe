package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages, their journals and wakes. Thread-safe. */
final class MvMessages implements MessageStore {
    private final Access access;

    MvMessages(Access access) {
        this.access = access;
    }

    @Override
    public List<Change> commit(List<Change> changes) {
        Map<Access.Step, Change> steps = new LinkedHashMap<>();
        changes.forEach(change -> steps.put(new Draft(change), change));
        return access.write(List.copyOf(steps.keySet())).stream()
                .map(steps::get)
                .toList();
    }

    @Override
    public Optional<Message> find(UUID id) {
        return access.read(tables -> message(tables, id));
    }

    @Override
    public Optional<Message> findByNumber(String number) {
        return access.read(tables -> message(tables, tables.numbers().get(Keys.of(number))));
    }

    @Override
    public Optional<Message> findByOnce(String once) {
        return access.read(tables -> message(tables, tables.onceKeys().get(Keys.of(once))));
    }

    @Override
    public List<Message> findAll(Collection<UUID> ids) {
        return access.read(tables -> ids.stream()
                .distinct()
                .flatMap(id -> message(tables, id).stream())
                .toList());
    }

    @Override
    public List<Entry> journal(UUID id) {
        return access.read(tables -> journal(tables, id));
    }

    /**
     * The applicant and the instants of the filter narrow what is read; all else is looked for message by message. A
     * storage for more than some ten thousand messages has tables by organization, stage and topic as well.
     */
    @Override
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        Position end = filter.to() == null ? null : new Position(filter.to(), Keys.FIRST_ID);
        Position start = after == null || (end != null && end.compareTo(after) < 0) ? end : after;
        String applicant = filter.applicant();
        byte[] list = applicant == null ? new byte[0] : Keys.of(applicant);
        byte[] first = start == null ? list : Keys.behind(Keys.join(list, Keys.of(start)));
        byte[] last = filter.from() == null
                ? Keys.lastOf(list)
                : Keys.join(list, Keys.of(new Position(filter.from(), Keys.FIRST_ID)));
        return access.read(tables -> Tables.walk(applicant == null ? tables.newest() : tables.mine(), first, last)
                .flatMap(id -> message(tables, id).stream())
                .filter(filter::matches)
                .limit(limit)
                .toList());
    }

    @Override
    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
        byte[] first = after == null ? null : Keys.behind(Keys.of(after.at(), after.message()));
        return access.read(tables -> Tables.walk(tables.wakes(), first, Keys.of(now, Keys.LAST_ID))
                .limit(limit)
                .map(row -> CODEC.readRecord(row, Wake.class))
                .toList());
    }

    @Override
    public List<Held> everything(@Nullable UUID after, int limit) {
        byte[] first = after == null ? null : Keys.behind(Keys.of(after));
        return access.read(tables -> Tables.walk(tables.messages(), first, null)
                .limit(limit)
                .map(CODEC::readMessage)
                .map(each -> new Held(
                        each,
                        journal(tables, each.id()),
                        Head.wakeOf(tables, each.id()),
                        MvOutbox.tidings(tables, each.id())))
                .toList());
    }

    @Override
    public boolean remove(UUID id, int version) {
        return access.write(List.of(tables -> {
                    Optional<Message> held = message(tables, id).filter(each -> each.version() == version);
                    held.ifPresent(each -> remove(tables, each));
                    return held.isPresent();
                }))
                .isEmpty();
    }

    private static void remove(Tables tables, Message message) {
        UUID id = message.id();
        for (int version = 1; version <= message.version(); version++) {
            tables.journal().remove(Keys.of(id, version));
        }
        tables.newest().remove(Keys.of(Position.of(message)));
        tables.messages().remove(Keys.of(id));
        MvOutbox.removeAll(tables, id);
        // Number and once key stay where they are: both are taken, and lead to no message.
        Head.removed(message).put(tables, id);
    }

    private static Optional<Message> message(Tables tables, @Nullable String id) {
        return id == null ? Optional.empty() : message(tables, UUID.fromString(id));
    }

    private static Optional<Message> message(Tables tables, UUID id) {
        return Optional.ofNullable(tables.messages().get(Keys.of(id))).map(CODEC::readMessage);
    }

    private static List<Entry> journal(Tables tables, UUID id) {
        return Tables.walk(tables.journal(), Keys.of(id))
                .map(row -> CODEC.readRecord(row, Entry.class))
                .toList();
    }
}

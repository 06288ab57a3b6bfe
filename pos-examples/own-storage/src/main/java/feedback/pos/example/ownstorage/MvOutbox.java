package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.store.Outbox;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What waits to be told, message by message, and a queue of the messages about which something does. Thread-safe.
 *
 * <p>A message stands in the queue at the latest instant of all that waits about it: nothing of a message that is held
 * back may be told, what came later neither.
 */
final class MvOutbox implements Outbox {
    private final Access access;

    MvOutbox(Access access) {
        this.access = access;
    }

    /**
     * Something that waits.
     *
     * @param nth among what is told of one version
     * @param until held back until then
     */
    private record Waiting(Tiding tiding, int nth, Instant until) {
        Waiting heldBack(Instant instant) {
            return new Waiting(tiding, nth, instant);
        }

        void put(Tables tables) {
            tables.outbox().put(Keys.of(tiding.message(), tiding.version(), nth), CODEC.writeRecord(this));
        }

        void remove(Tables tables) {
            tables.outbox().remove(Keys.of(tiding.message(), tiding.version(), nth));
        }
    }

    @Override
    public List<Tiding> pending(Instant now, int limit) {
        return access.read(tables ->
                mayBeTold(tables, now, limit).stream().map(Waiting::tiding).toList());
    }

    @Override
    public List<Tiding> take(Instant now, Instant until, int limit) {
        List<Tiding> taken = new ArrayList<>();
        access.write(List.of(tables -> {
            List<Waiting> page = mayBeTold(tables, now, limit);
            page.forEach(each -> taken.add(each.tiding()));
            change(
                    tables,
                    taken,
                    () -> page.forEach(each -> each.heldBack(until).put(tables)));
            return true;
        }));
        return taken;
    }

    private static List<Waiting> mayBeTold(Tables tables, Instant now, int limit) {
        return Tables.walk(tables.queue(), null, Keys.of(now, Keys.LAST_ID))
                .flatMap(id -> about(tables, UUID.fromString(id)))
                .limit(limit)
                .toList();
    }

    @Override
    public void told(Collection<Tiding> tidings) {
        Set<Tiding> gone = new HashSet<>(tidings);
        access.write(List.of(tables -> {
            List<Waiting> found = messages(gone)
                    .flatMap(id -> about(tables, id))
                    .filter(each -> gone.contains(each.tiding()))
                    .toList();
            change(tables, gone, () -> found.forEach(each -> each.remove(tables)));
            return true;
        }));
    }

    @Override
    public void holdBack(UUID message, Instant until) {
        access.write(List.of(tables -> {
            List<Waiting> all = about(tables, message).toList();
            change(
                    tables,
                    tidings(tables, message),
                    () -> all.forEach(each -> each.heldBack(until).put(tables)));
            return true;
        }));
    }

    /** Adds what is to be told, behind what waits already. */
    static void add(Tables tables, List<Tiding> tidings) {
        change(tables, tidings, () -> tidings.forEach(each -> add(tables, each)));
    }

    private static void add(Tables tables, Tiding tiding) {
        List<Waiting> before = Tables.walk(tables.outbox(), Keys.of(tiding.message(), tiding.version()))
                .map(MvOutbox::waiting)
                .toList();
        if (before.stream().noneMatch(each -> each.tiding().equals(tiding))) {
            int nth = before.isEmpty() ? 0 : before.get(before.size() - 1).nth() + 1;
            new Waiting(tiding, nth, Instant.MIN).put(tables);
        }
    }

    /** What waits about the message, in the order in which it is to be told. */
    static List<Tiding> tidings(Tables tables, UUID message) {
        return about(tables, message).map(Waiting::tiding).toList();
    }

    static void removeAll(Tables tables, UUID message) {
        List<Waiting> all = about(tables, message).toList();
        change(tables, tidings(tables, message), () -> all.forEach(each -> each.remove(tables)));
    }

    /** Changes what waits, and moves the messages it is about to where they then belong in the queue. */
    private static void change(Tables tables, Collection<Tiding> tidings, Runnable change) {
        messages(tidings).flatMap(id -> place(tables, id)).forEach(tables.queue()::remove);
        change.run();
        messages(tidings)
                .forEach(id -> place(tables, id).forEach(key -> tables.queue().put(key, id.toString())));
    }

    private static Stream<UUID> messages(Collection<Tiding> tidings) {
        return tidings.stream().map(Tiding::message).distinct();
    }

    /** Where the message stands in the queue; nowhere if nothing waits. */
    private static Stream<byte[]> place(Tables tables, UUID message) {
        return about(tables, message)
                .map(Waiting::until)
                .max(Comparator.naturalOrder())
                .map(until -> Keys.of(until, message))
                .stream();
    }

    private static Stream<Waiting> about(Tables tables, UUID message) {
        return Tables.walk(tables.outbox(), Keys.of(message)).map(MvOutbox::waiting);
    }

    private static Waiting waiting(String row) {
        return CODEC.readRecord(row, Waiting.class);
    }
}

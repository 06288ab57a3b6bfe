package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Tiding;
import feedback.pos.store.Tiding.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What waits to be told, message by message, a queue of the strands of which something does, and the same queue once more
 * by recipient. Thread-safe.
 *
 * <p>A strand stands in the queues at the instant of its first: what came later waits behind that.
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
            Instant earliest = tiding.notBefore();
            return new Waiting(tiding, nth, instant.isBefore(earliest) ? earliest : instant);
        }

        boolean isIn(Strand strand) {
            return tiding.strand().equals(strand);
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
        return access.read(tables -> due(tables, now)
                .flatMap(strand -> mayBeTold(tables, strand, now).stream())
                .limit(limit)
                .map(Waiting::tiding)
                .toList());
    }

    private static Stream<Strand> due(Tables tables, Instant now) {
        return strands(Tables.walk(tables.queue(), null, Keys.lastOf(Keys.of(now, Keys.LAST_ID))));
    }

    private static Stream<Strand> dueFor(Tables tables, Role role, String recipient, Instant now) {
        byte[] mailbox = mailbox(role, recipient);
        byte[] last = Keys.lastOf(Keys.join(mailbox, Keys.of(now, Keys.LAST_ID)));
        return strands(Tables.walk(tables.mail(), mailbox, last));
    }

    private static Stream<Strand> strands(Stream<String> rows) {
        return rows.map(row -> CODEC.readRecord(row, Strand.class));
    }

    /** The beginning of a strand, up to the first that is held back. */
    private static List<Waiting> mayBeTold(Tables tables, Strand strand, Instant now) {
        return about(tables, strand)
                .takeWhile(each -> !each.until().isAfter(now))
                .toList();
    }

    @Override
    public List<Tiding> take(Instant now, Instant until, int limit) {
        List<Tiding> taken = new ArrayList<>();
        access.write(List.of(tables -> {
            List<Waiting> page = page(tables, due(tables, now), now, limit);
            taken.addAll(hold(tables, page, until));
            return true;
        }));
        return taken;
    }

    @Override
    public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
        List<Tiding> taken = new ArrayList<>();
        access.write(List.of(tables -> {
            List<Waiting> page = page(tables, dueFor(tables, role, recipient, now), now, limit);
            taken.addAll(hold(tables, page, until));
            return true;
        }));
        return taken;
    }

    /** Strands whole, as far as the limit allows; of the first one its beginning at least. */
    private static List<Waiting> page(Tables tables, Stream<Strand> due, Instant now, int limit) {
        List<Waiting> page = new ArrayList<>();
        for (Iterator<Strand> strands = due.iterator(); strands.hasNext() && page.size() < limit; ) {
            List<Waiting> strand = mayBeTold(tables, strands.next(), now);
            if (page.isEmpty()) {
                page.addAll(strand.subList(0, Math.min(limit, strand.size())));
            } else if (page.size() + strand.size() <= limit) {
                page.addAll(strand);
            }
        }
        return page;
    }

    private static List<Tiding> hold(Tables tables, List<Waiting> page, Instant until) {
        List<Tiding> taken = page.stream().map(Waiting::tiding).toList();
        change(tables, taken, () -> page.forEach(each -> each.heldBack(until).put(tables)));
        return taken;
    }

    @Override
    public void told(Collection<Tiding> tidings) {
        Set<Tiding> gone = new HashSet<>(tidings);
        access.write(List.of(tables -> {
            List<Waiting> found = strands(gone)
                    .flatMap(strand -> about(tables, strand))
                    .filter(each -> gone.contains(each.tiding()))
                    .toList();
            change(tables, gone, () -> found.forEach(each -> each.remove(tables)));
            return true;
        }));
    }

    @Override
    public void holdBack(Tiding tiding, Instant until) {
        access.write(List.of(tables -> {
            List<Waiting> all = about(tables, tiding.strand()).toList();
            change(
                    tables,
                    List.of(tiding),
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
            new Waiting(tiding, nth, tiding.notBefore()).put(tables);
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

    /** Changes what waits, and moves the strands it belongs to to where they then stand in the queues. */
    private static void change(Tables tables, Collection<Tiding> tidings, Runnable change) {
        strands(tidings)
                .forEach(strand -> place(tables, strand).forEach(key -> {
                    tables.queue().remove(key);
                    tables.mail().remove(inMailbox(strand, key));
                }));
        change.run();
        strands(tidings)
                .forEach(strand -> place(tables, strand).forEach(key -> {
                    String row = CODEC.writeRecord(strand);
                    tables.queue().put(key, row);
                    tables.mail().put(inMailbox(strand, key), row);
                }));
    }

    private static Stream<Strand> strands(Collection<Tiding> tidings) {
        return tidings.stream().map(Tiding::strand).distinct();
    }

    /** Where the strand stands in the queue; nowhere if nothing waits. */
    private static Stream<byte[]> place(Tables tables, Strand strand) {
        return about(tables, strand)
                .limit(1)
                .map(first -> Keys.join(
                        Keys.of(first.until(), strand.message()), mailbox(strand.role(), strand.recipient())));
    }

    private static byte[] mailbox(Role role, String recipient) {
        return Keys.of(role.name(), recipient);
    }

    private static byte[] inMailbox(Strand strand, byte[] place) {
        return Keys.join(mailbox(strand.role(), strand.recipient()), place);
    }

    private static Stream<Waiting> about(Tables tables, Strand strand) {
        return about(tables, strand.message()).filter(each -> each.isIn(strand));
    }

    private static Stream<Waiting> about(Tables tables, UUID message) {
        return Tables.walk(tables.outbox(), Keys.of(message)).map(MvOutbox::waiting);
    }

    private static Waiting waiting(String row) {
        return CODEC.readRecord(row, Waiting.class);
    }
}

package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the writer has to know of a message. It outlives the message, so that the id stays taken.
 *
 * @param version of the message, or {@link #REMOVED}
 * @param wake when to look at it, or null
 */
record Head(int version, @Nullable Instant wake) {
    static final int REMOVED = -1;

    /** The version held under this id: 0 if there never was one, so that a new message may come. */
    static int versionOf(Tables tables, UUID id) {
        Head head = of(tables, id);
        return head == null ? 0 : head.version;
    }

    /** When to look at this message, or null. */
    static @Nullable Instant wakeOf(Tables tables, UUID id) {
        Head head = of(tables, id);
        return head == null ? null : head.wake;
    }

    private static @Nullable Head of(Tables tables, UUID id) {
        String row = tables.heads().get(Keys.of(id));
        return row == null ? null : CODEC.readRecord(row, Head.class);
    }

    /** Takes the place of the one before, and moves the wake. */
    void put(Tables tables, UUID id) {
        Instant before = wakeOf(tables, id);
        if (before != null) {
            tables.wakes().remove(Keys.of(before, id));
        }
        if (wake != null) {
            tables.wakes().put(Keys.of(wake, id), CODEC.writeRecord(new Wake(wake, id)));
        }
        tables.heads().put(Keys.of(id), CODEC.writeRecord(this));
    }
}

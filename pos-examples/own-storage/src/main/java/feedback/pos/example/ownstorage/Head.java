package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.message.Message;
import feedback.pos.store.Position;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the writer has to know of a message. It outlives the message, so that the id stays taken.
 *
 * @param version of the message, or {@link #REMOVED}
 * @param wake when to look at it, or null
 * @param createdAt of the message
 * @param applicant in whose list it stands, or null
 */
record Head(
        int version,
        @Nullable Instant wake,
        Instant createdAt,
        @Nullable String applicant) {
    static final int REMOVED = -1;

    static Head of(Message message, @Nullable Instant wake) {
        return new Head(
                message.version(),
                wake,
                message.createdAt(),
                message.submission().applicant());
    }

    static Head removed(Message message) {
        return new Head(REMOVED, null, message.createdAt(), null);
    }

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

    /** Takes the place of the one before, in the order of wakes and in the list of its applicant too. */
    void put(Tables tables, UUID id) {
        Head before = of(tables, id);
        if (before != null) {
            before.leave(tables, id);
        }
        if (wake != null) {
            tables.wakes().put(Keys.of(wake, id), CODEC.writeRecord(new Wake(wake, id)));
        }
        if (applicant != null) {
            tables.mine().put(Keys.of(applicant, new Position(createdAt, id)), id.toString());
        }
        tables.heads().put(Keys.of(id), CODEC.writeRecord(this));
    }

    private void leave(Tables tables, UUID id) {
        if (wake != null) {
            tables.wakes().remove(Keys.of(wake, id));
        }
        if (applicant != null) {
            tables.mine().remove(Keys.of(applicant, new Position(createdAt, id)));
        }
    }
}

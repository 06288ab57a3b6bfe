package feedback.pos.jdbc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** How values stand in columns: ids as 16 bytes where the database has no type for them, instants as microseconds since 1970, paths as text. */
final class Columns {
    private static final long MICROS_OF_SECOND = 1_000_000;

    /** Whole seconds, hundreds of thousands of years away: what lies beyond is taken to lie there. */
    private static final Instant FIRST = Instant.ofEpochSecond(Long.MIN_VALUE / MICROS_OF_SECOND);

    private static final Instant LAST = Instant.ofEpochSecond(Long.MAX_VALUE / MICROS_OF_SECOND);

    /** Stands as the time of sending where a message was removed: before every time there can be. */
    static final long REMOVED = Long.MIN_VALUE;

    private Columns() {}

    /** Bytes compare unsigned in every database, so ids stand in the order of {@link feedback.pos.store.Position}. */
    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** The last microsecond at or before the instant. */
    static long micros(Instant instant) {
        Instant held = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        // Not by ChronoUnit.MICROS.between, which counts nanoseconds and so reaches 292 years only
        return held.getEpochSecond() * MICROS_OF_SECOND + held.getNano() / 1_000;
    }

    /** The first microsecond at or after the instant. */
    static long microsUp(Instant instant) {
        long micros = micros(instant);
        return instant(micros).isBefore(instant) ? micros + 1 : micros;
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Such as {@code /region/kursk/}; a slash within an id cannot be taken for one between two. */
    static String path(List<String> ids) {
        StringBuilder path = new StringBuilder("/");
        ids.forEach(id -> path.append(step(id)).append('/'));
        return path.toString();
    }

    /** A LIKE pattern, escaped by {@code !}, for paths on which the id stands. */
    static String onPath(String id) {
        return "%/" + likeExactly(step(id)) + "/%";
    }

    /** An id as it stands in a path. */
    static String step(String id) {
        return id.replace("~", "~0").replace("/", "~1");
    }

    /** The text as a part of a LIKE pattern escaped by {@code !}. */
    static String likeExactly(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}

package feedback.pos.bench;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids as they stand in the tables: 16 bytes where the database has no type for them. */
final class Ids {
    private Ids() {}

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** What a driver read from a column. */
    static UUID of(Object read) {
        if (read instanceof UUID id) {
            return id;
        }
        ByteBuffer buffer = ByteBuffer.wrap((byte[]) read);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

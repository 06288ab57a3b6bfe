package feedback.pos.example.ownstorage;

import feedback.pos.store.Position;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

/** Keys as bytes that, compared without sign, stand in the order that the storage has to keep. */
final class Keys {
    /** Before and behind the ids of every message. */
    static final UUID FIRST_ID = new UUID(0, 0);

    static final UUID LAST_ID = new UUID(-1, -1);

    private Keys() {}

    /** By id, and then by numbers that are not negative. */
    static byte[] of(UUID id, int... numbers) {
        ByteBuffer key = put(ByteBuffer.allocate(16 + 4 * numbers.length), id);
        IntStream.of(numbers).forEach(key::putInt);
        return key.array();
    }

    /** The earliest first. */
    static byte[] of(Instant at, UUID id) {
        // The sign turned over, what was before 1970 stands before what was after.
        ByteBuffer key = ByteBuffer.allocate(28).putLong(at.getEpochSecond() ^ Long.MIN_VALUE);
        return put(key.putInt(at.getNano()), id).array();
    }

    /** The newest first, so that lists too are walked forwards. */
    static byte[] of(Position position) {
        byte[] key = of(position.createdAt(), position.id());
        for (int n = 0; n < key.length; n++) {
            key[n] = (byte) ~key[n];
        }
        return key;
    }

    /** By applicant, and then the newest first. */
    static byte[] of(String applicant, Position position) {
        return join(of(applicant), of(position));
    }

    static byte[] join(byte[] one, byte[] two) {
        return ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
    }

    /** By code points; no text is the beginning of another one, so that several can stand in one key. */
    static byte[] of(String... texts) {
        int[] points = Arrays.stream(texts)
                .flatMapToInt(text -> IntStream.concat(text.codePoints().map(point -> point + 1), IntStream.of(0)))
                .toArray();
        ByteBuffer key = ByteBuffer.allocate(3 * points.length);
        IntStream.of(points).forEach(point -> key.put((byte) (point >> 16)).putShort((short) point));
        return key.array();
    }

    private static ByteBuffer put(ByteBuffer key, UUID id) {
        return key.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** The first key behind this one. */
    static byte[] behind(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** Behind every key that begins so. */
    static byte[] lastOf(byte[] beginning) {
        byte[] last = behind(beginning);
        last[beginning.length] = (byte) 0xFF;
        return last;
    }
}

package feedback.pos;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes time-ordered identifiers (UUID version 7), so that no sequence is shared between nodes. Thread-safe. */
final class Ids {
    private final SecureRandom random = new SecureRandom();

    UUID next(Instant now) {
        byte[] bytes = new byte[10];
        random.nextBytes(bytes);
        long high = now.toEpochMilli() << 16 | 0x7000L | (bytes[0] & 0x0fL) << 8 | bytes[1] & 0xffL;
        long low = 0x80L | bytes[2] & 0x3fL;
        for (int i = 3; i < 10; i++) {
            low = low << 8 | bytes[i] & 0xffL;
        }
        return new UUID(high, low);
    }
}

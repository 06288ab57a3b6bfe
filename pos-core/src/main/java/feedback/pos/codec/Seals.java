package feedback.pos.codec;

import feedback.pos.message.Entry;
import feedback.pos.organization.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The chain of digests over a journal. A seal covers the author and the body of its line by their digest only, so that they
 * can be taken out later and the chain still holds.
 */
final class Seals {
    /** Seals without it are of the first kind, which covered author and body themselves. */
    private static final String SECOND_KIND = "2:";

    private Seals() {}

    static String of(
            String previous, UUID message, int version, Instant at, Role role, String type, String personalDigest) {
        return SECOND_KIND
                + digest(
                        previous,
                        message.toString(),
                        Integer.toString(version),
                        at.toString(),
                        role.name(),
                        type,
                        personalDigest);
    }

    /** 64 hexadecimal digits over the parts, each with its length before it: two cannot be shifted into each other. */
    static String digest(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((byte) (bytes.length >>> 24));
            digest.update((byte) (bytes.length >>> 16));
            digest.update((byte) (bytes.length >>> 8));
            digest.update((byte) bytes.length);
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static boolean isIntact(String previous, Entry entry) {
        String digest = entry.digest();
        if (entry.seal().startsWith(SECOND_KIND)) {
            return entry.seal()
                    .equals(of(
                            previous,
                            entry.message(),
                            entry.version(),
                            entry.at(),
                            entry.role(),
                            entry.type(),
                            digest != null ? digest : digest(entry.by(), entry.body())));
        }
        // What a seal of the first kind covered is gone once it was taken out: the line is held by its neighbours alone
        return digest != null
                || entry.seal()
                        .equals(digest(
                                previous,
                                entry.message().toString(),
                                Integer.toString(entry.version()),
                                entry.at().toString(),
                                entry.by(),
                                entry.role().name(),
                                entry.type(),
                                entry.body()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}

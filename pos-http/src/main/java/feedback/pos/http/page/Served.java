package feedback.pos.http.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Something ready to be sent.
 *
 * @param type the media type
 * @param body the bytes, to be read through a duplicate
 * @param tag changes with the bytes
 */
record Served(String type, ByteBuffer body, String tag) {
    static final String JSON = "application/json; charset=utf-8";

    private static final int TAG_LENGTH = 16;

    static Served of(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Served(type, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), digest(bytes));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

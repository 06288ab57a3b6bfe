package feedback.pos.http.export;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What shows that a file was changed or cut off. */
final class Digests {
    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}

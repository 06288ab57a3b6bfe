package feedback.pos.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * How the lines of a ballot box are sealed: each seal is SHA-256, in base64url without padding, of the UTF-8 bytes of five lines,
 * joined by line feeds: the seal of the line before (empty for the first), «poll/chain/position», the salt, the place that the
 * ballot takes of another or nothing, and the body. So whoever has a head can tell whether a line before it was changed,
 * left out or put in. Of one poll and chain; not thread-safe.
 */
public final class Chain {
    private final String prefix;
    private final MessageDigest digest;
    private long length;
    private String seal;

    /** A chain from where it stands: {@code length} 0 and an empty seal to begin. */
    public Chain(UUID poll, int number, long length, String seal) {
        this.prefix = poll + "/" + number + "/";
        this.length = length;
        this.seal = seal;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a line and gives its seal, which is the new head's. */
    public String add(String salt, String replaces, String body) {
        length++;
        String sealed = seal + "\n" + prefix + length + "\n" + salt + "\n" + replaces + "\n" + body;
        seal = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(digest.digest(sealed.getBytes(StandardCharsets.UTF_8)));
        return seal;
    }

    /** How many lines it has. */
    public long length() {
        return length;
    }

    /** The seal of the last line, empty if there is none. */
    public String seal() {
        return seal;
    }
}

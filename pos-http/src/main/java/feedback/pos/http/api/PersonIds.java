package feedback.pos.http.api;

import feedback.pos.organization.Person;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids for people who are only named. Under a key a repeated request gets the ids that it got the first time, else
 * it would be another submission. Not thread-safe.
 */
final class PersonIds {
    private static final String MARK = "p-";

    private final @Nullable String once;
    private int made;

    PersonIds(@Nullable String once) {
        this.once = once;
    }

    String next(Person person) {
        made++;
        if (once == null) {
            return MARK + UUID.randomUUID();
        }
        return MARK
                + digest(
                                once,
                                String.valueOf(made),
                                person.name(),
                                String.valueOf(person.email()),
                                String.valueOf(person.phone()))
                        .substring(0, 32);
    }

    /** The SHA-256 of texts, in hexadecimal digits; a line end keeps one from running into the next. */
    static String digest(String... texts) {
        return digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}

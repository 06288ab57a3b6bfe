package feedback.pos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for a voter in a box: a hash that cannot be made without the poll's key. Each poll has a key of its own, so that
 * nobody is followed from poll to poll, and once it is destroyed nobody can be looked up. Thread-safe.
 */
final class PollKeys {
    /** The way of those who are known by a phone. */
    static final String PHONE = "phone";

    private static final String KIND = "poll-key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT = 1_000;

    /** No letters that are taken for one another. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int SERIAL_LETTERS = 6;
    private static final int PROOF_LETTERS = 16;

    private final Records records;
    private final byte[] pepper;
    private final SecureRandom random = new SecureRandom();
    private final Cache<UUID, SecretKeySpec> keys =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /** @param pepper a secret that is not in the storage, empty if there is none */
    PollKeys(Records records, byte[] pepper) {
        this.records = records;
        this.pepper = pepper.clone();
    }

    /** Makes a key for a poll, unless it has one. */
    void make(UUID poll) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        records.putIfAbsent(
                new Document(KIND, poll.toString(), Base64.getEncoder().encodeToString(key)));
    }

    /** Destroys the key of a poll; nobody can be looked up in its box any more. */
    void destroy(UUID poll) {
        records.remove(KIND, poll.toString());
        keys.invalidate(poll);
    }

    /**
     * What stands for somebody, known in some way as something. Whether that is a {@link #PHONE} can be told from it, and no more: who
     * has voted with an account may stand there under a phone besides.
     */
    UUID of(UUID poll, String way, String who) {
        ByteBuffer hash = ByteBuffer.wrap(mac(poll, way + " " + who));
        long high = hash.getLong();
        long low = hash.getLong() & ~1L;
        return new UUID(high, way.equals(PHONE) ? low | 1 : low);
    }

    /** Whether it stands for a phone. */
    static boolean isPhone(UUID key) {
        return (key.getLeastSignificantBits() & 1) == 1;
    }

    /** Of many salts, each a random one. */
    String salt() {
        byte[] salt = new byte[12];
        random.nextBytes(salt);
        return Base64.getUrlEncoder().encodeToString(salt);
    }

    /** A number that nobody can guess. */
    UUID anybody() {
        return new UUID(random.nextLong(), random.nextLong() & ~1L);
    }

    /** A code of six digits. */
    String code() {
        return String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
    }

    /** The token of this number: number and proof, in groups of letters. */
    String token(UUID poll, int serial) {
        String letters = letters(serial, SERIAL_LETTERS) + proof(poll, serial);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            grouped.append(i > 0 && i % 6 == 0 ? "-" : "").append(letters.charAt(i));
        }
        return grouped.toString();
    }

    /**
     * The number of a token.
     *
     * @throws Refusal INVALID_VALUE if it is none of this poll's
     */
    int serial(UUID poll, String token) {
        String letters = token.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (letters.length() == SERIAL_LETTERS + PROOF_LETTERS
                && letters.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)) {
            long serial = 0;
            for (int i = 0; i < SERIAL_LETTERS; i++) {
                serial = serial * LETTERS.length() + LETTERS.indexOf(letters.charAt(i));
            }
            if (serial <= Integer.MAX_VALUE && proof(poll, (int) serial).equals(letters.substring(SERIAL_LETTERS))) {
                return (int) serial;
            }
        }
        throw Refusal.field("token", "poll.token");
    }

    private String proof(UUID poll, int serial) {
        ByteBuffer hash = ByteBuffer.wrap(mac(poll, "token-proof " + serial));
        return letters(hash.getLong() >>> 24, PROOF_LETTERS / 2) + letters(hash.getLong() >>> 24, PROOF_LETTERS / 2);
    }

    private static String letters(long number, int count) {
        char[] letters = new char[count];
        long rest = number;
        for (int i = count - 1; i >= 0; i--) {
            letters[i] = LETTERS.charAt((int) (rest % LETTERS.length()));
            rest /= LETTERS.length();
        }
        return new String(letters);
    }

    private byte[] mac(UUID poll, String text) {
        return mac(keys.get(poll, this::read), text.getBytes(StandardCharsets.UTF_8));
    }

    private SecretKeySpec read(UUID poll) {
        String kept =
                records.get(KIND, poll.toString()).orElseThrow(() -> Refusal.of(Reason.TOO_LATE, "poll.keyDestroyed"));
        byte[] key = Base64.getDecoder().decode(kept);
        return new SecretKeySpec(pepper.length == 0 ? key : mac(new SecretKeySpec(pepper, ALGORITHM), key), ALGORITHM);
    }

    private static byte[] mac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}

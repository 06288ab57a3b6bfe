package feedback.pos.http.auth;

import feedback.pos.codec.Codec;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys for programs: 256 random bits, shown once and stored as their SHA-256 only, so that a stolen base opens no door.
 * Thread-safe. A key made or revoked by another process is seen by the next request.
 */
public final class ApiKeys implements Identity {
    private static final String KIND = "api-key";
    private static final String MARK = "pos_";
    private static final int ID_LENGTH = 12;
    private static final int LABEL_LIMIT = 100;
    private static final int PAGE = 500;

    private final Records records;
    private final Codec codec = new Codec();
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(Records records) {
        this.records = records;
    }

    /**
     * A key as it is kept.
     *
     * @param id the first 12 digits of the key's SHA-256, enough to name it
     * @param label what it is for
     * @param person in whose name it acts
     * @param grants what it may do
     * @param created when it was made
     * @param revoked since when it opens nothing, or null
     */
    public record ApiKey(
            String id,
            String label,
            String person,
            Set<Grant> grants,
            Instant created,
            @Nullable Instant revoked) {
        public ApiKey {
            grants = Set.copyOf(grants);
        }

        ApiKey revokedAt(Instant now) {
            return new ApiKey(id, label, person, grants, created, now);
        }
    }

    /**
     * A key just made.
     *
     * @param secret the key itself, which nobody can show again
     * @param key what is kept of it
     */
    public record Issued(String secret, ApiKey key) {}

    /**
     * Makes a key.
     *
     * @param label what it is for, 1 to 100 characters
     * @param actor in whose name it acts, and what it may do
     * @throws Refusal INVALID_VALUE if the label is empty or too long, or the person is one that nobody can be
     */
    public Issued create(String label, Actor actor, Instant now) {
        if (label.isBlank() || label.length() > LABEL_LIMIT) {
            throw Refusal.field("label", "text.tooLong", LABEL_LIMIT);
        }
        if (!Persons.canBe(actor.person())) {
            throw Refusal.field("person", "person.unfit");
        }
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String secret = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        String hash = hash(secret);
        ApiKey key = new ApiKey(hash.substring(0, ID_LENGTH), label, actor.person(), actor.grants(), now, null);
        records.put(List.of(document(hash, key)));
        return new Issued(secret, key);
    }

    /** All keys, revoked ones too, in the order of their ids. */
    public List<ApiKey> list() {
        List<ApiKey> keys = new ArrayList<>();
        String after = "";
        List<Records.Document> page;
        do {
            page = records.list(KIND, after, PAGE);
            for (Records.Document document : page) {
                keys.add(codec.readRecord(document.body(), ApiKey.class));
                after = document.key();
            }
        } while (page.size() == PAGE);
        return keys;
    }

    /**
     * Shuts a key for good; once revoked it stays so.
     *
     * @throws Refusal NOT_FOUND if there is no key of this id
     */
    public ApiKey revoke(String id, Instant now) {
        // Keys are ordered by hash, and an id is the beginning of one
        Records.Document found = records.list(KIND, before(id), 1).stream()
                .filter(document -> id.length() == ID_LENGTH && document.key().startsWith(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "key.unknown", id));
        ApiKey key = codec.readRecord(found.body(), ApiKey.class);
        if (key.revoked() != null) {
            return key;
        }
        ApiKey revoked = key.revokedAt(now);
        records.put(List.of(document(found.key(), revoked)));
        return revoked;
    }

    /** The greatest text that comes before every hash beginning with the id. */
    private static String before(String id) {
        return id.isEmpty() ? "" : id.substring(0, id.length() - 1) + (char) (id.charAt(id.length() - 1) - 1) + "~";
    }

    @Override
    public Optional<Caller> identify(String token) {
        if (!token.startsWith(MARK)) {
            return Optional.empty();
        }
        ApiKey key = records.get(KIND, hash(token))
                .map(body -> codec.readRecord(body, ApiKey.class))
                .filter(each -> each.revoked() == null)
                .orElseThrow(Identity::invalid);
        return Optional.of(Caller.of(new Actor(key.person(), key.grants())));
    }

    private Records.Document document(String hash, ApiKey key) {
        return new Records.Document(KIND, hash, codec.writeRecord(key));
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}

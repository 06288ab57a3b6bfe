package feedback.pos.store;

import feedback.pos.store.BallotBox.Ballot;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What stands with a voter about where the ballot is. Where ballots may be replaced, the place, plainly. Where not, nothing, or if
 * the voter's program gave a secret, the place covered with HMAC/SHA-256 of that secret, and a few bytes that tell whether a
 * secret is the right one: so only who has the secret can open it.
 */
final class BallotLink {
    private static final int PLACE = 9;
    private static final int CHECK = 8;

    private BallotLink() {}

    /**
     * A place, and what has to be taken back when the ballot there is replaced.
     *
     * @param check of the secret that came with the ballot, or empty
     * @param quotas in which it counts
     * @param questions of which it has free texts
     */
    record Plain(int chain, long position, String check, List<String> quotas, List<String> questions) {
        static Plain of(int chain, long position, Ballot ballot, UUID poll, UUID group) {
            return new Plain(
                    chain,
                    position,
                    checkOf(ballot.once(), poll, group),
                    ballot.quotas(),
                    List.copyOf(ballot.texts().keySet()));
        }

        static Plain read(String link) {
            List<String> fields = Fields.list(link);
            return new Plain(
                    Integer.parseInt(fields.get(0)),
                    Long.parseLong(fields.get(1)),
                    fields.get(2),
                    Fields.list(fields.get(3)),
                    Fields.list(fields.get(4)));
        }

        String write() {
            return Fields.join(List.of(
                    Integer.toString(chain),
                    Long.toString(position),
                    check,
                    Fields.join(quotas),
                    Fields.join(questions)));
        }

        boolean isBy(@Nullable String once, UUID poll, UUID group) {
            return once != null && check.equals(checkOf(once, poll, group));
        }
    }

    private static String checkOf(@Nullable String once, UUID poll, UUID group) {
        return once == null ? "" : text(Arrays.copyOfRange(cover(once, poll, group), PLACE, PLACE + CHECK));
    }

    /** The place, to be opened with the secret. */
    static String covered(int chain, long position, String once, UUID poll, UUID voter) {
        byte[] cover = cover(once, poll, voter);
        byte[] link = Arrays.copyOf(cover, PLACE + CHECK);
        byte[] place =
                ByteBuffer.allocate(PLACE).put((byte) chain).putLong(position).array();
        for (int i = 0; i < PLACE; i++) {
            link[i] ^= place[i];
        }
        return text(link);
    }

    /** A place. */
    record Place(int chain, long position) {}

    /** The place that all the links of a ballot lead to, or null if the secret is not theirs. */
    static @Nullable Place open(Collection<BallotBatch.Row> rows, String once, UUID poll) {
        Place found = null;
        for (BallotBatch.Row row : rows) {
            String link = row.link();
            Place place = link == null
                    ? null
                    : open(link, cover(once, poll, row.voter().key()));
            if (place == null || (found != null && !found.equals(place))) {
                return null;
            }
            found = place;
        }
        return found;
    }

    private static @Nullable Place open(String link, byte[] cover) {
        byte[] bytes = Base64.getUrlDecoder().decode(link);
        if (!Arrays.equals(bytes, PLACE, PLACE + CHECK, cover, PLACE, PLACE + CHECK)) {
            return null;
        }
        for (int i = 0; i < PLACE; i++) {
            bytes[i] ^= cover[i];
        }
        ByteBuffer place = ByteBuffer.wrap(bytes);
        return new Place(place.get(), place.getLong());
    }

    /** Another one for each voter, so that no cover is used twice. */
    private static byte[] cover(String once, UUID poll, UUID voter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(once.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal((poll + "/" + voter).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

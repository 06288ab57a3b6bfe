package feedback.pos.store;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cards as documents, for storages that have nothing better: a document for each card, and small ones beside it whose keys stand
 * in the order in which cards are listed, so that a page costs a page. Writers follow each other, by a document that all
 * of them change. What a crash leaves of the small documents is passed over by readers.
 */
final class RecordCards implements Cards {
    private static final int TRIES = 1_000;
    private static final int PAGE = 1_000;
    private static final String TURN = "card-turn";
    private static final String REMOVED = "removed";

    /** Greater than the end of every key of a small document. */
    private static final String BEHIND = "/~";

    private final Records records;

    RecordCards(Records records) {
        this.records = records;
    }

    @Override
    public boolean put(List<Card> cards) {
        for (int tries = 0; tries < TRIES; tries++) {
            String turn = records.get(TURN, "").orElse(null);
            List<Document> documents = new ArrayList<>(List.of(next(turn)));
            List<Document> left = new ArrayList<>();
            for (Card card : cards) {
                Card before = find(card.kind(), card.id()).orElse(null);
                if (card.version() != (before == null ? 1 : before.version() + 1)) {
                    return false;
                }
                documents.add(new Document(of(card.kind()), card.id().toString(), write(card)));
                documents.addAll(small(card));
                if (before != null) {
                    left.addAll(small(before));
                }
            }
            if (records.putIfUnchanged(TURN, "", turn, documents)) {
                left.forEach(each -> records.remove(each.kind(), each.key()));
                return true;
            }
        }
        throw Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    private static Document next(@Nullable String turn) {
        return new Document(TURN, "", Long.toString(turn == null ? 1 : Long.parseLong(turn) + 1));
    }

    @Override
    public Optional<Card> find(String kind, UUID id) {
        return records.get(of(kind), id.toString())
                .filter(body -> !body.equals(REMOVED))
                .map(body -> read(kind, id, body));
    }

    @Override
    public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
        String group = hash(key) + "/";
        String seen = after == null ? group : group + place(after.createdAt(), after.id()) + BEHIND;
        List<Card> found = new ArrayList<>();
        List<Document> page;
        do {
            page = records.list(listOf(kind), seen, Math.min(PAGE, limit + 1));
            for (Document each : page) {
                seen = each.key();
                if (!seen.startsWith(group)) {
                    return found;
                }
                current(kind, each).ifPresent(found::add);
                if (found.size() == limit) {
                    return found;
                }
            }
        } while (!page.isEmpty());
        return found;
    }

    @Override
    public List<Card> due(String kind, Instant now, int limit) {
        String end = time(micros(now)) + "0";
        List<Card> found = new ArrayList<>();
        String seen = "";
        List<Document> page;
        do {
            page = records.list(wakesOf(kind), seen, Math.min(PAGE, limit + 1));
            for (Document each : page) {
                seen = each.key();
                if (seen.compareTo(end) > 0 || found.size() == limit) {
                    return found;
                }
                current(kind, each).ifPresent(found::add);
            }
        } while (!page.isEmpty());
        return found;
    }

    /** The card that a small document leads to, unless the document is of an earlier version. */
    private Optional<Card> current(String kind, Document small) {
        String version = small.key().substring(small.key().lastIndexOf('/') + 1);
        return find(kind, UUID.fromString(small.body()))
                .filter(card -> Integer.toString(card.version()).equals(version));
    }

    @Override
    public boolean remove(String kind, UUID id, int version) {
        for (int tries = 0; tries < TRIES; tries++) {
            String turn = records.get(TURN, "").orElse(null);
            Card card = find(kind, id).orElse(null);
            if (card == null || card.version() != version) {
                return false;
            }
            if (records.putIfUnchanged(
                    TURN, "", turn, List.of(next(turn), new Document(of(kind), id.toString(), REMOVED)))) {
                small(card).forEach(each -> records.remove(each.kind(), each.key()));
                records.remove(of(kind), id.toString());
                return true;
            }
        }
        throw Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    private static String of(String kind) {
        return "card " + kind;
    }

    private static String listOf(String kind) {
        return "card-list " + kind;
    }

    private static String wakesOf(String kind) {
        return "card-wake " + kind;
    }

    /** Those of a version are its own, so that whoever strikes off those of the one before takes away none that is needed. */
    private static List<Document> small(Card card) {
        List<Document> small = new ArrayList<>();
        String end = "/" + card.version();
        String body = card.id().toString();
        String place = place(card.at(), card.id()) + end;
        small.add(new Document(listOf(card.kind()), hash("") + "/" + place, body));
        card.keys().forEach(key -> small.add(new Document(listOf(card.kind()), hash(key) + "/" + place, body)));
        Instant wake = card.wake();
        if (wake != null) {
            small.add(new Document(wakesOf(card.kind()), time(micros(wake)) + "/" + body + end, body));
        }
        return small;
    }

    /** Newer is less. */
    private static String place(Instant at, UUID id) {
        UUID turned = new UUID(~id.getMostSignificantBits(), ~id.getLeastSignificantBits());
        return time(-micros(at)) + "/" + turned;
    }

    /** In the order of time also before 1970. */
    private static String time(long micros) {
        return String.format(Locale.ROOT, "%016x", micros ^ Long.MIN_VALUE);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lines: version, when, wake, how many keys, the keys; then the body. */
    private static String write(Card card) {
        Instant wake = card.wake();
        List<String> lines = new ArrayList<>(List.of(
                Integer.toString(card.version()),
                card.at().toString(),
                wake == null ? "" : wake.toString(),
                Integer.toString(card.keys().size())));
        lines.addAll(card.keys());
        lines.add(card.body());
        return String.join("\n", lines);
    }

    private static Card read(String kind, UUID id, String written) {
        String[] head = written.split("\n", 5);
        int count = Integer.parseInt(head[3]);
        String[] rest = head[4].split("\n", count + 1);
        return new Card(
                kind,
                id,
                Integer.parseInt(head[0]),
                Instant.parse(head[1]),
                head[2].isEmpty() ? null : Instant.parse(head[2]),
                new HashSet<>(List.of(rest).subList(0, count)),
                rest[count]);
    }
}

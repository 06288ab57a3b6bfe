package feedback.pos.http.export;

import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Held;
import feedback.pos.store.Position;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Writes everything that a storage holds, as it stands at one moment, without holding much of it at a time. */
public final class Exporter {
    private static final int PAGE = 500;

    private final Lines lines = new Lines();
    private final OutputStream out;
    private final MessageDigest digest = Digests.sha256();
    private long records;
    private long messages;
    private long entries;

    private Exporter(OutputStream out) {
        this.out = out;
    }

    /** What stands in cards, by the word under which it is told. */
    private static final Map<String, String> CARDS = Map.of(
            "polls", "poll", "notices", "notice", "subscribers", "subscriber", "posts", "post", "drafts", "act-draft");

    /**
     * How much was written.
     *
     * @param left what the storage holds and the export does not, by its name: polls, ballots, notices, posts, drafts, subscribers; only
     *     what there is
     */
    public record Result(long records, long messages, long entries, Map<String, Long> left) {
        public Result {
            left = Collections.unmodifiableMap(new TreeMap<>(left));
        }
    }

    /**
     * Writes all of it.
     *
     * @param out is flushed and stays open
     * @param at when it is
     * @param program who writes
     * @param progress is told now and then how many messages were written
     */
    public static Result write(Storage storage, OutputStream out, Instant at, String program, LongConsumer progress)
            throws IOException {
        try (Storage still = storage.snapshot()) {
            return new Exporter(out).write(still, at, program, progress);
        }
    }

    private Result write(Storage still, Instant at, String program, LongConsumer progress) throws IOException {
        out.write(lines.head(at, program));
        for (String kind : still.records().kinds()) {
            writeKind(still, kind);
        }
        @Nullable UUID after = null;
        List<Held> page;
        do {
            page = still.messages().everything(after, PAGE);
            for (Held held : page) {
                put(lines.write(held));
                messages++;
                entries += held.journal().size();
                after = held.message().id();
            }
            progress.accept(messages);
        } while (page.size() == PAGE);
        String sum = HexFormat.of().formatHex(digest.digest());
        out.write(lines.write(new Lines.End(records, messages, entries, sum)));
        out.flush();
        return new Result(records, messages, entries, left(still));
    }

    /** Boxes of ballots and cards do not move yet, so whoever relies on an export is told what it lacks. */
    private static Map<String, Long> left(Storage still) {
        Map<String, Long> left = new TreeMap<>();
        CARDS.forEach((name, kind) -> {
            @Nullable Position after = null;
            List<Card> page;
            do {
                page = still.cards().list(kind, "", after, PAGE);
                for (Card card : page) {
                    left.merge(name, 1L, Long::sum);
                    after = card.position();
                    long ballots = kind.equals("poll") ? ballots(still, card.id()) : 0;
                    if (ballots > 0) {
                        left.merge("ballots", ballots, Long::sum);
                    }
                }
            } while (page.size() == PAGE);
        });
        return left;
    }

    private static long ballots(Storage still, UUID poll) {
        return still.ballots().heads(poll).stream().mapToLong(Head::length).sum();
    }

    private void writeKind(Storage still, String kind) throws IOException {
        String after = "";
        List<Document> page;
        do {
            page = still.records().list(kind, after, PAGE);
            for (Document document : page) {
                put(lines.write(document));
                records++;
                after = document.key();
            }
        } while (page.size() == PAGE);
    }

    private void put(byte[] line) throws IOException {
        digest.update(line);
        out.write(line);
    }
}

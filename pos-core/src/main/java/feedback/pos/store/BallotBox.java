package feedback.pos.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where ballots are put, and how they are kept: who has voted apart from what was chosen. Thread-safe.
 *
 * <p>What was chosen stands in chains of {@link Line lines}, each of which is sealed over the one before it; a box has up to
 * {@value #CHAINS} chains, so that nodes that write at once share none. Who has voted stands in {@link Voter} rows, under
 * keys that are unique in a poll: that is what makes one person have one vote. Nothing that is kept leads from one to the
 * other, but in polls in which a ballot may be replaced, and there only until {@link #unlink}. Where it may not, the row keeps
 * the place covered with the voter's own {@link Ballot#once}, if there was one: only who has that can open it.
 *
 * <p>What {@link #cast} has answered is durable as far as the storage can promise: a receipt that was given stands in its
 * chain for good.
 *
 * <p>A storage author finds what has to be decided in {@link BallotBatch}. The default, {@link Storage#ballots}, keeps boxes as
 * documents.
 */
public interface BallotBox {
    /** How many chains a poll's box has at the most. */
    int CHAINS = 16;

    /**
     * By which a box takes ballots; the same for all calls about one poll.
     *
     * @param poll whose box
     * @param revoting whether a later ballot of a voter takes the place of the earlier one
     * @param quotas how many ballots may count in each quota, by its name, which is of at most 200 characters
     * @param counting what a body adds to which counter: the names are of at most 200 characters. Must give the same for the
     *     same body, always
     */
    record Terms(UUID poll, boolean revoting, Map<String, Long> quotas, Function<String, Map<String, Long>> counting) {
        public Terms {
            quotas = Map.copyOf(quotas);
            if (!quotas.keySet().stream().allMatch(BallotBox::isName)) {
                throw new IllegalArgumentException("quotas " + quotas.keySet());
            }
        }
    }

    /**
     * A ballot on its way.
     *
     * @param voters keys of whom it is from, 1 to 3, all of which must be free: the same person may be known in several ways,
     *     by an account and by a phone
     * @param salt random, 16 characters of base64url, so that a seal does not betray what was chosen
     * @param body what was chosen, one line of JSON of at most 100,000 characters, without anything about the person
     * @param texts free texts by question, kept apart because they are moderated and may be erased; at most 200, of at most
     *     100,000 characters, and their questions of 1 to 200
     * @param quotas in which quotas it counts, each once; names of the terms
     * @param once a secret of the voter's program that makes a repetition known, 1 to 200 characters, or null. Who guesses it
     *     can open where the ballot stands: it should be random
     * @param trail how it came in
     */
    record Ballot(
            List<UUID> voters,
            String salt,
            String body,
            Map<String, String> texts,
            List<String> quotas,
            @Nullable String once,
            Trail trail) {
        public Ballot {
            voters = List.copyOf(voters);
            texts = Map.copyOf(texts);
            quotas = List.copyOf(quotas);
            if (voters.isEmpty()
                    || voters.size() > 3
                    || voters.stream().distinct().count() < voters.size()) {
                throw new IllegalArgumentException("no ballot: voters " + voters.size());
            }
            if (!SALT.matcher(salt).matches() || (once != null && !isName(once))) {
                throw new IllegalArgumentException("no ballot: salt or secret");
            }
            if (length(body) > LONGEST || body.indexOf('\n') >= 0 || body.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("no ballot: body of " + length(body) + " characters");
            }
            if (texts.size() > MOST_TEXTS
                    || !texts.keySet().stream().allMatch(BallotBox::isName)
                    || texts.values().stream().anyMatch(each -> length(each) > LONGEST)) {
                throw new IllegalArgumentException("no ballot: texts " + texts.size());
            }
            if (quotas.stream().distinct().count() < quotas.size()) {
                throw new IllegalArgumentException("no ballot: quotas " + quotas);
            }
        }

        private static final Pattern SALT = Pattern.compile("[A-Za-z0-9_-]{16}");
        private static final int LONGEST = 100_000;
        private static final int MOST_TEXTS = 200;
    }

    /**
     * How a ballot came in: kept with who voted and not with what was chosen.
     *
     * @param at when, to the microsecond
     * @param channel by which way, at most 40 characters
     * @param device keyed hash of the device, or null; at most 40 characters
     * @param network keyed hash of the network, or null; at most 40 characters
     * @param agent the person id of the official or volunteer who entered it, or null; at most 100 characters
     * @param protocol number of the paper protocol, or null; at most 100 characters
     * @param person the voter's id where the poll is not secret, else null; at most 100 characters
     */
    record Trail(
            Instant at,
            String channel,
            @Nullable String device,
            @Nullable String network,
            @Nullable String agent,
            @Nullable String protocol,
            @Nullable String person) {
        /** The same without a person. */
        Trail withoutPerson() {
            return new Trail(at, channel, device, network, agent, protocol, null);
        }
    }

    /**
     * Where a ballot stands.
     *
     * @param chain 0 to {@value #CHAINS} - 1
     * @param position in the chain, from 1
     * @param seal the line's seal, see {@link Chain}
     */
    record Receipt(int chain, long position, String seal) {}

    /** What became of a ballot. */
    sealed interface Outcome {
        /**
         * It is in the box.
         *
         * @param receipt where it stands
         * @param again whether it was there already, by the same {@link Ballot#once}
         */
        record Taken(Receipt receipt, boolean again) implements Outcome {}

        /** One of its voters has voted before. */
        record Second() implements Outcome {}

        /**
         * A quota was full.
         *
         * @param quota its name
         */
        record Full(String quota) implements Outcome {}

        /** The box is closed, or was never opened. */
        record Closed() implements Outcome {}
    }

    /**
     * A line of a chain.
     *
     * @param position from 1
     * @param salt as in {@link Ballot}
     * @param replaces the receipt's «chain/position» of the ballot whose place it takes, or ""
     * @param body what was chosen
     * @param seal over all this and the seal of the line before, see {@link Chain}
     */
    record Line(long position, String salt, String replaces, String body, String seal) {}

    /**
     * How far a chain has come.
     *
     * @param chain its number
     * @param length how many lines it has
     * @param seal of its last line
     */
    record Head(int chain, long length, String seal) {}

    /**
     * That somebody has voted.
     *
     * @param key keyed hash of the person or of the phone
     * @param trail how the ballot came in; the last one, where it may be replaced
     */
    record Voter(UUID key, Trail trail) {}

    /** What stands with a free text. */
    enum Judgement {
        /** Nobody has looked at it. */
        PENDING,
        /** May be shown. */
        SHOWN,
        /** Must not be shown. */
        HIDDEN,
        /** Taken out for good; its digest stays in the chain. */
        ERASED
    }

    /**
     * A free text.
     *
     * @param chain where its ballot stands
     * @param position where its ballot stands
     * @param question which question it answers
     * @param judgement what stands with it
     * @param body the text, empty where it is erased
     */
    record Text(int chain, long position, String question, Judgement judgement, String body) {
        public Text {
            Objects.requireNonNull(judgement, "judgement");
        }
    }

    /** Opens the box of a poll; one that is open or closed stays so. */
    void open(UUID poll);

    /**
     * Closes the box of a poll for good. When this returns no ballot is under way: what was to be taken was, what comes later
     * is {@link Outcome.Closed}. So a count after this counts everything.
     */
    void close(UUID poll);

    /** Whether the box takes ballots. */
    boolean isOpen(UUID poll);

    /**
     * Puts ballots into the box, all that may in as few steps as the storage can, each all or nothing.
     *
     * <p>Of two that exclude each other the first wins. One whose {@link Ballot#once} is that of the ballot taken from the same
     * voters is answered as that was, if revoting is not allowed; if it is, only when it is of the same body as well, and takes no place
     * twice. So also in a closed box, until {@link #unlink}: who did not hear the answer asks again.
     *
     * <p>Where revoting is allowed a ballot takes the place of the one before, whose free texts go, and its quotas are free again.
     * Keys that came together in a ballot stand for one voter from then on: another ballot of any of them is a later one of
     * all. One whose keys have voted apart is {@link Outcome.Second}.
     *
     * @param ballots at most 1,000
     * @return what became of each, in order
     * @throws IllegalArgumentException if a ballot is to count in a quota that the terms do not name; nothing was taken then
     * @throws UnreachableException if the storage is out of reach: whether ballots were taken is not known then
     */
    List<Outcome> cast(Terms terms, List<Ballot> ballots);

    /** The heads of the chains that have lines, by their numbers: at most {@value #CHAINS}. */
    List<Head> heads(UUID poll);

    /**
     * All counters that are not 0, kept by {@link #cast} and read in one step, however many ballots there are: those of
     * {@link Terms#counting}, and under {@link #BALLOTS} how many ballots count. Ballots that were replaced count in none.
     */
    Map<String, Long> counts(UUID poll);

    /** The counter of ballots. */
    String BALLOTS = "";

    /** How many ballots count in each quota, where that is not 0. */
    Map<String, Long> quotas(UUID poll);

    /**
     * A page of a chain.
     *
     * @param after the position of the last line seen, 0 to begin
     * @param limit 1 to 1,000
     */
    List<Line> lines(UUID poll, int chain, long after, int limit);

    /**
     * A page of those who have voted, in the order of their keys as unsigned bytes.
     *
     * @param after the last one seen, or null to begin
     * @param limit 1 to 1,000
     */
    List<Voter> voters(UUID poll, @Nullable UUID after, int limit);

    /** Who has voted under this key. */
    Optional<Voter> voter(UUID poll, UUID key);

    /**
     * A page of free texts in the order of chain and position.
     *
     * @param question to which question
     * @param judgement which ones
     * @param after the last one seen, or null to begin
     * @param limit 1 to 1,000
     */
    List<Text> texts(UUID poll, String question, Judgement judgement, @Nullable Text after, int limit);

    /**
     * Judges a free text; {@link Judgement#ERASED} takes it out for good.
     *
     * @return false if there is none, or it is erased already
     */
    boolean judge(UUID poll, int chain, long position, String question, Judgement judgement);

    /**
     * Takes out for good all that leads from a voter to a ballot: the places where ballots could be replaced, and the covered
     * ones, so that repetitions are known no more. For a closed box: in an open one nobody who has voted could vote again.
     */
    void unlink(UUID poll);

    /**
     * Forgets a person by name wherever one voted in polls that are not secret; that the key has voted stays known.
     *
     * @return how many rows were changed
     */
    int forget(String person);

    private static boolean isName(String text) {
        return !text.isEmpty() && length(text) <= 200 && text.indexOf('\0') < 0;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

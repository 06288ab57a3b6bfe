package feedback.pos.http.region;

import feedback.pos.codec.Codec;
import feedback.pos.moderation.Admissibility;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rules;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the base the auto-rules of the region, a document for each, and its list of words. A change takes the place of all rules, or of
 * all words, in one step; other nodes see it by a small document among those of the region. Thread-safe.
 */
public final class RuleStore {
    private static final String RULE = "rule";
    private static final String WORDS = "words";

    /** Changed with every change, among the documents of the region: other nodes look at those. */
    private static final String LAST = "rules";

    private static final int PAGE = 1_000;
    private static final Codec CODEC = new Codec();

    private final Records records;

    public RuleStore(Records records) {
        this.records = records;
    }

    /**
     * The rules with what tells them from those before and after.
     *
     * @param version counts the changes; 0 where none were ever stored
     */
    public record Kept(Rules rules, int version) {
        /** The version as HTTP wants it. */
        public String tag() {
            return "\"" + version + "\"";
        }
    }

    /**
     * @param number counts the changes
     * @param rules how many there are; documents behind that are left over
     */
    private record Last(int number, int rules) {}

    private record WordList(List<String> words) {}

    /** Documents of one state: what other changes leave behind in between is read again. */
    private record Read(@Nullable String last, Last state, Rules rules, List<String> words) {}

    private Read read() {
        while (true) {
            @Nullable String last = records.get(RegionDocuments.REGION, LAST).orElse(null);
            Last state = state(last);
            List<Rule> rules = new ArrayList<>();
            if (state.rules() > 0) {
                for (Document each : records.list(RULE, "", PAGE)) {
                    if (rules.size() < state.rules()) {
                        rules.add(CODEC.readRecord(each.body(), Rule.class));
                    }
                }
            }
            List<String> words = last == null
                    ? List.of()
                    : records.get(WORDS, WORDS)
                            .map(body -> CODEC.readRecord(body, WordList.class).words())
                            .orElse(List.of());
            if (Objects.equals(last, records.get(RegionDocuments.REGION, LAST).orElse(null))) {
                return new Read(last, state, Rules.of(rules), words);
            }
        }
    }

    private static Last state(@Nullable String last) {
        return last == null ? new Last(0, 0) : CODEC.readRecord(last, Last.class);
    }

    /** The rules, if any were ever stored. */
    public Optional<Kept> find() {
        Read now = read();
        return now.last() == null
                ? Optional.empty()
                : Optional.of(new Kept(now.rules(), now.state().number()));
    }

    /** The rules of a region with its auto-rules and words; as they are where none were ever stored. */
    public Regulation over(Regulation regulation) {
        Read now = read();
        return now.last() == null
                ? regulation
                : regulation
                        .with(now.rules())
                        .with(
                                now.words().isEmpty()
                                        ? Admissibility.usual()
                                        : Admissibility.usual().withWords(now.words()));
    }

    /**
     * Puts rules in the place of all that are there.
     *
     * @param expected says whether those that are there, by their tag, are what the caller has seen
     * @throws Refusal STALE_VERSION if they are not; nothing is changed then
     */
    public Kept put(Rules rules, Predicate<String> expected) {
        while (true) {
            @Nullable String last = records.get(RegionDocuments.REGION, LAST).orElse(null);
            Last before = state(last);
            if (!expected.test(new Kept(rules, before.number()).tag())) {
                throw Refusal.of(Reason.STALE_VERSION, "rules.stale");
            }
            List<Document> documents = new ArrayList<>();
            for (Rule each : rules.all()) {
                String key = String.format(Locale.ROOT, "%04d", documents.size());
                documents.add(RegionDocuments.document(RULE, key, each));
            }
            Last next = new Last(before.number() + 1, documents.size());
            documents.add(RegionDocuments.document(RegionDocuments.REGION, LAST, next));
            if (records.putIfUnchanged(RegionDocuments.REGION, LAST, last, documents)) {
                return new Kept(rules, next.number());
            }
        }
    }

    /** Puts words in the place of all that are there. */
    public void putWords(List<String> words) {
        while (true) {
            @Nullable String last = records.get(RegionDocuments.REGION, LAST).orElse(null);
            Last before = state(last);
            List<Document> documents = List.of(
                    RegionDocuments.document(WORDS, WORDS, new WordList(words)),
                    RegionDocuments.document(
                            RegionDocuments.REGION, LAST, new Last(before.number() + 1, before.rules())));
            if (records.putIfUnchanged(RegionDocuments.REGION, LAST, last, documents)) {
                return;
            }
        }
    }
}

package feedback.pos.moderation;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.text.Texts;
import feedback.pos.text.Words;
import feedback.pos.text.Words.Word;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The auto-rules of a region, in the order in which they are asked: the first that fires decides. A rule that refers to something that is
 * not in use (any more) does not fire, as if it were switched off; {@link #under} says which ones, and why. Immutable and thread-safe.
 *
 * <p>All phrases are looked for in one pass over the words of a text, so that what a message costs hardly grows with the rules.
 */
public final class Rules {
    /** How many rules there may be. */
    public static final int MOST = 500;

    /** Phrases in one list of a rule. */
    static final int PHRASES = 100;

    /** Characters of a phrase, of a note, of a remark. */
    static final int PHRASE_LIMIT = 200;

    static final int NOTE_LIMIT = 1_000;

    /** Words of a phrase. */
    static final int PHRASE_WORDS = 10;

    private static final int CODE_LIMIT = 200;

    /** Imported texts may be this long; what stands behind is not read. */
    private static final int READ = 20_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Rules NONE = new Rules(List.of());
    private static final Texts TEXTS = Texts.beside(Rules.class);

    private final List<Rule> all;
    private final Map<String, Rule> byId = new HashMap<>();
    private final PhraseIndex phrases = new PhraseIndex();
    private final List<Compiled> compiled = new ArrayList<>();
    private final boolean readsTexts;

    /** The phrases of a rule by their numbers. */
    private record Compiled(
            Rule rule,
            BitSet any,
            BitSet all,
            BitSet none,
            @Nullable Territory territory) {
        boolean holds(Submission sent, List<String> topicPath, BitSet found) {
            return (rule.channel() == null || rule.channel() == sent.channel())
                    && (rule.topic() == null || topicPath.contains(rule.topic()))
                    && (territory == null || territory.contains(sent.territory()))
                    && (rule.organization() == null || rule.organization().equals(sent.organization()))
                    && (any.isEmpty() || any.intersects(found))
                    && !none.intersects(found)
                    && holdsAll(found);
        }

        private boolean holdsAll(BitSet found) {
            for (int each = all.nextSetBit(0); each >= 0; each = all.nextSetBit(each + 1)) {
                if (!found.get(each)) {
                    return false;
                }
            }
            return true;
        }
    }

    private Rules(List<Rule> rules) {
        all = List.copyOf(rules);
        for (Rule rule : all) {
            byId.put(rule.id(), rule);
            if (rule.on()) {
                String territory = rule.territory();
                compiled.add(new Compiled(
                        rule,
                        numbers(rule.any()),
                        numbers(rule.all()),
                        numbers(rule.none()),
                        territory == null ? null : new Territory(territory)));
            }
        }
        readsTexts = compiled.stream()
                .anyMatch(each -> !each.any().isEmpty()
                        || !each.all().isEmpty()
                        || !each.none().isEmpty());
    }

    private BitSet numbers(List<String> wanted) {
        BitSet numbers = new BitSet();
        wanted.forEach(each -> numbers.set(phrases.add(each)));
        return numbers;
    }

    /** No rules. */
    public static Rules none() {
        return NONE;
    }

    /**
     * Rules in their order.
     *
     * @throws Refusal INVALID_VALUE naming every field that will not do, as in {@code rules[3].then.hold}: more than {@link #MOST} rules, an
     *     id twice, a phrase without a word, a rule without a condition or without a consequence
     */
    public static Rules of(List<Rule> rules) {
        List<Field> wrong = new ArrayList<>();
        if (rules.size() > MOST) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong")
                    .withFields(List.of(Field.of("rules", "list.tooLong", MOST)));
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            check(rules.get(i), "rules[" + i + "].", wrong);
            if (!ids.add(rules.get(i).id())) {
                wrong.add(Field.of(
                        "rules[" + i + "].id", "rule.twice", rules.get(i).id()));
            }
        }
        refuse(wrong);
        return new Rules(rules);
    }

    private static void refuse(List<Field> wrong) {
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    private static void check(Rule rule, String place, List<Field> wrong) {
        if (!ID.matcher(rule.id()).matches()) {
            wrong.add(Field.of(place + "id", "rule.id"));
        }
        length(rule.note(), NOTE_LIMIT, place + "note", wrong);
        phrases(rule.any(), place + "any", wrong);
        phrases(rule.all(), place + "all", wrong);
        phrases(rule.none(), place + "none", wrong);
        length(rule.topic(), CODE_LIMIT, place + "topic", wrong);
        length(rule.organization(), CODE_LIMIT, place + "organization", wrong);
        String territory = rule.territory();
        if (territory != null) {
            try {
                new Territory(territory);
            } catch (Refusal malformed) {
                wrong.add(Field.of(place + "territory", malformed.key()));
            }
        }
        if (!rule.isConditional()) {
            wrong.add(Field.of(place + "any", "rule.unconditional"));
        }
        Then then = rule.then();
        length(then.topic(), CODE_LIMIT, place + "then.topic", wrong);
        length(then.organization(), CODE_LIMIT, place + "then.organization", wrong);
        length(then.executor(), CODE_LIMIT, place + "then.executor", wrong);
        length(then.hold(), NOTE_LIMIT, place + "then.hold", wrong);
        if (then.isEmpty()) {
            wrong.add(Field.of(place + "then", "rule.idle"));
        }
        if (then.executor() != null && then.organization() == null) {
            wrong.add(Field.of(place + "then.executor", "rule.executorAlone"));
        }
        if (then.skipModerator() && then.hold() != null) {
            wrong.add(Field.of(place + "then.hold", "rule.skipsAndHolds"));
        }
        if (then.overApplicant() && then.topic() == null) {
            wrong.add(Field.of(place + "then.overApplicant", "rule.overNothing"));
        }
    }

    private static void length(@Nullable String text, int limit, String field, List<Field> wrong) {
        if (text == null) {
            return;
        }
        if (text.isBlank()) {
            wrong.add(Field.of(field, "field.missing"));
        } else if (text.codePointCount(0, text.length()) > limit) {
            wrong.add(Field.of(field, "text.tooLong", limit));
        } else if (text.codePoints().anyMatch(each -> Character.isISOControl(each) && each != '\n')) {
            wrong.add(Field.of(field, "text.characters"));
        }
    }

    private static void phrases(List<String> phrases, String field, List<Field> wrong) {
        if (phrases.size() > PHRASES) {
            wrong.add(Field.of(field, "list.tooLong", PHRASES));
            return;
        }
        for (int i = 0; i < phrases.size(); i++) {
            String place = field + "[" + i + "]";
            int before = wrong.size();
            length(phrases.get(i), PHRASE_LIMIT, place, wrong);
            int words =
                    before < wrong.size() ? 1 : PhraseIndex.keys(phrases.get(i)).size();
            if (words == 0 || words > PHRASE_WORDS) {
                wrong.add(Field.of(place, "rule.phrase", PHRASE_WORDS));
            }
        }
    }

    /**
     * Refuses what can only be a slip of the pen: a rule in use that names a topic or an organization that never was.
     *
     * @throws Refusal INVALID_VALUE naming the fields
     */
    public void checkAgainst(Catalog catalog, Directory directory) {
        List<Field> wrong = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Rule rule = all.get(i);
            if (rule.on()) {
                String place = "rules[" + i + "].";
                topic(rule.topic(), catalog, place + "topic", wrong);
                topic(rule.then().topic(), catalog, place + "then.topic", wrong);
                organization(rule.organization(), directory, place + "organization", wrong);
                organization(rule.then().organization(), directory, place + "then.organization", wrong);
            }
        }
        refuse(wrong);
    }

    private static void topic(@Nullable String code, Catalog catalog, String field, List<Field> wrong) {
        if (code != null && catalog.find(code).isEmpty()) {
            wrong.add(Field.of(field, "topic.unknown", code));
        }
    }

    private static void organization(@Nullable String id, Directory directory, String field, List<Field> wrong) {
        if (id != null && directory.find(id).isEmpty()) {
            wrong.add(Field.of(field, "organization.unknown", id));
        }
    }

    /** All of them, those that are switched off too, in their order. */
    public List<Rule> all() {
        return all;
    }

    /** The rule of this id. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether some rule in use asks for the topic that a message would have without rules. */
    public boolean asksForTopic() {
        return compiled.stream().anyMatch(each -> each.rule().topic() != null);
    }

    /**
     * The first rule that fires.
     *
     * @param sent the message
     * @param topicPath the codes down to the topic that it would have without rules
     * @param day the day on which it comes
     */
    public Optional<Rule> first(
            Submission sent, List<String> topicPath, Catalog catalog, Directory directory, LocalDate day) {
        if (compiled.isEmpty()) {
            return Optional.empty();
        }
        List<Word> words = readsTexts ? Words.of(sent.text(), READ) : List.of();
        BitSet found = phrases.find(words);
        for (Compiled each : compiled) {
            // Last, and only then: looking whether a rule may still be used costs more than whether it fits
            if (each.holds(sent, topicPath, found) && alert(each.rule(), catalog, directory, day) == null) {
                return Optional.of(each.rule());
            }
        }
        return Optional.empty();
    }

    /** Whether the addressee that the rule names is there, and so is the executor. */
    public static boolean isAddressable(Then then, Directory directory) {
        String organization = then.organization();
        String executor = then.executor();
        return organization != null
                && directory.find(organization).isPresent()
                && (executor == null || isExecutor(executor, organization, directory));
    }

    private static boolean isExecutor(String person, String organization, Directory directory) {
        return directory.path(organization).stream()
                .anyMatch(each -> directory.people(each, Role.EXECUTOR).contains(person));
    }

    /**
     * Which rules are in force on a day, and which ones are switched off because they refer to something that is not.
     *
     * @param day a topic that is retired from a later day on is still in use on it
     */
    public State under(Catalog catalog, Directory directory, LocalDate day) {
        List<Rule> active = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (Rule rule : all) {
            Alert alert = rule.on() ? alert(rule, catalog, directory, day) : null;
            if (alert != null) {
                alerts.add(alert);
            } else if (rule.on()) {
                active.add(rule);
            }
        }
        return new State(active, alerts);
    }

    private static @Nullable Alert alert(Rule rule, Catalog catalog, Directory directory, LocalDate day) {
        Then then = rule.then();
        Alert topic = topicAlert(rule, rule.topic(), "topic", catalog, day);
        if (topic == null) {
            topic = topicAlert(rule, then.topic(), "then.topic", catalog, day);
        }
        if (topic != null) {
            return topic;
        }
        String territory = rule.territory();
        if (territory != null && !directory.knows(new Territory(territory))) {
            return new Alert(rule.id(), "territory", "alert.territory", List.of(territory), null);
        }
        String preset = rule.organization();
        if (preset != null && directory.find(preset).isEmpty()) {
            return new Alert(rule.id(), "organization", "alert.organization", List.of(preset), null);
        }
        String addressee = then.organization();
        if (addressee == null) {
            return null;
        }
        if (directory.find(addressee).isEmpty()) {
            return new Alert(rule.id(), "then.organization", "alert.organization", List.of(addressee), null);
        }
        String executor = then.executor();
        return executor == null || isExecutor(executor, addressee, directory)
                ? null
                : new Alert(rule.id(), "then.executor", "alert.executor", List.of(executor, addressee), null);
    }

    private static @Nullable Alert topicAlert(
            Rule rule, @Nullable String code, String field, Catalog catalog, LocalDate day) {
        if (code == null) {
            return null;
        }
        Topic topic = catalog.find(code).orElse(null);
        if (topic == null) {
            return new Alert(rule.id(), field, "alert.topic", List.of(code), null);
        }
        if (topic.isActive(day)) {
            return null;
        }
        String retired = String.valueOf(topic.retired());
        if (topic.successor() == null) {
            return new Alert(rule.id(), field, "alert.retired", List.of(code, retired), null);
        }
        String successor = catalog.successor(topic, day).code();
        return new Alert(rule.id(), field, "alert.succeeded", List.of(code, retired, successor), successor);
    }

    /**
     * What of the rules is in force.
     *
     * @param active those that are asked, in their order
     * @param alerts why others that are in use are not
     */
    public record State(List<Rule> active, List<Alert> alerts) {
        public State {
            active = List.copyOf(active);
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * Why a rule is switched off.
     *
     * @param rule its id
     * @param field what in it refers to something that is not in use, as in {@code then.topic}
     * @param key the key of the text
     * @param args what is filled into the text
     * @param proposal what may take its place, or null
     */
    public record Alert(
            String rule,
            String field,
            String key,
            List<String> args,
            @Nullable String proposal) {
        public Alert {
            args = List.copyOf(args);
        }

        /** The words; Russian unless the locale is English. */
        public String text(Locale locale) {
            return TEXTS.get(locale, key, args);
        }
    }
}

package feedback.pos.moderation;

import feedback.pos.message.Channel;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An auto-rule: where all of its conditions hold for a new message, what it says is done. A phrase is one or more words; they match
 * words of the text whatever their case and ending, several of them in this order next to each other. A word behind {@code =} matches
 * that form only, and so do all words of a phrase written as {@code ="…"}. Immutable and thread-safe; checked by {@link Rules}, not here.
 *
 * @param id stands in the facts of the messages it decided: Latin letters, digits, dots and hyphens, at most 64
 * @param note what it is for, for those who keep the list, or null
 * @param on whether it is in use
 * @param any at least one of these phrases occurs; empty for no such condition
 * @param all each of these phrases occurs
 * @param none none of these phrases occurs
 * @param topic the topic that the message would have without rules, or one below it; null for any
 * @param territory ОКТМО digits of a territory in which it lies, or null for any
 * @param channel how it came in, or null for any
 * @param organization the addressee that was preset, or null for any and none
 * @param then what is done
 */
public record Rule(
        String id,
        @Nullable String note,
        boolean on,
        List<String> any,
        List<String> all,
        List<String> none,
        @Nullable String topic,
        @Nullable String territory,
        @Nullable Channel channel,
        @Nullable String organization,
        Then then) {

    public Rule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(then, "then");
        // A stored rule leaves out what it does not ask for
        any = any == null ? List.of() : List.copyOf(any);
        all = all == null ? List.of() : List.copyOf(all);
        none = none == null ? List.of() : List.copyOf(none);
    }

    /** A rule in use that asks for one of the phrases and nothing else. */
    public static Rule of(String id, List<String> any, Then then) {
        return new Rule(id, null, true, any, List.of(), List.of(), null, null, null, null, then);
    }

    /** The same, in use or not. */
    public Rule turned(boolean value) {
        return new Rule(id, note, value, any, all, none, topic, territory, channel, organization, then);
    }

    /** Whether it asks for anything at all. */
    boolean isConditional() {
        return !any.isEmpty()
                || !all.isEmpty()
                || !none.isEmpty()
                || topic != null
                || territory != null
                || channel != null
                || organization != null;
    }

    /**
     * What a rule does. Whether a topic is fast track is said by the catalog alone: a rule cannot promise the short term.
     *
     * @param topic the topic to be set, or null to leave it
     * @param overApplicant whether it is set in place of the applicant's own choice too
     * @param organization the addressee, or null to have it routed by the table; takes the place of a preset one only where the rule
     *     asks for that one
     * @param executor the person there who gets it in one step, or null
     * @param skipModerator whether the moderator is left out, where the regulation lets sure topics skip the moderator at all
     * @param hold a remark for the moderator, who is not left out then even where the model is sure, or null
     */
    public record Then(
            @Nullable String topic,
            boolean overApplicant,
            @Nullable String organization,
            @Nullable String executor,
            boolean skipModerator,
            @Nullable String hold) {

        /** Sets a topic that the applicant has not chosen. */
        public static Then topic(String code) {
            return new Then(code, false, null, null, false, null);
        }

        /** Names the addressee. */
        public static Then organization(String id, @Nullable String executor) {
            return new Then(null, false, id, executor, false, null);
        }

        /** Has the moderator look, with a remark. */
        public static Then hold(String remark) {
            return new Then(null, false, null, null, false, remark);
        }

        boolean isEmpty() {
            return topic == null && organization == null && !skipModerator && hold == null;
        }
    }
}

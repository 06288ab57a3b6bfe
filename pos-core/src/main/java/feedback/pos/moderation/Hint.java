package feedback.pos.moderation;

import feedback.pos.message.DeclineReason;
import feedback.pos.text.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a moderator should look at before admitting a message. Never declines by itself. Immutable and thread-safe.
 *
 * @param kind what kind of thing it is
 * @param evidence what in the text speaks for it, in its order; empty where something is missing
 * @param proposal a better text, or null: that of a wrong keyboard layout
 */
public record Hint(
        Kind kind, List<Evidence> evidence, @Nullable String proposal) {
    private static final Texts TEXTS = Texts.beside(Hint.class);

    /** What can be hinted at. */
    public enum Kind {
        /** Profanity, insults, threats. */
        PROFANITY(DeclineReason.PROFANITY),
        /** Personal data of somebody else than who writes. */
        THIRD_PARTY_DATA(DeclineReason.THIRD_PARTY_DATA),
        /** Links and advertising. */
        SPAM(DeclineReason.SPAM),
        /** No words, a mashed keyboard, another keyboard layout. */
        UNREADABLE(DeclineReason.UNREADABLE),
        /** The problem is at a place, and nothing says at which. */
        NO_ADDRESS(DeclineReason.NO_ADDRESS),
        /** More than one matter, each of which wants an answer of its own. */
        SEVERAL_QUESTIONS(null);

        private final @Nullable DeclineReason reason;

        Kind(@Nullable DeclineReason reason) {
            this.reason = reason;
        }

        /** The reason for which such a message can be declined, or null where that is none. */
        public @Nullable DeclineReason reason() {
            return reason;
        }
    }

    /**
     * A part of the text.
     *
     * @param sort what was seen in it, such as {@code phone}; the key of {@link #label}
     * @param text the part as it was written
     * @param from where it begins, in UTF-16 units
     * @param to where it ends, exclusive
     */
    public record Evidence(String sort, String text, int from, int to) {
        static Evidence of(String sort, String text, int from, int to) {
            return new Evidence(sort, text.substring(from, to), from, to);
        }

        /** What was seen in it, in words; Russian unless the locale is English. */
        public String label(Locale locale) {
            return TEXTS.get(locale, "evidence." + sort, List.of());
        }
    }

    public Hint {
        evidence = List.copyOf(evidence);
    }

    /** What to look at, in a sentence; Russian unless the locale is English. */
    public String text(Locale locale) {
        return TEXTS.get(locale, "hint." + kind.name(), List.of());
    }
}

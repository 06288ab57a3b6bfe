package feedback.pos.refusal;

import feedback.pos.text.Texts;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The one way in which the platform says no. A refusal changes nothing: what was asked for has not been done, not even in
 * part. It is an answer and not a fault, so it carries no stack trace.
 *
 * <p>What it says is a key with arguments; the words stand in {@code texts_ru.properties} and {@code texts_en.properties}
 * beside this class. A key that has no words is shown as it is.
 *
 * <p>Immutable and thread-safe.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Texts TEXTS = Texts.beside(Refusal.class);

    /** Why not: the closed list. It is also the table of HTTP errors; a new reason is a change of the contract. */
    public enum Reason {
        /** Cannot be read at all: broken JSON, a wrong type, bytes that are no text. */
        MALFORMED(400),
        /** A field that nobody knows, most often a slip of the pen. */
        UNKNOWN_FIELD(400),
        /** Nobody, or somebody unknown, asks. */
        UNAUTHENTICATED(401),
        /** The role, or its part of the tree, does not allow it. */
        FORBIDDEN(403),
        /** It does not exist, or it is not the asker's to know of. */
        NOT_FOUND(404),
        /** Right, but not in this stage of the life of a message or a poll. */
        WRONG_STAGE(409),
        /** Done already, and may be done once only: a second ballot, a second escalation of a round. */
        ALREADY_DONE(409),
        /** Two things that cannot both be. */
        CONFLICT(409),
        /** The time for it is over, or the thing was withdrawn. */
        TOO_LATE(410),
        /** Somebody else was quicker: the version that the asker saw is no longer the last one. */
        STALE_VERSION(412),
        /** More than may be taken in: a body, a file, a batch. */
        TOO_LARGE(413),
        /** A media type that is not taken in. */
        UNSUPPORTED_TYPE(415),
        /** A field was read and understood, but its value will not do. */
        INVALID_VALUE(422),
        /** The idempotency key was used before with another body. */
        KEY_REUSED(422),
        /** Too many requests; later it will do. */
        TOO_MANY(429),
        /** A date lies outside the years for which days off have been decreed. */
        CALENDAR_EXHAUSTED(422),
        /** Not now: the store or something else it stands on is out of reach. */
        UNAVAILABLE(503),
        /** In the contract, but not yet in the product. */
        NOT_BUILT(501);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status of answers with this reason, 400–599. */
        public int status() {
            return status;
        }

        /** The reason in a few words; Russian unless the locale is English. */
        public String title(Locale locale) {
            return TEXTS.get(locale, "reason." + name(), List.of());
        }
    }

    /**
     * One field whose value will not do.
     *
     * @param field where it stands in the request, as in {@code applicant.name} or {@code attachments[2]}
     * @param key the key of the text
     * @param args what is filled into the text
     */
    public record Field(String field, String key, List<String> args) implements Serializable {
        private static final long serialVersionUID = 1L;

        public Field {
            args = List.copyOf(args);
        }

        /** A field with its arguments as they come; each is filled in by its {@code toString}. */
        public static Field of(String field, String key, Object... args) {
            return new Field(field, key, strings(args));
        }

        /** The words; Russian unless the locale is English. */
        public String text(Locale locale) {
            return TEXTS.get(locale, key, args);
        }
    }

    private final Reason reason;
    private final String key;

    // Declared as the interface, but always one of the JDK's own serializable lists
    @SuppressWarnings("serial")
    private final List<String> args;

    @SuppressWarnings("serial")
    private final List<Field> fields;

    private Refusal(Reason reason, String key, List<String> args, List<Field> fields) {
        super(key, null, false, false);
        this.reason = reason;
        this.key = key;
        this.args = args;
        this.fields = fields;
    }

    /**
     * A refusal with its words.
     *
     * @param reason why not
     * @param key the key of the text in the two bundles
     * @param args what is filled into the text, each by its {@code toString}
     */
    public static Refusal of(Reason reason, String key, Object... args) {
        return new Refusal(reason, key, strings(args), List.of());
    }

    /** A refusal of one field's value, for the reason {@link Reason#INVALID_VALUE}; its words are the field's words. */
    public static Refusal field(String field, String key, Object... args) {
        List<String> strings = strings(args);
        return new Refusal(Reason.INVALID_VALUE, key, strings, List.of(new Field(field, key, strings)));
    }

    /** The same refusal, naming these fields instead of those it named before. */
    public Refusal withFields(List<Field> named) {
        return new Refusal(reason, key, args, List.copyOf(named));
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }

    /** The key of the words. */
    public String key() {
        return key;
    }

    /** What is filled into the words. */
    public List<String> args() {
        return args;
    }

    /** The fields that are to blame; empty when it is no matter of fields. */
    public List<Field> fields() {
        return fields;
    }

    /** The words for a person; Russian unless the locale is English. */
    public String text(Locale locale) {
        return TEXTS.get(locale, key, args);
    }

    /** The words in English, for logs. */
    @Override
    public String getMessage() {
        return text(Locale.ENGLISH);
    }

    private static List<String> strings(Object... args) {
        return Arrays.stream(args).map(String::valueOf).toList();
    }
}

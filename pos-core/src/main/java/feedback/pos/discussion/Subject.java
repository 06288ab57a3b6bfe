package feedback.pos.discussion;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is discussed, written {@code notice:019c…}, {@code poll:…}, {@code project:POLL/PROJECT}, {@code draft:…}.
 *
 * @param kind what kind of thing it is
 * @param id which one; letters, digits, dots, dashes and underscores, of a project two such with a slash between them
 */
public record Subject(Kind kind, String id) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PROJECT = Pattern.compile(ID + "/" + ID);

    /** What can be discussed. */
    public enum Kind {
        POLL,
        /** A project that stands for a vote. */
        PROJECT,
        NOTICE,
        /** A draft of a legal act. */
        DRAFT
    }

    /** @throws Refusal NOT_FOUND if the id can be none */
    public Subject {
        Objects.requireNonNull(kind, "kind");
        if (!(kind == Kind.PROJECT ? PROJECT : ID).matcher(id).matches()) {
            throw unknown();
        }
    }

    /**
     * Reads the written form.
     *
     * @throws Refusal NOT_FOUND if it is none
     */
    public static Subject parse(String text) {
        int colon = text.indexOf(':');
        for (Kind each : Kind.values()) {
            if (colon > 0 && each.name().toLowerCase(Locale.ROOT).equals(text.substring(0, colon))) {
                return new Subject(each, text.substring(colon + 1));
            }
        }
        throw unknown();
    }

    private static Refusal unknown() {
        return Refusal.of(Reason.NOT_FOUND, "discussion.unknown");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}

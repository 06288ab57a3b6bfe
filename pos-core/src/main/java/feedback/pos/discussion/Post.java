package feedback.pos.discussion;

import feedback.pos.message.DeclineReason;
import feedback.pos.moderation.Hint;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote in a discussion. Names its author by id only; what is shown in place of a name is found when it is read,
 * so that it goes with the person. Immutable and thread-safe.
 *
 * @param version counts from 1
 * @param parent the post that it replies to, or null
 * @param depth 0 for a post, 1 for a reply, 2 for a reply to a reply
 * @param person the author's id; empty once the person was erased
 * @param named whether the author wants to be shown with the first name
 * @param office in whose name an official wrote it, or null
 * @param text what was written; empty once the person was erased
 * @param stage where it is in its life
 * @param at when it was written
 * @param editedAt when it was changed last, or null
 * @param hints why it had to wait although others need not
 * @param complaints of how many persons since a moderator looked last
 * @param replies how many replies to it are shown
 * @param decision what a moderator decided last, or null
 */
public record Post(
        UUID id,
        int version,
        Subject subject,
        @Nullable UUID parent,
        int depth,
        String person,
        boolean named,
        @Nullable Office office,
        String text,
        Stage stage,
        Instant at,
        @Nullable Instant editedAt,
        List<Hint.Kind> hints,
        int complaints,
        int replies,
        @Nullable Decision decision) {
    /** How many characters a post may have. */
    public static final int MOST_TEXT = 2_000;

    /** How deep replies go. */
    public static final int DEEPEST = 2;

    /** How long an author may change it. */
    public static final Duration EDITABLE = Duration.ofMinutes(15);

    private static final int MOST_COMMENT = 1_000;

    /** Where a post is in its life. */
    public enum Stage {
        /** Waits for a moderator. */
        PENDING,
        SHOWN,
        /** A moderator took it away, or never let it in. */
        DECLINED,
        /** Its author took it back. */
        WITHDRAWN
    }

    /**
     * An official's part.
     *
     * @param role as what
     * @param organization for which one
     */
    public record Office(Role role, String organization) {}

    /**
     * What a moderator decided.
     *
     * @param reason why it is not shown, or null if it is
     * @param comment for the author, or null
     * @param by the moderator's id
     */
    public record Decision(
            @Nullable DeclineReason reason, @Nullable String comment, String by, Instant at) {}

    public Post {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(subject, "subject");
        hints = hints == null ? List.of() : List.copyOf(hints);
    }

    /** @throws Refusal INVALID_VALUE naming the field {@code text} */
    public static void checkText(String text) {
        if (text.isBlank()) {
            throw Refusal.field("text", "field.missing");
        }
        if (text.codePointCount(0, text.length()) > MOST_TEXT) {
            throw Refusal.field("text", "text.tooLong", MOST_TEXT);
        }
        if (text.codePoints().anyMatch(Post::isUnfit)) {
            throw Refusal.field("text", "text.characters");
        }
    }

    private static boolean isUnfit(int letter) {
        return Character.isISOControl(letter) && letter != '\n' && letter != '\r' && letter != '\t'
                || Character.getType(letter) == Character.SURROGATE;
    }

    /** Whether a moderator has to look at it. */
    public boolean isWaiting() {
        return stage == Stage.PENDING || stage == Stage.SHOWN && complaints > 0;
    }

    /** Whether its author was erased. */
    public boolean isErased() {
        return person.isEmpty() && office == null;
    }

    /**
     * In other words.
     *
     * @param next where it stands then
     */
    public Post edit(String words, Stage next, List<Hint.Kind> found, Instant now) {
        if (stage != Stage.PENDING && stage != Stage.SHOWN) {
            throw Refusal.of(Reason.WRONG_STAGE, "post.closed");
        }
        if (!now.isBefore(at.plus(EDITABLE))) {
            throw Refusal.of(Reason.TOO_LATE, "post.editable", EDITABLE.toMinutes());
        }
        checkText(words);
        return with(person, words, next, now, found, complaints, replies, decision);
    }

    /** Taken back by its author. */
    public Post withdraw() {
        if (stage == Stage.WITHDRAWN) {
            throw Refusal.of(Reason.ALREADY_DONE, "post.withdrawn");
        }
        if (stage == Stage.DECLINED) {
            throw Refusal.of(Reason.WRONG_STAGE, "post.closed");
        }
        return with(person, text, Stage.WITHDRAWN, editedAt, hints, 0, replies, decision);
    }

    /** Somebody complains. */
    public Post complain() {
        if (stage != Stage.SHOWN) {
            throw Refusal.of(Reason.WRONG_STAGE, "post.closed");
        }
        return with(person, text, stage, editedAt, hints, complaints + 1, replies, decision);
    }

    /** A moderator has looked at it; may be decided otherwise later. */
    public Post moderate(Decision decided) {
        if (stage == Stage.WITHDRAWN) {
            throw Refusal.of(Reason.TOO_LATE, "post.withdrawn");
        }
        String comment = decided.comment();
        if (comment != null && comment.codePointCount(0, comment.length()) > MOST_COMMENT) {
            throw Refusal.field("comment", "text.tooLong", MOST_COMMENT);
        }
        Stage next = decided.reason() == null ? Stage.SHOWN : Stage.DECLINED;
        return with(person, text, next, editedAt, hints, 0, replies, decided);
    }

    /** One more reply to it is shown, or one less. */
    public Post plusReplies(int more) {
        return with(person, text, stage, editedAt, hints, complaints, replies + more, decision);
    }

    /** Without the person and what the person wrote; what others replied stays, and what was written for an office. */
    public Post erase() {
        Decision last = decision == null ? null : new Decision(decision.reason(), null, decision.by(), decision.at());
        Stage next = stage == Stage.PENDING ? Stage.WITHDRAWN : stage;
        return with("", office == null ? "" : text, next, editedAt, List.of(), 0, replies, last);
    }

    private Post with(
            String author,
            String words,
            Stage next,
            @Nullable Instant edited,
            List<Hint.Kind> found,
            int complained,
            int replied,
            @Nullable Decision decided) {
        return new Post(
                id,
                version + 1,
                subject,
                parent,
                depth,
                author,
                named,
                office,
                words,
                next,
                at,
                edited,
                found,
                complained,
                replied,
                decided);
    }
}

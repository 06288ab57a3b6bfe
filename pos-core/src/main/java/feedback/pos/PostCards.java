package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.discussion.Discussion;
import feedback.pos.discussion.Post;
import feedback.pos.discussion.Subject;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards.Card;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How discussions are kept: a card for the discussion with the number of posts shown, a card for each post, and one beside it
 * that stands in the opposite order, for those who read from the beginning.
 */
final class PostCards {
    static final String DISCUSSION = "discussion";
    static final String POST = "post";
    static final String TURNED = "post-turned";
    static final String WRITER = "post-writer";

    /** The two orders are each other's mirror image at half of this. */
    private static final Instant TURN = Instant.parse("2100-01-01T00:00:00Z");

    private static final int MOST_AN_HOUR = 10;
    private static final int MOST_A_DAY = 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Codec codec;

    PostCards(Codec codec) {
        this.codec = codec;
    }

    /** When somebody wrote, as far back as the limits reach. */
    record Writer(List<Instant> wrote) {
        Writer {
            wrote = List.copyOf(wrote);
        }
    }

    static UUID idOf(Subject subject) {
        return idOf(subject.toString());
    }

    static UUID idOf(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Card card(Discussion discussion, @Nullable Card before, Instant now) {
        return new Card(
                DISCUSSION,
                idOf(discussion.subject()),
                before == null ? 1 : before.version() + 1,
                before == null ? now : before.at(),
                null,
                Set.of(),
                codec.writeRecord(discussion));
    }

    Discussion discussion(Card card) {
        return codec.readRecord(card.body(), Discussion.class);
    }

    Post post(Card card) {
        return codec.readRecord(card.body(), Post.class);
    }

    /** @param path of the organization that looks after the discussion */
    List<Card> cards(Post post, List<String> path) {
        Set<String> lists = new LinkedHashSet<>();
        if (post.stage() == Post.Stage.SHOWN) {
            lists.add(shown(post.subject(), post.parent()));
        }
        Set<String> keys = new LinkedHashSet<>(lists);
        if (post.isWaiting()) {
            path.forEach(each -> keys.add(waiting(each)));
        }
        if (!post.person().isEmpty()) {
            keys.add(by(post.person()));
        }
        String body = codec.writeRecord(post);
        return List.of(
                new Card(POST, post.id(), post.version(), post.at(), null, keys, body),
                new Card(TURNED, post.id(), post.version(), turned(post.at()), null, lists, "{}"));
    }

    private static Instant turned(Instant at) {
        return TURN.minus(Duration.between(Instant.EPOCH, at));
    }

    static String shown(Subject subject, @Nullable UUID parent) {
        return parent == null ? "in " + subject : "under " + parent;
    }

    static String waiting(String organization) {
        return "waiting " + organization;
    }

    /** Ids of persons may hold what keys may not. */
    static String by(String person) {
        return "by " + idOf(person);
    }

    /**
     * The card by which a person does not write too often.
     *
     * @throws Refusal TOO_MANY, its first argument the seconds until the person may write again
     */
    Card writer(String person, @Nullable Card before, Instant now) {
        List<Instant> wrote = new ArrayList<>(
                before == null
                        ? List.of()
                        : codec.readRecord(before.body(), Writer.class).wrote());
        wrote.removeIf(each -> !each.plus(DAY).isAfter(now));
        if (wrote.size() >= MOST_A_DAY) {
            throw tooMany(wrote.get(wrote.size() - MOST_A_DAY).plus(DAY), now, MOST_A_DAY, "post.aDay");
        }
        if (wrote.stream().filter(each -> each.plus(HOUR).isAfter(now)).count() >= MOST_AN_HOUR) {
            throw tooMany(wrote.get(wrote.size() - MOST_AN_HOUR).plus(HOUR), now, MOST_AN_HOUR, "post.anHour");
        }
        wrote.add(now);
        return new Card(
                WRITER,
                idOf(person),
                before == null ? 1 : before.version() + 1,
                before == null ? now : before.at(),
                null,
                Set.of(),
                codec.writeRecord(new Writer(wrote)));
    }

    private static Refusal tooMany(Instant again, Instant now, int most, String key) {
        return Refusal.of(
                Reason.TOO_MANY,
                key,
                Math.max(1, Duration.between(now, again).plusMillis(999).toSeconds()),
                most,
                again.truncatedTo(ChronoUnit.SECONDS));
    }
}

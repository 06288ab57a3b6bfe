package feedback.pos.discussion;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A draft of a legal act that people may discuss before it is passed. Does not change while it is discussed. Immutable and
 * thread-safe.
 *
 * @param title 1 to 300 characters
 * @param text 1 to 100,000 characters
 * @param organization the id of the one that means to pass it
 * @param from since when it is discussed
 * @param until before when
 * @param by the id of the official who put it up
 * @param at when that was
 */
public record Draft(
        UUID id, String title, String text, String organization, Instant from, Instant until, String by, Instant at) {
    private static final int MOST_TITLE = 300;
    private static final int MOST_TEXT = 100_000;
    private static final Duration LONGEST = Duration.ofDays(400);

    public Draft {
        Objects.requireNonNull(id, "id");
    }

    /** What is discussed under it. */
    public Subject subject() {
        return new Subject(Subject.Kind.DRAFT, id.toString());
    }

    /** @throws Refusal INVALID_VALUE naming every field that is wrong */
    public void check() {
        List<Field> wrong = new ArrayList<>();
        check(wrong, "title", title, MOST_TITLE);
        check(wrong, "text", text, MOST_TEXT);
        if (!until.isAfter(from) || !until.isAfter(at)) {
            wrong.add(Field.of("until", "notice.backward"));
        } else if (until.isAfter(from.plus(LONGEST)) || from.isAfter(at.plus(LONGEST))) {
            wrong.add(Field.of("until", "notice.long", LONGEST.toDays()));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    private static void check(List<Field> wrong, String name, String text, int most) {
        if (text.isBlank()) {
            wrong.add(Field.of(name, "field.missing"));
        } else if (text.codePointCount(0, text.length()) > most) {
            wrong.add(Field.of(name, "text.tooLong", most));
        }
    }
}

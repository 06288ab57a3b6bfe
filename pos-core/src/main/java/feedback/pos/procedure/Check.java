package feedback.pos.procedure;

import feedback.pos.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a command, so that all of it is said at once. */
final class Check {
    private final List<Refusal.Field> wrong = new ArrayList<>();

    Check that(boolean right, String field, String key, Object... args) {
        if (!right) {
            wrong.add(Refusal.Field.of(field, key, args));
        }
        return this;
    }

    /** Text that must say something. */
    Check text(String field, @Nullable String text, int limit) {
        if (text == null || text.isBlank()) {
            return that(false, field, "field.missing");
        }
        return optional(field, text, limit);
    }

    /** Text that may be left out. */
    Check optional(String field, @Nullable String text, int limit) {
        if (text == null) {
            return this;
        }
        that(text.codePointCount(0, text.length()) <= limit, field, "text.tooLong", limit);
        return that(isClean(text), field, "text.characters");
    }

    Check each(String field, Collection<String> texts, int most, int limit) {
        that(texts.size() <= most, field, "list.tooLong", most);
        int index = 0;
        for (String text : texts) {
            text(field + "[" + index++ + "]", text, limit);
            if (index > most) {
                break;
            }
        }
        return this;
    }

    /** @throws Refusal INVALID_VALUE naming every field that is wrong */
    void orRefuse() {
        if (!wrong.isEmpty()) {
            throw Refusal.of(Refusal.Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    /** Neither control characters (but for tab and line ends) nor halves of surrogate pairs nor noncharacters. */
    private static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(c -> (c < ' ' && c != '\t' && c != '\n' && c != '\r')
                        || (c >= 0x7f && c < 0xa0)
                        || (c >= 0xd800 && c < 0xe000)
                        || (c & 0xfffe) == 0xfffe);
    }
}

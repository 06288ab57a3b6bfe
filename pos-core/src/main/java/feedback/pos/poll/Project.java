package feedback.pos.poll;

import feedback.pos.message.Point;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be voted for.
 *
 * @param id unique in its vote, 1 to 100 characters without comma, semicolon, slash, quote and blanks
 * @param title 1 to 500 characters
 * @param description at most 10,000 characters, or null
 * @param cost what it costs, 0 or more, or null where there is no money in it
 * @param place where it is, or null
 * @param pictures https addresses, at most 20
 * @param exclusive a name that it shares with those of which only one may be chosen, or null
 */
public record Project(
        String id,
        String title,
        @Nullable String description,
        @Nullable BigDecimal cost,
        @Nullable Point place,
        List<String> pictures,
        @Nullable String exclusive) {
    public Project {
        pictures = pictures == null ? List.of() : List.copyOf(pictures);
    }
}

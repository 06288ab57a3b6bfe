package feedback.pos.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a message.
 *
 * @param organization the competent body
 * @param path organization ids from the root down to it
 * @param executor the person it is assigned to, or null where any executor of the body may take it
 */
public record Holder(
        String organization, List<String> path, @Nullable String executor) {
    public Holder {
        path = List.copyOf(path);
    }
}

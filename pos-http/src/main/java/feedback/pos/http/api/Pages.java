package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Lists come in pages, each with a mark that leads to the next. */
final class Pages {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private Pages() {}

    /** How many items the caller wants: 1 to 200, 50 unless said otherwise. */
    static int limit(Query query) {
        Integer limit = query.integer("limit", 1, MOST);
        return limit == null ? USUAL : limit;
    }

    /** @param next the mark to go on with, or null on the last page */
    static ObjectNode of(ArrayNode items, @Nullable String next) {
        ObjectNode page = Json.object();
        page.set("items", items);
        return page.put("next", next);
    }
}

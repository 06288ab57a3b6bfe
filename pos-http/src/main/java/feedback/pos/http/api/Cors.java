package feedback.pos.http.api;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Set;

/** Lets pages of the configured origins call from a browser, and no others. Thread-safe. */
final class Cors {
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = new HttpString("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = new HttpString("Access-Control-Allow-Headers");
    private static final HttpString EXPOSE_HEADERS = new HttpString("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = new HttpString("Access-Control-Max-Age");

    private final Set<String> origins;

    Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    void mark(HttpServerExchange exchange) {
        if (origins.isEmpty()) {
            return;
        }
        exchange.getResponseHeaders().put(Headers.VARY, "Origin");
        if (isAllowed(exchange)) {
            exchange.getResponseHeaders()
                    .put(ALLOW_ORIGIN, exchange.getRequestHeaders().getFirst(Headers.ORIGIN))
                    .put(EXPOSE_HEADERS, "ETag, Location, Retry-After");
        }
    }

    void preflight(HttpServerExchange exchange, String methods) {
        if (isAllowed(exchange)) {
            exchange.getResponseHeaders()
                    .put(ALLOW_METHODS, methods)
                    .put(
                            ALLOW_HEADERS,
                            "Authorization, Content-Type, Accept-Language, If-Match, If-None-Match, Idempotency-Key")
                    .put(MAX_AGE, "600");
        }
    }

    private boolean isAllowed(HttpServerExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        return origin != null && origins.contains(origin);
    }
}

package feedback.pos.http;

import feedback.pos.http.api.Api;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The pages, from resources in {@code page/}. A page calls the same interface as everybody, so it is the same for
 * everybody. Read when first asked for and kept. Thread-safe.
 */
final class StaticPages implements HttpHandler {
    private static final String FOLDER = "page/";
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString NOSNIFF = new HttpString("X-Content-Type-Options");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, Optional<Page>> read = new ConcurrentHashMap<>();

    private record Page(ByteBuffer body, String type, String tag) {}

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean reads = exchange.getRequestMethod().equals(Methods.GET)
                || exchange.getRequestMethod().equals(Methods.HEAD);
        String file = file(exchange.getRelativePath());
        Page page = file == null || !reads
                ? null
                : read.computeIfAbsent(file, StaticPages::read).orElse(null);
        if (page == null) {
            Api.nothingHere(exchange);
            return;
        }
        exchange.getResponseHeaders()
                .put(Headers.ETAG, page.tag())
                .put(Headers.CACHE_CONTROL, "no-cache")
                .put(NOSNIFF, "nosniff")
                .put(REFERRER, "same-origin")
                .put(
                        POLICY,
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                                + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        if (page.tag().equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
            exchange.setStatusCode(304).endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, page.type());
        exchange.getResponseSender().send(page.body().duplicate());
    }

    /** The file that is shown at an address; null where nothing is. */
    private static @Nullable String file(String path) {
        String name = path.substring(1);
        if (name.isEmpty()) {
            return "index.html";
        }
        if (name.startsWith("messages/") && name.indexOf('/', 9) < 0) {
            return "message.html";
        }
        // Names of our own files only: no folders above, nothing hidden
        for (String part : name.split("/", 10)) {
            if (!part.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")) {
                return null;
            }
        }
        return name.indexOf('.') < 0 ? name + ".html" : name;
    }

    private static Optional<Page> read(String file) {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = StaticPages.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] body = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(body);
            return Optional.of(new Page(
                    ByteBuffer.wrap(body), type, "\"" + Long.toHexString(sum.getValue()) + "-" + body.length + "\""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

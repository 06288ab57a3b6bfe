package feedback.pos.http.page;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web pages and all that they load, from memory and in the I/O thread: {@code /}, {@code /desk},
 * {@code /messages/NUMBER}, {@code /calendar}, {@code /calendar/YEAR}, {@code /rules}, {@code /topics}, {@code /insights}, {@code /notices},
 * {@code /drafts}, {@code /drafts/ID} and the files under {@code /page/}. Works under any prefix, since the pages refer to each
 * other relatively. What is at none of these addresses is passed on. Thread-safe.
 */
public final class Pages implements HttpHandler {
    /** Nothing from elsewhere, nothing inline: text that people send in can never become a program. */
    static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'";

    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");

    private static final String FILES = "/page/";
    private static final String SETTINGS = FILES + "settings.json";
    private static final String MESSAGES = "/messages/";
    private static final String YEARS = "/calendar/";
    private static final String POLLS = "/polls/";
    private static final String DRAFTS = "/drafts/";

    /** Folders all of whose addresses have one page. */
    private static final List<String> SHARED = List.of(MESSAGES, YEARS, POLLS, DRAFTS);

    private final Supplier<PageSettings> settings;
    private final HttpHandler otherwise;
    private final Map<String, Map<Language, Served>> pages = new LinkedHashMap<>();
    private final Map<String, Served> files = new LinkedHashMap<>();

    /**
     * Makes the pages ready.
     *
     * @param settings what the pages have to know of the deployment, asked for at every visit; must not block
     * @param otherwise answers what is no page
     */
    public Pages(Supplier<PageSettings> settings, HttpHandler otherwise) {
        this.settings = settings;
        this.otherwise = otherwise;
        addPage("/", "home", "");
        addPage("/desk", "desk", "");
        addPage(MESSAGES, "message", "../");
        addPage("/calendar", "calendar", "");
        addPage(YEARS, "calendar", "../");
        addPage("/polls", "polls", "");
        addPage(POLLS, "poll", "../");
        addPage("/notices", "notices", "");
        addPage("/drafts", "draft", "");
        addPage(DRAFTS, "draft", "../");
        addPage("/topics", "topics", "");
        addPage("/rules", "rules", "");
        addPage("/insights", "insights", "");
        PageFiles.assets().forEach((name, served) -> files.put(FILES + name, served));
    }

    private void addPage(String path, String name, String root) {
        Map<Language, Served> versions = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            versions.put(language, PageFiles.page(name, root, language));
        }
        pages.put(path, versions);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = exchange.getRelativePath();
        Map<Language, Served> page = pages.get(pageAt(path));
        Served file = SETTINGS.equals(path) ? settings.get().served() : files.get(path);
        if (page == null && file == null && !path.isEmpty()) {
            otherwise.handleRequest(exchange);
        } else if (!isRead(exchange.getRequestMethod())) {
            exchange.setStatusCode(405);
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            exchange.endExchange();
        } else if (page != null) {
            exchange.getResponseHeaders().put(Headers.VARY, Headers.ACCEPT_LANGUAGE_STRING);
            Language language = language(exchange);
            exchange.getResponseHeaders().put(Headers.CONTENT_LANGUAGE, language.tag());
            send(exchange, page.get(language));
        } else if (file != null) {
            send(exchange, file);
        } else {
            // Mounted under a prefix and called without the last slash: relative references would miss the prefix
            exchange.setStatusCode(302);
            exchange.getResponseHeaders().put(Headers.LOCATION, exchange.getResolvedPath() + "/");
            exchange.endExchange();
        }
    }

    /** Every message has the same page, and so has every year, every poll and every draft, which finds out by its address what it shows. */
    private static String pageAt(String path) {
        for (String folder : SHARED) {
            if (path.startsWith(folder)) {
                return path.length() > folder.length() && path.indexOf('/', folder.length()) < 0 ? folder : "";
            }
        }
        return path;
    }

    private static boolean isRead(HttpString method) {
        return method.equals(Methods.GET) || method.equals(Methods.HEAD);
    }

    private static Language language(HttpServerExchange exchange) {
        var asked = exchange.getQueryParameters().get("lang");
        return Language.of(
                asked == null ? null : asked.peek(),
                exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE));
    }

    private static void send(HttpServerExchange exchange, @Nullable Served served) {
        if (served == null) {
            throw new IllegalStateException("a page lacks a language");
        }
        var headers = exchange.getResponseHeaders();
        headers.put(CONTENT_SECURITY_POLICY, POLICY);
        headers.put(CONTENT_TYPE_OPTIONS, "nosniff");
        headers.put(REFERRER_POLICY, "same-origin");
        headers.put(Headers.CACHE_CONTROL, "no-cache");
        ETag tag = new ETag(false, served.tag());
        headers.put(Headers.ETAG, tag.toString());
        if (!ETagUtils.handleIfNoneMatch(exchange, tag, true)) {
            exchange.setStatusCode(304);
            exchange.endExchange();
            return;
        }
        headers.put(Headers.CONTENT_TYPE, served.type());
        exchange.getResponseSender().send(served.body().duplicate());
    }
}

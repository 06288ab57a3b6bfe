package feedback.pos.http.api;

import feedback.pos.http.api.Settings.Traffic;
import feedback.pos.http.auth.Caller;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.UnreachableException;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.PathTemplateMatcher;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Takes a request to its handler and the answer back: address, method, media type, size, token and rate are looked at in
 * this order, before a handler sees anything. Thread-safe.
 */
final class Dispatcher implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final HttpString RETRY_AFTER = new HttpString("Retry-After");
    private static final String BEARER = "Bearer ";
    private static final int STREAM_BUFFER = 1 << 16;

    private final Settings settings;
    private final Metrics metrics;
    private final Outage outage;
    private final Cors cors;
    private final RateLimits limits;
    private final HttpHandler otherwise;
    private final PathTemplateMatcher<Map<HttpString, Route>> routes = new PathTemplateMatcher<>();

    /** @param otherwise answers what is at none of the addresses */
    Dispatcher(List<Route> table, Settings settings, Metrics metrics, Outage outage, HttpHandler otherwise) {
        this.settings = settings;
        this.metrics = metrics;
        this.outage = outage;
        this.cors = new Cors(settings.origins());
        this.limits = new RateLimits(settings.limits(), System::nanoTime);
        this.otherwise = otherwise;
        Map<String, Map<HttpString, Route>> byTemplate = new LinkedHashMap<>();
        for (Route route : table) {
            byTemplate
                    .computeIfAbsent(route.template(), any -> new LinkedHashMap<>())
                    .put(route.method(), route);
        }
        byTemplate.forEach(routes::add);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var match = routes.match(exchange.getRelativePath());
        if (match == null) {
            otherwise.handleRequest(exchange);
            return;
        }
        Map<HttpString, Route> here = match.getValue();
        HttpString method = exchange.getRequestMethod();
        cors.mark(exchange);
        if (method.equals(Methods.OPTIONS)) {
            cors.preflight(exchange, allowed(here));
            send(exchange, Reply.empty(204).with(Headers.ALLOW, allowed(here)));
            return;
        }
        Route route = here.get(method.equals(Methods.HEAD) ? Methods.GET : method);
        Locale locale = Languages.of(exchange);
        if (route == null) {
            send(exchange, Problem.methodNotAllowed(locale).with(Headers.ALLOW, allowed(here)));
            return;
        }
        metrics.time(exchange, route);
        Map<String, String> path = match.getParameters();
        if (route.quick()) {
            // What is sent along is not read
            exchange.setPersistent(exchange.isPersistent() && exchange.isRequestComplete());
            run(exchange, route, path, new byte[0], locale);
        } else if (route.method().equals(Methods.GET)) {
            exchange.dispatch(() -> run(exchange, route, path, new byte[0], locale));
        } else {
            receive(exchange, route, path, locale);
        }
    }

    private static String allowed(Map<HttpString, Route> here) {
        String own = here.keySet().stream().map(HttpString::toString).collect(Collectors.joining(", "));
        return own + (here.containsKey(Methods.GET) ? ", HEAD, OPTIONS" : ", OPTIONS");
    }

    private void receive(HttpServerExchange exchange, Route route, Map<String, String> path, Locale locale) {
        if (exchange.isRequestComplete()) {
            exchange.dispatch(() -> run(exchange, route, path, new byte[0], locale));
            return;
        }
        if (exchange.getRequestContentLength() > settings.bodyLimit()) {
            refuse(exchange, Refusal.of(Reason.TOO_LARGE, "body.tooLarge", settings.bodyLimit()), locale);
            return;
        }
        if (!isJson(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
            refuse(exchange, Refusal.of(Reason.UNSUPPORTED_TYPE, "type.notJson"), locale);
            return;
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(settings.bodyLimit());
        receiver.receiveFullBytes(
                (same, body) -> same.dispatch(() -> run(same, route, path, body, locale)), (same, error) -> {
                    if (error instanceof Receiver.RequestToLargeException) {
                        refuse(same, Refusal.of(Reason.TOO_LARGE, "body.tooLarge", settings.bodyLimit()), locale);
                    } else {
                        LOG.debug("a request broke off", error);
                        same.endExchange();
                    }
                });
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String[] parts = type.toLowerCase(Locale.ROOT).split(";", 10);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("charset=")
                    && !part.substring(8).replace("\"", "").equals("utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals("application/json");
    }

    /** A body that nobody reads is not waited for. */
    private static void refuse(HttpServerExchange exchange, Refusal refusal, Locale locale) {
        exchange.setPersistent(false);
        send(exchange, Problem.of(refusal, locale));
    }

    private void run(HttpServerExchange exchange, Route route, Map<String, String> path, byte[] body, Locale locale) {
        Reply reply;
        try {
            if (needsStorage(route)) {
                outage.check();
            }
            Caller caller = route.access() == Access.OPEN ? null : caller(exchange);
            admit(exchange, route, caller);
            authorize(route, caller);
            reply = route.handler().handle(new Call(exchange, path, body, caller, locale));
        } catch (Refusal refusal) {
            reply = refused(refusal, locale);
        } catch (UnreachableException e) {
            reply = refused(outage.met(e), locale);
        } catch (Throwable e) {
            // Errors too: nobody else would answer, and the caller would wait for ever
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {} at {} {}", incident, route.method(), route.template(), e);
            reply = Problem.broken(incident, locale);
        }
        send(exchange, reply);
    }

    private static boolean needsStorage(Route route) {
        return !route.quick()
                && (route.template().startsWith("/api/") || route.template().equals(OperationCalls.READY));
    }

    private static Reply refused(Refusal refusal, Locale locale) {
        Reply reply = Problem.of(refusal, locale);
        if (refusal.reason() == Reason.UNAUTHENTICATED) {
            return reply.with(
                    Headers.WWW_AUTHENTICATE,
                    refusal.key().equals("token.needed") ? "Bearer" : "Bearer error=\"invalid_token\"");
        }
        if (refusal.reason() == Reason.TOO_MANY || refusal.reason() == Reason.UNAVAILABLE) {
            return reply.with(
                    RETRY_AFTER, refusal.args().isEmpty() ? "5" : refusal.args().get(0));
        }
        return reply;
    }

    private @Nullable Caller caller(HttpServerExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (header == null) {
            return null;
        }
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Refusal.of(Reason.UNAUTHENTICATED, "token.invalid");
        }
        return settings.identity()
                .identify(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> Refusal.of(Reason.UNAUTHENTICATED, "token.invalid"));
    }

    private static void authorize(Route route, @Nullable Caller caller) {
        boolean known = route.access() == Access.KNOWN || route.access() == Access.OFFICIAL;
        if (known && caller == null) {
            throw Refusal.of(Reason.UNAUTHENTICATED, "token.needed");
        }
        if (route.access() == Access.OFFICIAL
                && caller != null
                && !caller.actor().isOfficial()) {
            throw Refusal.of(Reason.FORBIDDEN, "office.needed");
        }
    }

    private void admit(HttpServerExchange exchange, Route route, @Nullable Caller caller) {
        if (settings.limits().isEmpty() || route.template().startsWith("/health/")) {
            return;
        }
        Traffic traffic = caller == null ? Traffic.ANONYMOUS : traffic(route);
        String who = caller == null
                ? exchange.getSourceAddress().getHostString()
                : caller.actor().person();
        Duration wait = limits.admit(traffic, who);
        if (!wait.isZero()) {
            throw Refusal.of(
                    Reason.TOO_MANY,
                    "rate.exceeded",
                    Math.max(1, wait.plusMillis(999).toSeconds()));
        }
    }

    private static Traffic traffic(Route route) {
        if (route.method().equals(Methods.GET)) {
            return Traffic.READ;
        }
        return route.template().equals(MessageCalls.MESSAGES) ? Traffic.SUBMIT : Traffic.ACT;
    }

    private static void send(HttpServerExchange exchange, Reply reply) {
        exchange.setStatusCode(reply.status());
        var headers = exchange.getResponseHeaders();
        headers.put(Protection.NOSNIFF, "nosniff");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (!reply.type().isEmpty()) {
            headers.put(Headers.CONTENT_TYPE, reply.type());
        }
        // What an answer varies by is a list, to which others have added already
        reply.headers().forEach((name, value) -> {
            if (name.equals(Headers.VARY)) {
                headers.add(name, value);
            } else {
                headers.put(name, value);
            }
        });
        Reply.Content content = reply.content();
        if (content != null) {
            stream(exchange, content);
        } else if (!reply.body().hasRemaining()) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(reply.body().duplicate());
        }
    }

    /** For the threads that may wait: whoever reads slowly is waited for. */
    private static void stream(HttpServerExchange exchange, Reply.Content content) {
        exchange.startBlocking();
        try {
            OutputStream out = exchange.getOutputStream();
            OutputStream held = new LeftOpen(new BufferedOutputStream(out, STREAM_BUFFER));
            content.write(held);
            held.flush();
            out.close();
            exchange.endExchange();
        } catch (IOException e) {
            LOG.debug("a reader went away", e);
            IoUtils.safeClose(exchange.getConnection());
        } catch (RuntimeException e) {
            // What is only the beginning of an answer must not end as a whole one does
            LOG.error("an answer broke off", e);
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /** Whoever writes an answer may close it when something fails; that does not make it whole. */
    private static final class LeftOpen extends FilterOutputStream {
        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}

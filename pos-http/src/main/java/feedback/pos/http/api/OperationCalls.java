package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.UnreachableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What those need who run the server or call it from a program. */
final class OperationCalls {
    static final String READY = "/health/ready";

    private static final Logger LOG = LoggerFactory.getLogger(OperationCalls.class);

    private final Pos pos;
    private final Metrics metrics;
    private final Access scrapers;

    /** @param scrapers who may read the figures */
    OperationCalls(Pos pos, Metrics metrics, Access scrapers) {
        this.pos = pos;
        this.metrics = metrics;
        this.scrapers = scrapers;
    }

    List<Route> routes() {
        return List.of(
                Route.quick("/health/live", call -> up()),
                Route.get(READY, Access.OPEN, this::ready),
                Route.get(
                        "/metrics",
                        scrapers,
                        call -> Reply.of(
                                "text/plain; version=0.0.4; charset=utf-8", ByteBuffer.wrap(metrics.scrape()))),
                Route.get("/openapi.json", Access.OPEN, call -> description(call)),
                Route.get("/docs", Access.OPEN, call -> docs(call)),
                Route.get("/docs/{file}", Access.OPEN, call -> docsFile(call)));
    }

    private static Reply up() {
        return Reply.json(Json.object().put("status", "UP"));
    }

    /** Ready is who reaches the storage. */
    private Reply ready(Call call) {
        try {
            reach(pos);
            return up();
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("the storage does not work", e);
            throw Refusal.of(Reason.UNAVAILABLE, "storage.unreachable");
        }
    }

    /** The least that needs the storage. */
    static void reach(Pos pos) {
        pos.storage().records().get("health", "ready");
    }

    /** Read once, when first asked for. */
    private static final class Documents {
        static final Reference.Ready OPENAPI = Reference.Ready.of(Json.readObject(resource("openapi.json")));
        static final Reference.Ready PAGE =
                Reference.Ready.of(DocsPage.of(Json.readObject(OPENAPI.body().array())));
        static final Reference.Ready STYLE = Reference.Ready.of(resource("docs.css"));
    }

    private static Reply description(Call call) {
        return Documents.OPENAPI.reply(call);
    }

    private static Reply docs(Call call) {
        return Documents.PAGE
                .reply(call, "text/html; charset=utf-8")
                .with(
                        Protection.POLICY,
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .with(Protection.REFERRER, "no-referrer");
    }

    private static Reply docsFile(Call call) {
        if (!call.path("file").equals("docs.css")) {
            throw Refusal.of(Reason.NOT_FOUND, "address.unknown");
        }
        return Documents.STYLE.reply(call, "text/css; charset=utf-8");
    }

    private static byte[] resource(String name) {
        try (InputStream in = OperationCalls.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside " + OperationCalls.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.http.api.Api;
import feedback.pos.http.api.Settings;
import feedback.pos.http.page.PageSettings;
import feedback.pos.http.page.Pages;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * The platform's HTTP interface, to be mounted in any Undertow at any path: {@code PosHandler.over(pos, settings)}. It
 * neither opens nor closes the platform and makes no thread; sweeping and telling stay with whoever mounts it. Thread-safe.
 */
public final class PosHandler implements HttpHandler {
    private final HttpHandler api;

    private PosHandler(HttpHandler api) {
        this.api = api;
    }

    /** The interface with its pages. */
    public static PosHandler over(Pos pos, Settings settings) {
        boolean demo = settings.clock() != null;
        Pages pages = new Pages(() -> PageSettings.of(pos.regulation().policy(), demo), Api::nothingHere);
        return new PosHandler(new Api(pos, settings, pages));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        api.handleRequest(exchange);
    }
}

package feedback.pos.http.command;

import feedback.pos.http.api.Http;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.function.BiFunction;

/** Stands between a server and who reads it, and changes what it says. */
final class TamperingProxy implements AutoCloseable {
    private final Undertow undertow;
    private volatile BiFunction<String, String, String> change = (path, body) -> body;

    TamperingProxy(String server) {
        Http http = new Http(server);
        undertow = Undertow.builder()
                .addHttpListener(
                        0,
                        "127.0.0.1",
                        exchange -> exchange.dispatch(() -> {
                            String query = exchange.getQueryString();
                            String path = exchange.getRequestPath() + (query.isEmpty() ? "" : "?" + query);
                            Http.Answer answer = http.get(path);
                            exchange.setStatusCode(answer.status());
                            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, answer.header("Content-Type"));
                            exchange.getResponseSender().send(change.apply(path, answer.text()));
                        }))
                .build();
        undertow.start();
    }

    /** @param how gets path with query, and the body */
    void change(BiFunction<String, String, String> how) {
        change = how;
    }

    String address() {
        return "http://127.0.0.1:"
                + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}

package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.http.PosHandler;
import feedback.pos.http.api.Settings;
import feedback.pos.http.auth.DemoTokens;
import feedback.pos.http.auth.Identity;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.Map;

/** The server's handler over a platform, on a free port of this machine, with the demo's tokens and without rate limits. */
final class WebServer implements AutoCloseable {
    private final Undertow undertow;

    private WebServer(Undertow undertow) {
        this.undertow = undertow;
    }

    /** @param workers how many requests are worked on at once */
    static WebServer over(Pos pos, int workers) {
        pos.people().put(DemoTokens.people());
        return over(
                pos,
                workers,
                DemoTokens.of(pos.regulation().directory(), pos.regulation().root()));
    }

    /** The same, for whoever the tokens say. */
    static WebServer over(Pos pos, int workers, Identity identity) {
        Settings settings = Settings.closed().withIdentity(identity).withLimits(Map.of());
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setWorkerThreads(workers)
                .setHandler(PosHandler.over(pos, settings))
                .build();
        undertow.start();
        return new WebServer(undertow);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}

package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.http.PosHandler;
import feedback.pos.http.auth.DemoTokens;
import feedback.pos.organization.Grant;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A real server over the small sample region, in memory, with the demo's tokens, on a port of its own. */
public final class TestServer implements AutoCloseable {
    final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    final Storage storage;
    final Pos pos;
    final DemoClock demoClock;
    private final Undertow undertow;

    private TestServer(Storage storage, UnaryOperator<Settings> change) {
        this.storage = storage;
        demoClock = new DemoClock(storage.records(), clock);
        pos = Pos.under(regulation()).storage(storage).clock(demoClock).open();
        pos.people().put(DemoTokens.people());
        Settings settings = Settings.closed()
                .withIdentity(DemoTokens.of(pos.regulation().directory(), "region"))
                .withLimits(Map.of())
                .withClock(demoClock);
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", PosHandler.over(pos, change.apply(settings)))
                .build();
        undertow.start();
    }

    public static TestServer start() {
        return start(UnaryOperator.identity());
    }

    static TestServer start(UnaryOperator<Settings> change) {
        return new TestServer(Storage.inMemory(), change);
    }

    static TestServer over(Storage storage) {
        return new TestServer(storage, UnaryOperator.identity());
    }

    private static Regulation regulation() {
        Regulation sample = SampleRegion.regulation();
        OrganizationTree tree = SampleRegion.organizations();
        Map<String, Set<Grant>> staff = new LinkedHashMap<>(tree.staff());
        staff.putAll(DemoTokens.staff(tree, "region"));
        return new Regulation(
                sample.root(),
                sample.zone(),
                sample.calendar(),
                OrganizationTree.of(tree.all(), staff),
                sample.catalog(),
                sample.routes(),
                sample.policy());
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    Http http() {
        return new Http(address());
    }

    @Override
    public void close() {
        undertow.stop();
        pos.close();
    }
}

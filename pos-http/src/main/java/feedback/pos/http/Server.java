package feedback.pos.http;

import com.nimbusds.jose.jwk.JWKSet;
import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.Configuration.Unfit;
import feedback.pos.http.api.DemoClock;
import feedback.pos.http.api.Settings;
import feedback.pos.http.auth.ApiKeys;
import feedback.pos.http.auth.DemoTokens;
import feedback.pos.http.auth.Identity;
import feedback.pos.http.auth.JwtIdentity;
import feedback.pos.http.base.Place;
import feedback.pos.http.base.Place.UnusableException;
import feedback.pos.http.command.CommandSocket;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.DemoNotices;
import feedback.pos.http.region.DemoPolls;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.organization.Grant;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server: storage, platform, HTTP and housekeeping, closed in the order opposite to that of opening. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int IDLE_MILLIS = 60_000;
    private static final int PARSE_MILLIS = 15_000;

    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private final Configuration configuration;
    private @Nullable Undertow undertow;

    /** A server that is not running yet. */
    Server(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * Opens everything.
     *
     * @throws Unfit if the configuration will not do, in one clear line; then nothing is open
     */
    void start() throws Unfit {
        checkAddress();
        HttpThreads threads = opened(new HttpThreads());
        try {
            Place place = place();
            JdbcStorage storage = storage(place);
            DemoClock demoClock =
                    configuration.demo() ? new DemoClock(storage.records(), InstantSource.system()) : null;
            InstantSource clock = demoClock == null ? InstantSource.system() : demoClock;
            CalendarStore calendars = new CalendarStore(storage.records());
            RuleStore rules = new RuleStore(storage.records());
            Neighbours neighbours = new Neighbours(
                    storage.records(), each -> rules.over(regulation(each, calendars.book())), demoClock);
            Region region = region(storage, clock);
            CalendarBook book = calendars.book();
            if (region.isWithoutOwnActs(book)) {
                LOG.warn("no act of the calendar {} is known, so the federal days count", region.calendar());
            }
            Regulation regulation = rules.over(regulation(region, book));
            Learning learning = new Learning(regulation, configuration.learning());
            Pos pos = Pos.under(regulation)
                    .storage(storage)
                    .clock(clock)
                    .detector(learning)
                    .pollSecret(configuration.pollSecretBytes())
                    .open();
            if (configuration.demo()) {
                learning.begin();
                pos.people().put(DemoTokens.people());
                DemoSeed.messages(pos, region);
                DemoPolls.fill(pos);
                DemoNotices.write(pos);
            }
            CommandSocket commands = place.isShared() ? null : CommandSocket.open(place.folder(), pos, storage);
            if (commands != null) {
                opened.push(commands);
            }
            opened.push(new Housekeeping(pos, learning, neighbours));
            undertow = undertow(PosHandler.over(pos, settings(pos, demoClock)), threads);
        } catch (Unfit | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Before a base is made in vain. */
    private void checkAddress() throws Unfit {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(configuration.host(), configuration.port()));
        } catch (IOException e) {
            throw cannotListen(e);
        }
    }

    private Unfit cannotListen(Exception e) {
        return new Unfit(
                "port " + configuration.port() + " of " + configuration.host() + " cannot be opened: " + rootOf(e));
    }

    private Place place() throws Unfit {
        boolean isFleeting = configuration.demo() && configuration.data() == null && configuration.db() == null;
        return isFleeting ? Place.folder(temporary()) : configuration.place();
    }

    private JdbcStorage storage(Place place) throws Unfit {
        try {
            return opened(place.open());
        } catch (UnusableException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** A folder that is gone when the server is. */
    private Path temporary() throws Unfit {
        try {
            Path folder = Files.createTempDirectory("pos-demo");
            opened.push(() -> {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            });
            return folder;
        } catch (IOException e) {
            throw new Unfit("no temporary folder can be made: " + e.getMessage());
        }
    }

    private Region region(Storage storage, InstantSource clock) throws Unfit {
        if (configuration.demo()) {
            Region region = DemoSeed.region(storage, clock.instant());
            if (!DemoSeed.isSample(storage)) {
                throw new Unfit(
                        "--demo would open the region of this base to everybody: leave it out, or name another base");
            }
            return region;
        }
        return new RegionStore(storage.records()).read().orElseGet(() -> {
            LOG.warn("no region is loaded, so there is one organization and one topic: run «load DIR» first");
            return Region.minimal();
        });
    }

    private Regulation regulation(Region region, CalendarBook book) {
        Regulation regulation = region.regulation(configuration.beyond(), book);
        if (!configuration.demo()) {
            return regulation;
        }
        Map<String, Set<Grant>> staff = new LinkedHashMap<>(region.tree().staff());
        staff.putAll(DemoTokens.staff(region.tree(), region.root()));
        return new Regulation(
                regulation.root(),
                regulation.zone(),
                regulation.calendar(),
                OrganizationTree.of(region.tree().all(), staff),
                regulation.catalog(),
                regulation.routes(),
                regulation.policy(),
                regulation.roster(),
                regulation.rules(),
                regulation.admissibility());
    }

    private Settings settings(Pos pos, @Nullable DemoClock clock) throws Unfit {
        List<Identity> identities = new ArrayList<>();
        identities.add(new ApiKeys(pos.storage().records()));
        if (configuration.demo()) {
            identities.add(DemoTokens.following(pos));
        }
        String keys = configuration.jwtKeys();
        if (keys != null) {
            identities.add(jwt(keys, pos));
        }
        Settings settings = configuration.settings().withIdentity(Identity.anyOf(identities));
        return clock == null ? settings : settings.withClock(clock);
    }

    private Identity jwt(String keys, Pos pos) throws Unfit {
        try {
            return keys.startsWith("http://") || keys.startsWith("https://")
                    ? JwtIdentity.of(
                            URI.create(keys).toURL(), configuration.jwtIssuer(), configuration.jwtAudience(), pos)
                    : JwtIdentity.of(
                            JWKSet.load(new File(keys)), configuration.jwtIssuer(), configuration.jwtAudience(), pos);
        } catch (IOException | ParseException | IllegalArgumentException e) {
            throw new Unfit("jwt-keys: " + keys + " cannot be read: " + rootOf(e));
        }
    }

    private Undertow undertow(HttpHandler handler, HttpThreads threads) throws Unfit {
        GracefulShutdownHandler graceful = Handlers.gracefulShutdown(Handlers.httpContinueRead(handler));
        Undertow server = Undertow.builder()
                .addHttpListener(
                        configuration.port(),
                        configuration.host(),
                        configuration.behindProxy() ? Handlers.proxyPeerAddress(graceful) : graceful)
                .setWorker(threads.worker())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 16L * configuration.bodyLimit())
                .build();
        try {
            server.start();
        } catch (RuntimeException e) {
            throw cannotListen(e);
        }
        opened.push(() -> {
            graceful.shutdown();
            if (!graceful.awaitShutdown(PATIENCE_MILLIS)) {
                LOG.warn("some requests were still going on after {} ms", PATIENCE_MILLIS);
            }
            server.stop();
        });
        return server;
    }

    /** Where it listens, as a browser writes it. */
    String address() {
        Undertow running = Objects.requireNonNull(undertow, "not started");
        int port = ((InetSocketAddress) running.getListenerInfo().get(0).getAddress()).getPort();
        String host = configuration.host();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public void close() {
        @Nullable AutoCloseable next = opened.poll();
        while (next != null) {
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("something did not close", e);
            }
            next = opened.poll();
        }
    }
}

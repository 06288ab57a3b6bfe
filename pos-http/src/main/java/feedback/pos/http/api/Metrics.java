package feedback.pos.http.api;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How the virtual machine is, and how many requests there were and how long they took, by route and status; never by address, since that would make a
 * series of each message. Thread-safe.
 */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private record Series(Route route, int status) {}

    /** Times the request until its answer has gone out. */
    void time(HttpServerExchange exchange, Route route) {
        long start = System.nanoTime();
        exchange.addExchangeCompleteListener((done, next) -> {
            timers.computeIfAbsent(new Series(route, done.getStatusCode()), this::timer)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            next.proceed();
        });
    }

    private Timer timer(Series series) {
        return Timer.builder("pos.http.requests")
                .description("Requests by route and status")
                .tag("method", series.route().method().toString())
                .tag("route", series.route().template())
                .tag("status", Integer.toString(series.status()))
                .publishPercentileHistogram(false)
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Everything in the text format of Prometheus. */
    byte[] scrape() {
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }
}

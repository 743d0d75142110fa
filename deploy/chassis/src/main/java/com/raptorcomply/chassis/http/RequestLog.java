package com.raptorcomply.chassis.http;

import com.raptorcomply.chassis.log.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs one line per completed request and times it by method, route template and class of the status. Install it as the router's
 * first handler. The line has the template, never the path or query, because those may contain anything.
 */
public final class RequestLog implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger("request");
    private static final String UNMATCHED = "unmatched";

    private static final int STATUSES_PER_CLASS = 100;
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry meters;
    /** The timers; few, because methods, templates and statuses are bounded whatever clients send. */
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String method, String route, int codeClass) {}

    public RequestLog(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Adds the authenticated organization and key to the request's log line.
     *
     * @param keyId null if the request has no key
     */
    public static void identify(RoutingContext ctx, String organizationId, @Nullable String keyId) {
        ctx.put(LogKeys.ORGANIZATION_ID, organizationId);
        if (keyId != null) {
            ctx.put(LogKeys.KEY_ID, keyId);
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        long startNanos = System.nanoTime();
        RequestId.of(ctx.request());
        ctx.addEndHandler(end -> logCompleted(ctx, System.nanoTime() - startNanos));
        ctx.next();
    }

    private void logCompleted(RoutingContext ctx, long elapsedNanos) {
        int status = ctx.response().getStatusCode();
        String route = template(ctx.currentRoute());
        String method = ctx.request().method().name();
        timers.computeIfAbsent(new Kind(KnownMethods.tag(method), route, status / STATUSES_PER_CLASS), this::timer)
                .record(elapsedNanos, TimeUnit.NANOSECONDS);
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue(LogKeys.METHOD, method)
                .addKeyValue(LogKeys.ROUTE, route)
                .addKeyValue(LogKeys.STATUS, status)
                .addKeyValue(LogKeys.ELAPSED_MILLIS, BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(elapsedNanos), 3))
                .addKeyValue(LogKeys.REQUEST_BYTES, ctx.request().bytesRead())
                .addKeyValue(LogKeys.RESPONSE_BYTES, ctx.response().bytesWritten())
                .addKeyValue(LogKeys.REQUEST_ID, RequestId.of(ctx.request()));
        line = withOptional(line, LogKeys.ORGANIZATION_ID, ctx);
        line = withOptional(line, LogKeys.KEY_ID, ctx);
        line.log("Request completed");
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Completed requests")
                .tag("method", kind.method)
                .tag("route", kind.route)
                .tag("code_class", kind.codeClass + "xx")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
    }

    private static LoggingEventBuilder withOptional(LoggingEventBuilder line, String key, RoutingContext ctx) {
        @Nullable Object value = ctx.get(key);
        return value == null ? line : line.addKeyValue(key, value);
    }

    private static String template(@Nullable Route route) {
        if (route == null) {
            return UNMATCHED;
        }
        @Nullable String path = route.getPath();
        return path == null || path.equals("/") ? UNMATCHED : path;
    }
}

package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings {@code upstreams.NAME}: a service behind the gateway, and the bounds of talking to it. Counts are for each
 * event loop.
 *
 * @param urls its endpoints
 * @param audience of the stamps that it accepts
 * @param document path of its OpenAPI document, which becomes part of the gateway's; null: it has none
 * @param connectionsMax to each endpoint
 * @param waitingMax requests that wait for a connection to an endpoint; past it they are refused as overloaded
 * @param connectTimeout until a connection is there
 * @param firstByteTimeout from the request's end to the head of the response
 * @param idleTimeout without a byte in either direction while a body streams
 * @param requestTimeout from the request's head to the response's end
 * @param webSocketIdleTimeout without a byte in either direction of a WebSocket
 * @param keepAlive the time that an unused connection is kept
 * @param revokedStreamGrace after which a response is cut whose key was revoked, or that outlives the lease
 */
public record UpstreamConfig(
        List<URI> urls,
        @Computed("NAME") String audience,
        @Nullable String document,
        @Default("1000") int connectionsMax,
        @Default("1000") int waitingMax,
        @Default("2s") Duration connectTimeout,
        @Default("30s") Duration firstByteTimeout,
        @Default("30s") Duration idleTimeout,
        @Default("1h") Duration requestTimeout,
        @Default("1m") Duration webSocketIdleTimeout,
        @Default("30s") Duration keepAlive,
        @Default("2s") Duration revokedStreamGrace,
        RetryConfig retries,
        CircuitBreakerConfig circuitBreaker,
        HealthCheckConfig healthCheck) {
    private static final Duration TIME_MIN = Duration.ofMillis(1);
    private static final Duration TIME_MAX = Duration.ofHours(1);
    private static final int CONNECTIONS_MAX = 100_000;
    private static final int ENDPOINTS_MAX = 64;
    private static final int COUNT_MAX = 1_000;

    public UpstreamConfig {
        new Checks()
                .origins("urls", urls, 1, ENDPOINTS_MAX)
                .expect(
                        document == null || document.startsWith("/"),
                        "document",
                        document,
                        "a path that begins with '/'")
                .within("connectionsMax", connectionsMax, 1, CONNECTIONS_MAX)
                .within("waitingMax", waitingMax, 0, CONNECTIONS_MAX)
                .within("connectTimeout", connectTimeout, TIME_MIN, TIME_MAX)
                .within("firstByteTimeout", firstByteTimeout, TIME_MIN, TIME_MAX)
                .within("idleTimeout", idleTimeout, TIME_MIN, TIME_MAX)
                .within("requestTimeout", requestTimeout, TIME_MIN, Duration.ofDays(1))
                .within("webSocketIdleTimeout", webSocketIdleTimeout, TIME_MIN, TIME_MAX)
                .within("keepAlive", keepAlive, TIME_MIN, TIME_MAX)
                .within("revokedStreamGrace", revokedStreamGrace, TIME_MIN, TIME_MAX)
                .done();
        urls = Checks.accepted(urls);
    }

    /** With the upstream's name as audience, if it has none. */
    public UpstreamConfig named(String name) {
        return audience != null
                ? this
                : new UpstreamConfig(
                        urls,
                        name,
                        document,
                        connectionsMax,
                        waitingMax,
                        connectTimeout,
                        firstByteTimeout,
                        idleTimeout,
                        requestTimeout,
                        webSocketIdleTimeout,
                        keepAlive,
                        revokedStreamGrace,
                        retries,
                        circuitBreaker,
                        healthCheck);
    }

    /**
     * The number of requests that may be sent a second time, for each event loop.
     *
     * @param percentMax of all requests, in the long run
     * @param burst at once, when there were enough requests before; also what there is at start. An endpoint that dies costs no
     *     idempotent request if no more than these were in flight at it
     */
    public record RetryConfig(
            @Default("10") int percentMax, @Default("100") int burst) {
        public RetryConfig {
            new Checks()
                    .within("percentMax", percentMax, 0, 100)
                    .within("burst", burst, 0, 10_000)
                    .done();
        }
    }

    /**
     * The rules by which an endpoint that fails requests goes out of use, and returns.
     *
     * @param failuresMax in a row
     * @param openDuration the time without a request, at first; twice as long each time that the half-open state fails
     * @param openDurationMax bound of that
     * @param halfOpenRequests let through then; all of them have to be answered
     */
    public record CircuitBreakerConfig(
            @Default("5") int failuresMax,
            @Default("5s") Duration openDuration,
            @Default("1m") Duration openDurationMax,
            @Default("2") int halfOpenRequests) {
        public CircuitBreakerConfig {
            new Checks()
                    .within("failuresMax", failuresMax, 1, COUNT_MAX)
                    .within("openDuration", openDuration, TIME_MIN, TIME_MAX)
                    .within("openDurationMax", openDurationMax, TIME_MIN, TIME_MAX)
                    .within("halfOpenRequests", halfOpenRequests, 1, COUNT_MAX)
                    .done();
        }
    }

    /**
     * The active check of an endpoint, made whether or not requests go to it.
     *
     * @param path that answers 2xx when the endpoint is healthy; null: taking a connection is enough
     * @param port of the check; null: the endpoint's
     * @param timeout of one check
     * @param failuresMax in a row, after which it gets no requests
     * @param successesMin in a row, after which it gets some again
     */
    public record HealthCheckConfig(
            @Nullable String path,
            @Nullable Integer port,
            @Default("5s") Duration interval,
            @Default("2s") Duration timeout,
            @Default("3") int failuresMax,
            @Default("2") int successesMin) {
        public HealthCheckConfig {
            new Checks()
                    .expect(path == null || path.startsWith("/"), "path", path, "a path that begins with '/'")
                    .expect(
                            port == null || (port >= 1 && port <= 65_535),
                            "port",
                            port,
                            "a whole number from 1 to 65535")
                    .within("interval", interval, TIME_MIN, TIME_MAX)
                    .within("timeout", timeout, TIME_MIN, TIME_MAX)
                    .within("failuresMax", failuresMax, 1, COUNT_MAX)
                    .within("successesMin", successesMin, 1, COUNT_MAX)
                    .done();
        }
    }
}

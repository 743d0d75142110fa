package com.raptorcomply.gateway.config;

import com.raptorcomply.chassis.http.ClientAddressConfig;
import com.raptorcomply.chassis.service.ManagementConfig;
import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Computed;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.gateway.auth.CacheConfig;
import com.raptorcomply.gateway.auth.VerificationConfig;
import com.raptorcomply.gateway.http.guard.Http2Config;
import com.raptorcomply.gateway.http.guard.HttpConfig;
import com.raptorcomply.gateway.observe.AccessLogConfig;
import com.raptorcomply.gateway.observe.TracesConfig;
import com.raptorcomply.gateway.observe.TracingConfig;
import com.raptorcomply.gateway.ratelimit.LimitsConfig;
import com.raptorcomply.gateway.route.RouteTable;
import com.raptorcomply.gateway.upstream.balance.UpstreamConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the gateway.
 *
 * @param id names this gateway in stamps, receipts and logs
 * @param host on which clients connect
 * @param port 0 takes any free one
 * @param tls of the public port; null: connections are not encrypted
 * @param serviceTls certificate of the gateway for upstreams and the key service, and their authority; null: the JDK's
 *     authorities
 * @param eventLoops that serve clients, each with its own connections to the upstreams
 * @param drainDelay for which a stopping gateway accepts connections although it is not ready, so that balancers notice
 * @param drainTimeout for which requests in flight may then end
 * @param routesFile a file with routes only, which may change while the gateway runs
 * @param routesPoll between two checks of the routes file
 * @param tracing export of spans; null: none
 */
public record GatewayConfig(
        @Computed("gateway- and 8 random digits") String id,
        @Default("0.0.0.0") String host,
        @Default("8080") int port,
        @Default("port: 9080") ManagementConfig management,
        @Nullable TlsConfig tls,
        @Nullable TlsConfig serviceTls,
        @Computed("processors") Integer eventLoops,
        @Default("5s") Duration drainDelay,
        @Default("20s") Duration drainTimeout,
        HttpConfig http,
        Http2Config http2,
        ClientAddressConfig clientAddress,
        KeyServiceClientConfig keyservice,
        CacheConfig cache,
        VerificationConfig verification,
        Map<String, UpstreamConfig> upstreams,
        @Computed("the product's") List<RouteConfig> routes,
        @Nullable Path routesFile,
        @Default("2s") Duration routesPoll,
        LimitsConfig limits,
        TracesConfig traces,
        @Nullable TracingConfig tracing,
        AccessLogConfig accessLog) {

    /** A process that stops ends after a minute, so a longer drain would cut requests off that it promises to wait for. */
    private static final Duration DRAIN_MAX = Duration.ofSeconds(59);

    private static final Pattern ID = Pattern.compile("[!-~]{1,100}");

    /** The streams of one HTTP/2 connection by default; a key can use one connection in full. */
    private static final int STREAMS = 100;

    public GatewayConfig {
        id = id == null
                ? "gateway-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt())
                : id;
        eventLoops = eventLoops == null ? Runtime.getRuntime().availableProcessors() : eventLoops;
        Map<String, UpstreamConfig> named = new TreeMap<>();
        Checks.accepted(upstreams).forEach((name, upstream) -> named.put(name, upstream.named(name)));
        Checks checks = new Checks()
                .expect(ID.matcher(id).matches(), "id", id, "1 to 100 visible ASCII characters without a space")
                .port("port", port)
                .within("eventLoops", eventLoops, 1, 256)
                .within("drainDelay", drainDelay, Duration.ZERO, DRAIN_MAX)
                .within("drainTimeout", drainTimeout, Duration.ZERO, DRAIN_MAX)
                .expect(
                        drainDelay == null
                                || drainTimeout == null
                                || drainDelay.plus(drainTimeout).compareTo(DRAIN_MAX) <= 0,
                        "drainTimeout",
                        "",
                        "at most " + DRAIN_MAX.toSeconds() + "s together with drainDelay")
                .within("routesPoll", routesPoll, Duration.ofMillis(10), Duration.ofHours(1))
                .expect(routesFile != null || (routes != null && !routes.isEmpty()), "routes", "", "at least one route")
                .expect(
                        routes == null || routes.size() <= RouteTable.ROUTES_MAX,
                        "routes",
                        "",
                        "at most " + RouteTable.ROUTES_MAX + " routes");
        if (routes != null && upstreams != null && limits != null) {
            RouteConfig.check(
                    checks,
                    routes,
                    new TreeSet<>(upstreams.keySet()),
                    new TreeSet<>(limits.policies().keySet()));
        }
        checks.done();
        routes = Checks.accepted(routes);
        upstreams = Checks.accepted(named);
        if (limits != null && http != null) {
            long places = places(http.requestsMax(), upstreams, eventLoops);
            limits = limits.withInFlight(
                    (int) Math.max(1, places / 2), (int) Math.max(1, Math.max(places / 4, STREAMS * eventLoops)));
        }
    }

    /** Returns the requests that have both a place in the gateway and a connection to the narrowest upstream. */
    private static long places(int requestsMax, Map<String, UpstreamConfig> upstreams, int eventLoops) {
        long places = requestsMax;
        for (UpstreamConfig upstream : upstreams.values()) {
            places = Math.min(
                    places,
                    (long) eventLoops
                            * upstream.connectionsMax()
                            * upstream.urls().size());
        }
        return places;
    }

    public RouteTable routeTable() {
        return new RouteTable(routes.stream().map(RouteConfig::route).toList());
    }

    /** Returns the audiences that a stamp may have: those of one upstream, then those of two. */
    public List<List<String>> audiences() {
        List<String> single = upstreams.values().stream()
                .map(UpstreamConfig::audience)
                .distinct()
                .toList();
        Stream<List<String>> pairs = single.stream()
                .flatMap(first ->
                        single.stream().filter(second -> !second.equals(first)).map(second -> List.of(first, second)));
        return Stream.concat(single.stream().map(List::of), pairs).toList();
    }

    /**
     * The settings {@code keyservice}: the replicas of the key service and the terms of the lease.
     *
     * @param grace for which cached grants serve during an outage; every receipt waits that much longer
     * @param readyWithoutLease true if the gateway stays ready after a long time without a lease
     * @param recentChangesMax changes that the fence remembers
     * @param usedSecretsMax secrets whose use is counted between two reports
     */
    public record KeyServiceClientConfig(
            List<URI> urls,
            Secret credential,
            @Default("0s") Duration grace,
            @Default("false") boolean readyWithoutLease,
            @Default("10000") int recentChangesMax,
            @Default("50000") int usedSecretsMax) {
        private static final int COUNT_MAX = 10_000_000;

        public KeyServiceClientConfig {
            new Checks()
                    .origins("urls", urls, 1, 64)
                    .credential("credential", credential)
                    .within("grace", grace, Duration.ZERO, Duration.ofDays(1))
                    .within("recentChangesMax", recentChangesMax, 1, COUNT_MAX)
                    .within("usedSecretsMax", usedSecretsMax, 1, COUNT_MAX)
                    .done();
            urls = Checks.accepted(urls);
        }
    }
}

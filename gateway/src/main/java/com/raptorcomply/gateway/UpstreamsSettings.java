package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.upstream.CheckSettings;
import com.raptorcomply.gateway.upstream.CircuitSettings;
import com.raptorcomply.gateway.upstream.Node;
import com.raptorcomply.gateway.upstream.RetrySettings;
import com.raptorcomply.gateway.upstream.TimeoutSettings;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the {@code upstreams} of the settings. */
final class UpstreamsSettings {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);
    private static final Duration WHOLE_MAX = Duration.ofDays(1);
    private static final int CONNECTIONS_MAX = 100_000;
    private static final int NODES_MAX = 64;
    private static final int COUNT_MAX = 1_000;
    private static final int RETRY_BURST_MAX = 10_000;
    private static final int PORT_MAX = 65_535;

    private UpstreamsSettings() {}

    /** @param needed upstreams that routes go to, so that one that is missing is named itself */
    static List<UpstreamSettings> from(Settings settings, Set<String> needed) {
        Settings upstreams = settings.child("upstreams");
        TreeSet<String> names = new TreeSet<>(needed);
        names.addAll(upstreams.keys());
        return names.stream().map(name -> upstream(name, upstreams.child(name))).toList();
    }

    private static UpstreamSettings upstream(String name, Settings settings) {
        return new UpstreamSettings(
                name,
                settings.string("audience", name),
                nodes(settings),
                settings.integer("connectionsMax", 1_000, 1, CONNECTIONS_MAX),
                settings.integer("waitingMax", 1_000, 0, CONNECTIONS_MAX),
                timeouts(settings),
                retries(settings.child("retries")),
                circuit(settings.child("circuit")),
                check(settings.child("check")));
    }

    private static TimeoutSettings timeouts(Settings settings) {
        return new TimeoutSettings(
                (int) millis(settings, "connectTimeout", Duration.ofSeconds(2)),
                millis(settings, "firstByteTimeout", Duration.ofSeconds(30)),
                millis(settings, "idleTimeout", Duration.ofSeconds(30)),
                settings.duration("wholeTimeout", Duration.ofHours(1), TIMEOUT_MIN, WHOLE_MAX)
                        .toMillis(),
                millis(settings, "webSocketIdleTimeout", Duration.ofSeconds(60)),
                millis(settings, "keepAlive", Duration.ofSeconds(30)),
                millis(settings, "cutAfter", Duration.ofSeconds(2)));
    }

    private static RetrySettings retries(Settings retries) {
        return new RetrySettings(
                retries.integer("percentMax", 10, 0, 100), retries.integer("burst", 10, 0, RETRY_BURST_MAX));
    }

    private static CircuitSettings circuit(Settings circuit) {
        return new CircuitSettings(
                circuit.integer("failuresMax", 5, 1, COUNT_MAX),
                millis(circuit, "openFor", Duration.ofSeconds(5)),
                millis(circuit, "openForMax", Duration.ofMinutes(1)),
                circuit.integer("trials", 2, 1, COUNT_MAX));
    }

    private static CheckSettings check(Settings check) {
        String path = check.optional("path").orElse(null);
        check.expect(path == null || path.startsWith("/"), "path", "a path that begins with '/'");
        return new CheckSettings(
                path,
                check.has("port") ? check.integer("port", 0, 1, PORT_MAX) : null,
                millis(check, "interval", Duration.ofSeconds(5)),
                millis(check, "timeout", Duration.ofSeconds(2)),
                check.integer("failuresMax", 3, 1, COUNT_MAX),
                check.integer("successesMin", 2, 1, COUNT_MAX));
    }

    private static List<Node> nodes(Settings settings) {
        return settings.requiredOrigins("urls", NODES_MAX).stream()
                .map(Node::of)
                .toList();
    }

    private static long millis(Settings settings, String key, Duration fallback) {
        return settings.duration(key, fallback, TIMEOUT_MIN, TIMEOUT_MAX).toMillis();
    }
}

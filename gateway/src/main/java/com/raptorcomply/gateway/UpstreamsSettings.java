package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.upstream.Node;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code upstreams} of the settings. */
final class UpstreamsSettings {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);
    private static final int CONNECTIONS_MAX = 100_000;

    private UpstreamsSettings() {}

    static List<UpstreamSettings> from(Settings settings) {
        Settings upstreams = settings.child("upstreams");
        return upstreams.keys().stream()
                .map(name -> upstream(name, upstreams.child(name)))
                .toList();
    }

    private static UpstreamSettings upstream(String name, Settings settings) {
        return new UpstreamSettings(
                name,
                settings.string("audience", name),
                nodes(settings),
                settings.integer("connectionsMax", 1_000, 1, CONNECTIONS_MAX),
                settings.integer("waitingMax", 1_000, 0, CONNECTIONS_MAX),
                (int) millis(settings, "connectTimeout", Duration.ofSeconds(2)),
                millis(settings, "firstByteTimeout", Duration.ofSeconds(30)),
                millis(settings, "idleTimeout", Duration.ofSeconds(30)),
                millis(settings, "keepAlive", Duration.ofSeconds(30)),
                millis(settings, "cutAfter", Duration.ofSeconds(2)));
    }

    private static List<Node> nodes(Settings settings) {
        List<Node> nodes = new ArrayList<>();
        for (String url : settings.strings("urls")) {
            try {
                nodes.add(Node.of(URI.create(url)));
            } catch (IllegalArgumentException e) {
                throw settings.refuse("urls", "http(s)://host[:port] without a path, not '" + url + "'");
            }
        }
        if (nodes.isEmpty()) {
            throw settings.refuse("urls", "at least one http(s)://host[:port]");
        }
        return nodes;
    }

    private static long millis(Settings settings, String key, Duration fallback) {
        return settings.duration(key, fallback, TIMEOUT_MIN, TIMEOUT_MAX).toMillis();
    }
}

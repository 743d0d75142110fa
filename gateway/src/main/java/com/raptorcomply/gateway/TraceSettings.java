package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What is kept of refused requests, and who else may know of one.
 *
 * @param tracesMax kept; past it the oldest go
 * @param lifeMillis after which one is not told any more
 * @param peers the other gateways, {@code http(s)://host[:port]}; they are asked with the asker's own key
 */
record TraceSettings(int tracesMax, long lifeMillis, List<URI> peers) {
    private static final int PEERS_MAX = 64;

    static TraceSettings from(Settings settings) {
        Settings traces = settings.child("traces");
        return new TraceSettings(
                traces.integer("tracesMax", 10_000, 1, 10_000_000),
                traces.duration("life", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofDays(1))
                        .toMillis(),
                traces.origins("peers", PEERS_MAX));
    }
}

package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings {@code traces}: the traces of refused requests and the other gateways.
 *
 * @param tracesMax kept; above it the oldest are dropped
 * @param life after which a trace is no longer shown
 * @param peers the other gateways, {@code http(s)://host[:port]}; requested with the key of the caller
 */
public record TracesConfig(
        @Default("10000") int tracesMax,
        @Default("15m") Duration life,
        @Default("") List<URI> peers) {
    public TracesConfig {
        new Checks()
                .within("tracesMax", tracesMax, 1, 10_000_000)
                .within("life", life, Duration.ofSeconds(1), Duration.ofDays(1))
                .origins("peers", peers, 0, 64)
                .done();
        peers = Checks.accepted(peers);
    }
}

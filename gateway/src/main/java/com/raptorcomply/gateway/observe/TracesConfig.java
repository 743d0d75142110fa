package com.raptorcomply.gateway.observe;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The settings {@code traces}: what is kept of refused requests, and the gateways that may know of others.
 *
 * @param tracesMax kept; past it the oldest go
 * @param life after which one is not shown any more
 * @param peers the other gateways, {@code http(s)://host[:port]}; they are asked with the asker's own key
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

package com.raptorcomply.gateway.upstream;

import java.util.List;

/**
 * A service behind the gateway and the bounds of talking to it. Counts are for each event loop.
 *
 * @param audience of the stamps that it believes
 * @param connectionsMax to each node
 * @param waitingMax requests that wait for a connection to a node; past it they are refused as overloaded
 */
public record UpstreamSettings(
        String name,
        String audience,
        List<Node> nodes,
        int connectionsMax,
        int waitingMax,
        TimeoutSettings timeouts,
        RetrySettings retries,
        CircuitSettings circuit,
        CheckSettings check) {
    public UpstreamSettings {
        nodes = List.copyOf(nodes);
    }
}

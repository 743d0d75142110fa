package com.raptorcomply.gateway.upstream;

import java.util.List;

/**
 * A service behind the gateway and the bounds of talking to it. Counts are for each event loop.
 *
 * @param audience of the stamps that it believes
 * @param connectionsMax to each node
 * @param waitingMax requests that wait for a connection to a node; past it they are refused as overloaded
 * @param firstByteMillis from the request's end to the head of the answer
 * @param idleMillis without a byte in either direction while a body streams
 * @param keepAliveMillis that an unused connection is kept
 * @param cutMillis after which an answer is cut whose key was revoked, or that outlives the lease
 */
public record UpstreamSettings(
        String name,
        String audience,
        List<Node> nodes,
        int connectionsMax,
        int waitingMax,
        int connectMillis,
        long firstByteMillis,
        long idleMillis,
        long keepAliveMillis,
        long cutMillis) {
    public UpstreamSettings {
        nodes = List.copyOf(nodes);
    }
}

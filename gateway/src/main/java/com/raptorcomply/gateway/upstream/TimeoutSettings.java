package com.raptorcomply.gateway.upstream;

/**
 * For how long things may take.
 *
 * @param connectMillis until a connection is there
 * @param firstByteMillis from the request's end to the head of the answer
 * @param idleMillis without a byte in either direction while a body streams
 * @param wholeMillis from the request's head to the answer's end
 * @param webSocketMillis without a byte in either direction of a WebSocket
 * @param keepAliveMillis that an unused connection is kept
 * @param cutMillis after which an answer is cut whose key was revoked, or that outlives the lease
 */
public record TimeoutSettings(
        int connectMillis,
        long firstByteMillis,
        long idleMillis,
        long wholeMillis,
        long webSocketMillis,
        long keepAliveMillis,
        long cutMillis) {}

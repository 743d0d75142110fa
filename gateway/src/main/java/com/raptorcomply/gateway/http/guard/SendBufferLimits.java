package com.raptorcomply.gateway.http.guard;

/**
 * Bounds the response bytes that wait in memory for slow clients.
 *
 * @param streamBytesMax of one response
 * @param connectionBytesMax of all responses of one connection, plus 4 KiB for each of them
 * @param bytesMax of all connections; divided evenly among the event loops
 * @param stalledMillis after which the gateway aborts a response of which the client reads nothing
 */
public record SendBufferLimits(int streamBytesMax, int connectionBytesMax, int bytesMax, long stalledMillis) {
    /** Returns the bounds of one event loop. */
    public SendBufferLimits share(int eventLoops) {
        return new SendBufferLimits(
                streamBytesMax, connectionBytesMax, Math.max(1, bytesMax / eventLoops), stalledMillis);
    }
}

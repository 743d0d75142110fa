package com.raptorcomply.gateway.http.guard;

/**
 * How many bytes of answers may wait in memory for clients that have not taken them.
 *
 * @param streamBytesMax of one answer
 * @param connectionBytesMax of all answers of one connection, and 4 KiB more for each of them
 * @param bytesMax of all connections; shared evenly by the event loops
 * @param stalledMillis after which an answer is cut of which the client takes nothing
 */
public record SendBufferLimits(int streamBytesMax, int connectionBytesMax, int bytesMax, long stalledMillis) {
    /** The bounds of one of several event loops. */
    public SendBufferLimits share(int eventLoops) {
        return new SendBufferLimits(
                streamBytesMax, connectionBytesMax, Math.max(1, bytesMax / eventLoops), stalledMillis);
    }
}

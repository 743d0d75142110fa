package com.raptorcomply.gateway.http.guard;

/**
 * What a client may send after its head, and how slowly it may send and read.
 *
 * @param bytesMax of a request's body
 * @param graceMillis for a body, and beyond it the time that its bytes so far take at {@code bytesPerSecondMin}
 * @param bytesPerSecondMin as long as the upstream takes them
 * @param stalledMillis after which an answer is cut of which the client takes nothing
 */
public record BodyLimits(long bytesMax, long graceMillis, int bytesPerSecondMin, long stalledMillis) {}

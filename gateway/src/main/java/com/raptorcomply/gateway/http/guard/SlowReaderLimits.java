package com.raptorcomply.gateway.http.guard;

/**
 * How slowly a client may read.
 *
 * @param bytesPerSecondMin on average over a period in which something always waits for it
 */
public record SlowReaderLimits(int bytesPerSecondMin, long periodMillis) {}

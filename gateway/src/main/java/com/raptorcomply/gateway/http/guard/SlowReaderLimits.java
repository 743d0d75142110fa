package com.raptorcomply.gateway.http.guard;

/**
 * Bounds the pace at which clients must read.
 *
 * @param bytesPerSecondMin on average over a period in which bytes always wait
 * @param periodMillis over which the average is taken
 */
public record SlowReaderLimits(int bytesPerSecondMin, long periodMillis) {}

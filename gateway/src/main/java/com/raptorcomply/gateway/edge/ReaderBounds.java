package com.raptorcomply.gateway.edge;

/**
 * How slowly a client may read.
 *
 * @param bytesPerSecondMin on average over a period in which something always waits for it
 */
public record ReaderBounds(int bytesPerSecondMin, long periodMillis) {}

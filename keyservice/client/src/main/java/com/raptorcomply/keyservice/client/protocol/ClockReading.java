package com.raptorcomply.keyservice.client.protocol;

/**
 * A reading of both clocks of a machine, taken together.
 *
 * @param monotonicNanos as of {@link System#nanoTime}
 * @param wallMillis as of {@link System#currentTimeMillis}
 */
public record ClockReading(long monotonicNanos, long wallMillis) {}

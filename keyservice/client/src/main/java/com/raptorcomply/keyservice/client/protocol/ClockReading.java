package com.raptorcomply.keyservice.client.protocol;

/**
 * Both clocks of a machine, read together.
 *
 * @param monotonicNanos as of {@link System#nanoTime}
 * @param wallMillis as of {@link System#currentTimeMillis}
 */
public record ClockReading(long monotonicNanos, long wallMillis) {}

package com.raptorcomply.gateway.upstream;

/**
 * When a node that fails requests goes out of use, and how it returns.
 *
 * @param failuresMax in a row
 * @param openMillis without a request, at first; twice as long each time that a trial fails
 * @param openMillisMax bound of that
 * @param trials requests let through then; all of them have to be answered
 */
public record CircuitSettings(int failuresMax, long openMillis, long openMillisMax, int trials) {}

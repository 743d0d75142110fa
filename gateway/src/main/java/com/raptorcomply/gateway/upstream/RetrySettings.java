package com.raptorcomply.gateway.upstream;

/**
 * How many requests may be sent a second time, for each event loop.
 *
 * @param percentMax of all requests, in the long run
 * @param burst that may be spent at once when there were enough requests before; also what there is at start
 */
public record RetrySettings(int percentMax, int burst) {}

package com.raptorcomply.gateway.decision;

/**
 * Bounds of what is remembered.
 *
 * @param grantsMax verified keys; past it the least used go
 * @param refusalsMax refused keys
 * @param refusalLifeMillis after which a refused key is asked about again
 */
public record CacheSettings(int grantsMax, int refusalsMax, long refusalLifeMillis) {}

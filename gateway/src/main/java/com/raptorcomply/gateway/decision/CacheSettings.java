package com.raptorcomply.gateway.decision;

/**
 * Bounds of what is remembered.
 *
 * @param grantsMax verified keys, of which those with many places, operations or networks count several times; past it the
 *     least used go
 * @param stampsMax of verified keys in use, large ones several times; past it the oldest are minted again
 * @param refusalsMax refused keys
 * @param refusalLifeMillis after which a refused key is asked about again
 */
public record CacheSettings(int grantsMax, int stampsMax, int refusalsMax, long refusalLifeMillis) {}

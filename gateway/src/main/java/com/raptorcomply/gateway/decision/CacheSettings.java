package com.raptorcomply.gateway.decision;

/**
 * Bounds of what is remembered.
 *
 * @param grantsMax verified keys; past it the least used go
 * @param stampsMax of verified keys in use; past it the oldest are minted again
 * @param refusalsMax refused keys
 * @param refusalLifeMillis after which a refused key is asked about again
 */
public record CacheSettings(int grantsMax, int stampsMax, int refusalsMax, long refusalLifeMillis) {}

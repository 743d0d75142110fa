package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;

/**
 * The plans, and how many buckets are kept.
 *
 * @param key each key's own bucket, unless its grant brings another limit
 * @param organization all keys of an organization together
 * @param refusedAddress requests with bad keys from one client address
 * @param openAddress requests on routes that ask for no key, from one client address
 * @param bucketsMax of each kind; past it the least used is forgotten, which fills it
 */
public record QuotaSettings(
        RateLimit key, RateLimit organization, RateLimit refusedAddress, RateLimit openAddress, int bucketsMax) {}

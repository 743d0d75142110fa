package com.raptorcomply.gateway.quota;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans, and how many buckets are kept.
 *
 * @param key each key's own bucket, unless its grant brings another limit
 * @param organization all keys of an organization together
 * @param plans what each key has on routes that name the plan, besides its own bucket
 * @param refusedAddress requests with bad keys from one client address
 * @param openAddress requests on routes that ask for no key, from one client address
 * @param bucketsMax of each kind; past it the least used is forgotten, which fills it
 * @param divided whether limits of keys and organizations are divided among the gateways, else each gateway has them whole
 * @param redis counts over all gateways together; null: no Redis
 */
public record QuotaSettings(
        RateLimit key,
        RateLimit organization,
        Map<String, RateLimit> plans,
        RateLimit refusedAddress,
        RateLimit openAddress,
        int bucketsMax,
        boolean divided,
        @Nullable RedisSettings redis) {
    public QuotaSettings {
        plans = Map.copyOf(plans);
    }
}

package com.raptorcomply.gateway.quota;

import com.raptorcomply.chassis.settings.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that counts for all gateways together.
 *
 * @param url {@code redis(s)://host[:port][/database]}
 * @param timeoutMillis for one request's buckets; past it the gateway counts alone
 * @param retryMillis after which a Redis that did not answer is tried again
 */
public record RedisSettings(
        URI url, @Nullable String user, @Nullable Secret password, long timeoutMillis, long retryMillis) {}

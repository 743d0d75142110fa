package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import java.net.URI;
import java.util.List;

/**
 * Whom a gateway joins, and as whom.
 *
 * @param urls of the key service's replicas, {@code http(s)://host[:port]}, at least one
 * @param gateway the gateway's name, for people
 * @param graceMillis the outage grace that it wants
 * @param stampKey the public half of its signing key, base64url
 */
public record LeaseSettings(List<URI> urls, Secret credential, String gateway, long graceMillis, String stampKey) {
    public LeaseSettings {
        urls = List.copyOf(urls);
    }
}

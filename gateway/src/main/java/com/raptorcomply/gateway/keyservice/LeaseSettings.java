package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.settings.Secret;
import java.net.URI;
import java.util.List;

/**
 * The settings of the lease session: the key service to join and the identity of this gateway.
 *
 * @param urls of the key service's replicas, {@code http(s)://host[:port]}, at least one
 * @param gateway name of this gateway, for people
 * @param graceMillis requested outage grace
 * @param stampKey public half of its signing key, base64url
 */
public record LeaseSettings(List<URI> urls, Secret credential, String gateway, long graceMillis, String stampKey) {
    public LeaseSettings {
        urls = List.copyOf(urls);
    }
}

package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import java.util.List;

/**
 * How much of anything there may be at once. Each event loop gets an equal part of the requests, rounded up, since
 * connections are shared out evenly.
 *
 * @param connectionsMax of all clients
 * @param connectionsPerAddressMax of one IPv4 address or one /64 network of IPv6
 * @param requestsMax that wait or stream; more are refused at once
 * @param keyInFlightMax requests of one key that an upstream has to answer
 * @param organizationInFlightMax the same of all keys of an organization
 */
record OverloadSettings(
        int connectionsMax,
        int connectionsPerAddressMax,
        int requestsMax,
        int keyInFlightMax,
        int organizationInFlightMax) {
    private static final int MAX = 1_000_000;

    /** One connection of HTTP/2 by {@link Http2Settings}: a key can use it in full. */
    private static final int STREAMS = 100;

    /** By default an organization has half of the places, and a key a quarter, so that no one of them shuts out the others. */
    static OverloadSettings from(Settings settings, List<UpstreamSettings> upstreams, int eventLoops) {
        int requestsMax = settings.integer("http.requestsMax", 4_000, 1, MAX);
        int places = places(requestsMax, upstreams, eventLoops);
        int organization = settings.integer("limits.organization.inFlightMax", Math.max(1, places / 2), 1, MAX);
        int quarter = Math.max(1, Math.max(places / 4, STREAMS * eventLoops));
        return new OverloadSettings(
                settings.integer("http.connectionsMax", 20_000, 1, MAX),
                settings.integer("http.connectionsPerAddressMax", 2_000, 1, MAX),
                requestsMax,
                settings.integer("limits.key.inFlightMax", Math.min(organization, quarter), 1, MAX),
                organization);
    }

    /** Requests for which there are both a place in the gateway and a connection to the narrowest upstream. */
    private static int places(int requestsMax, List<UpstreamSettings> upstreams, int eventLoops) {
        long places = requestsMax;
        for (UpstreamSettings upstream : upstreams) {
            places = Math.min(
                    places,
                    (long) eventLoops
                            * upstream.connectionsMax()
                            * upstream.nodes().size());
        }
        return (int) places;
    }
}

package com.raptorcomply.gateway;

import com.raptorcomply.chassis.settings.Settings;

/**
 * How much of anything there may be at once.
 *
 * @param connectionsMax of all clients
 * @param connectionsPerAddressMax of one IPv4 address or one /64 network of IPv6
 * @param requestsMax that wait or stream; more are refused at once
 */
record OverloadSettings(int connectionsMax, int connectionsPerAddressMax, int requestsMax) {
    private static final int MAX = 1_000_000;

    static OverloadSettings from(Settings settings) {
        return new OverloadSettings(
                settings.integer("http.connectionsMax", 20_000, 1, MAX),
                settings.integer("http.connectionsPerAddressMax", 2_000, 1, MAX),
                settings.integer("http.requestsMax", 4_000, 1, MAX));
    }
}

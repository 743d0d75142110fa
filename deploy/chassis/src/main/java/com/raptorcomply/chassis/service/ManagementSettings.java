package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.settings.Settings;

/**
 * Where a service listens for probes and scrapes.
 *
 * @param port 0 takes any free one
 */
record ManagementSettings(String host, int port) {
    private static final int PORT_MAX = 65_535;

    static ManagementSettings from(ServiceName name, Settings settings) {
        return new ManagementSettings(
                settings.string("management.host", "127.0.0.1"),
                settings.integer("management.port", name.managementPort(), 0, PORT_MAX));
    }
}

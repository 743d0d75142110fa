package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.settings.Checks;
import com.raptorcomply.chassis.settings.Default;

/**
 * The settings {@code management}: the address for probes and scrapes.
 *
 * @param port 0 takes any free one; each service has a default of its own
 */
public record ManagementConfig(@Default("127.0.0.1") String host, int port) {
    public ManagementConfig {
        new Checks().port("port", port).done();
    }
}

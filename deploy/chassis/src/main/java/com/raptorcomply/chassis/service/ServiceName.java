package com.raptorcomply.chassis.service;

/**
 * Lists the services of the product, with the ports of contract section 1 and the prefix of their environment
 * variables.
 */
public enum ServiceName {
    GATEWAY("gateway", "GATEWAY", 8080),
    KEYSERVICE("keyservice", "KEYSERVICE", 8081),
    RESOURCES("resources-service", "RESOURCES", 8082);

    private static final int MANAGEMENT_PORT_OFFSET = 1_000;

    private final String label;
    private final String settingsPrefix;
    private final int publicPort;

    ServiceName(String label, String settingsPrefix, int publicPort) {
        this.label = label;
        this.settingsPrefix = settingsPrefix;
        this.publicPort = publicPort;
    }

    /** Returns the name in logs, metrics and on the command line. */
    public String label() {
        return label;
    }

    public String settingsPrefix() {
        return settingsPrefix;
    }

    /** Returns the default port. */
    public int publicPort() {
        return publicPort;
    }

    public int managementPort() {
        return publicPort + MANAGEMENT_PORT_OFFSET;
    }
}

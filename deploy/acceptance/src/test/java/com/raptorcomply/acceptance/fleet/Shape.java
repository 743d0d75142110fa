package com.raptorcomply.acceptance.fleet;

import java.util.List;
import java.util.Map;

/**
 * What a fleet is made of.
 *
 * @param resources whether a resource service stands behind the gateways
 * @param termMillis L
 * @param graceMillis g, asked for by the gateways and granted
 * @param javaOptions of each gateway and each key service
 * @param gatewaySettings that differ from those of a local run
 */
record Shape(
        int replicas,
        int gateways,
        boolean resources,
        long termMillis,
        long graceMillis,
        List<String> javaOptions,
        Map<String, Object> gatewaySettings) {
    /** To be up soon, and small. */
    private static final List<String> SMALL =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    static Shape small(int replicas, int gateways, boolean resources, long termMillis) {
        return new Shape(replicas, gateways, resources, termMillis, 0, SMALL, Map.of());
    }

    Shape withGrace(long millis) {
        return new Shape(replicas, gateways, resources, termMillis, millis, javaOptions, gatewaySettings);
    }

    Shape withJava(List<String> options) {
        return new Shape(replicas, gateways, resources, termMillis, graceMillis, options, gatewaySettings);
    }

    Shape with(Map<String, Object> settings) {
        return new Shape(replicas, gateways, resources, termMillis, graceMillis, javaOptions, settings);
    }

    /** L + g + m: no receipt waits longer for a gateway, from when some living replica knew. */
    long waitMillis() {
        return termMillis + graceMillis + Math.max(50, (termMillis + graceMillis) / 100);
    }
}

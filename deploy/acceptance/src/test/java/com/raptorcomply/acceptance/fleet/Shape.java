package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of a fleet.
 *
 * @param resources true if a resource service runs behind the gateways
 * @param termMillis L
 * @param javaOptions of each gateway and each key service
 * @param gatewaySettings that differ from those of a local run
 */
record Shape(
        int replicas,
        int gateways,
        boolean resources,
        long termMillis,
        List<String> javaOptions,
        Map<String, Object> gatewaySettings) {
    /** Java options for a fast start and little memory. */
    private static final List<String> SMALL =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final Path START = Path.of("../local/service");

    private static final Pattern GATEWAY_OPTIONS = Pattern.compile("gateway\\) options=\"([^\"]+)\"");

    static Shape small(int replicas, int gateways, boolean resources, long termMillis) {
        return new Shape(replicas, gateways, resources, termMillis, SMALL, Map.of());
    }

    /** Returns this shape with the Java options of deploy/local/service for a gateway. */
    Shape asStarted() {
        try {
            Matcher options = GATEWAY_OPTIONS.matcher(Files.readString(START));
            if (!options.find()) {
                throw new IllegalStateException("No options of a gateway in " + START);
            }
            List<String> started = List.of(options.group(1).split(" ", -1));
            return new Shape(replicas, gateways, resources, termMillis, started, gatewaySettings);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    Shape with(Map<String, Object> settings) {
        return new Shape(replicas, gateways, resources, termMillis, javaOptions, settings);
    }

    /** Returns L + m, the maximum time that a receipt waits for a gateway after a live replica knew of it. */
    long waitMillis() {
        return LeaseTerms.of(termMillis, 0).waitMillis();
    }
}

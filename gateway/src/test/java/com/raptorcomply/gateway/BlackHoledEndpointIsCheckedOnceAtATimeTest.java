package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A check gives its connection up when its time is over, before the next one begins. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "It reads the kernel's table of connections")
class BlackHoledEndpointIsCheckedOnceAtATimeTest {
    private static final String SYN_SENT = "02";
    private static final int REMOTE_ADDRESS = 2;
    private static final int STATE = 3;
    private static final BlackHole BY_HTTP = open();
    private static final BlackHole BY_TCP = open();
    private static final long FILLING = connecting(BY_HTTP);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", List.of("http://127.0.0.1:" + BY_HTTP.port()))
            .with("upstreams.resources.healthCheck.path", "/health/ready")
            .with("upstreams.resources.healthCheck.interval", "20ms")
            .with("upstreams.resources.healthCheck.timeout", "100ms")
            .with("upstreams.keyservice.urls", List.of("http://127.0.0.1:" + BY_TCP.port()))
            .with("upstreams.keyservice.healthCheck.interval", "20ms")
            .with("upstreams.keyservice.healthCheck.timeout", "100ms");

    @AfterAll
    static void close() throws IOException {
        BY_HTTP.close();
        BY_TCP.close();
    }

    @Test
    void byARequest() throws Exception {
        assertOneCheckAtATime(BY_HTTP);
    }

    @Test
    void byAConnection() throws Exception {
        assertOneCheckAtATime(BY_TCP);
    }

    /** After several checks have failed, one at most is under way; a selector may be slow to close what was given up. */
    private static void assertOneCheckAtATime(BlackHole hole) {
        STAGE.awaitMeter("gateway_upstream_endpoint_ejected", 2);
        Await.until("at most one check is under way", () -> connecting(hole) - FILLING <= 1);
    }

    /** Connections to it that have not come about yet. */
    private static long connecting(BlackHole hole) {
        String port = String.format(":%04X", hole.port());
        try (Stream<String> table = Files.lines(Path.of("/proc/net/tcp"));
                Stream<String> table6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            return Stream.concat(table, table6)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(line -> line[REMOTE_ADDRESS].endsWith(port) && line[STATE].equals(SYN_SENT))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BlackHole open() {
        try {
            return new BlackHole();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that cannot listen stops all that it has begun, because its process may go on. */
@Timeout(60)
class FailedStartLeavesNothingBehindTest {
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    Path folder = Path.of(".");

    private final Vertx vertx = Vertx.vertx();

    @RegisterExtension
    final LogLines lines = LogLines.from(Tls.class);

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void noLeaseIsRenewedAndNoCertificateRead() throws IOException {
        TestAuthority authority = new TestAuthority(folder.resolve("ours"));
        TlsConfig files = authority.issue("gateway", SecuredGateway.HOSTS, Duration.ofHours(1));
        startInVain(files);

        assertThat(vertx.deploymentIDs()).isEmpty();
        authority.issue("gateway", SecuredGateway.HOSTS, Duration.ofHours(2));
        awaitPolls(authority);
        assertThat(linesOf(files)).isEmpty();
    }

    /** Waits until other files, which are read as often, have been read several times. */
    private void awaitPolls(TestAuthority authority) {
        TlsConfig others = authority.issue("other", SecuredGateway.HOSTS, Duration.ofHours(1));
        Tls read = Tls.open(vertx, new TlsConfig(others.certificateFile(), others.keyFile(), null, POLL));
        for (int change = 1; change <= 3; change++) {
            int changes = change;
            authority.issue("other", SecuredGateway.HOSTS, Duration.ofHours(1 + change));
            Await.until("a change is seen", () -> linesOf(others).size() >= changes);
        }
        read.close();
    }

    private List<ILoggingEvent> linesOf(TlsConfig files) {
        return lines.all().stream()
                .filter(line -> LogLines.value(line, "file").equals(files.certificateFile()))
                .toList();
    }

    private void startInVain(TlsConfig files) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Object> settings = Map.of(
                    "host", "127.0.0.1",
                    "port", taken.getLocalPort(),
                    "management.port", 0,
                    "keyservice.urls", List.of("http://127.0.0.1:1"),
                    "keyservice.credential", InMemoryKeyService.CREDENTIAL,
                    "upstreams.keyservice.urls", List.of("http://127.0.0.1:1"),
                    "upstreams.resources.urls", List.of("http://127.0.0.1:1"),
                    "tls.certificateFile", files.certificateFile().toString(),
                    "tls.keyFile", files.keyFile().toString(),
                    "tls.poll", POLL.toMillis() + "ms");
            assertThat(Await.failure(GatewayService.start(vertx, Settings.load("GATEWAY", null, Map.of(), settings))))
                    .hasMessageContaining("cannot listen");
        }
    }
}

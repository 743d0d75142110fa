package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.service.MetricsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With Redis, tracing and a routes file, so that everything there is is shown; none of them needs to answer for that. */
@Timeout(60)
class EveryMetricOfTheGatewayIsInItsDocumentTest {
    private static final int PATHS = 200;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("clientAddress.trusted", List.of("127.0.0.0/8"))
            .with("limits.redis.url", "redis://127.0.0.1:1")
            .with("tracing.endpoint", "http://127.0.0.1:1/v1/traces")
            .with("tracing.timeout", "1s")
            .with("routesFile", routes().toString());

    @Test
    void asItIsShown() throws Exception {
        int port = STAGE.gateway().managementPort();
        long requests = MetricsDocument.requests(port);
        ask("/facilities");
        ask("/nothing");
        MetricsDocument.awaitRequests(port, requests + 2);

        MetricsDocument.assertAgrees("Gateway", port);
    }

    @Test
    void andNoPathMethodKeyOrAddressOfAClientAddsASeries() throws Exception {
        int port = STAGE.gateway().managementPort();
        long requests = MetricsDocument.requests(port);
        ask("/facilities");
        ask("/nothing");
        method("BREW0");
        stranger(0);
        MetricsDocument.awaitRequests(port, requests + 4);
        Set<String> before = MetricsDocument.series(port);

        for (int i = 0; i < PATHS; i++) {
            ask("/facilities/" + i);
            ask("/nothing" + i);
            method("BREW" + i);
            stranger(i);
        }

        assertThat(MetricsDocument.series(port)).isEqualTo(before);
    }

    private static void ask(String path) throws Exception {
        STAGE.get(path, "X-API-Key", STAGE.keyService().key());
    }

    /** Sends a key of its own from an address of its own. */
    private static void stranger(int number) throws Exception {
        STAGE.get(
                "/facilities", "X-API-Key", STAGE.keyService().unknownKey(), "X-Forwarded-For", "198.51.100." + number);
    }

    private static void method(String method) throws Exception {
        STAGE.send(STAGE.request("/nothing")
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static Path routes() {
        try {
            return Files.writeString(
                    Files.createTempDirectory(Path.of("target"), "metrics-").resolve("routes.yaml"),
                    "routes:\n  - {prefix: /facilities, upstream: resources}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

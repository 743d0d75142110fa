package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.keyservice.client.grant.Permissions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other gateways show the certificate that clients see, whatever authority signs for the services behind the gateway. */
@Timeout(60)
class PeersAreTrustedAsTheSystemTrustsTest {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger ASKED_OF_PRIVATE = new AtomicInteger();
    private static final TestAuthority OF_THE_SYSTEM = authority();
    private static final TestAuthority OF_THE_SERVICES = authority();
    private static TestAuthority.JvmTrust trust = () -> {};

    @RegisterExtension
    static final GatewayUnderTest STAGE = stage();

    @AfterAll
    static void close() {
        trust.close();
        Await.result(VERTX.close());
    }

    @Test
    void andNotAsTheServicesAreTrusted() throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.with(grant, Permissions.of(List.of("traces:read")), grant.sequence()));

        HttpResponse<String> found = STAGE.get("/traces/elsewhere", "X-API-Key", key);

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEqualTo("{\"by\":\"public\"}");
        assertThat(ASKED_OF_PRIVATE).hasValue(0);
    }

    private static GatewayUnderTest stage() {
        try {
            trust = OF_THE_SYSTEM.trustedByTheJvm();
            TlsConfig shown = OF_THE_SERVICES.issue("gateway", SecuredGateway.HOSTS, LIFE);
            int publicPort = peer(OF_THE_SYSTEM, "public", new AtomicInteger());
            int privatePort = peer(OF_THE_SERVICES, "private", ASKED_OF_PRIVATE);
            return new GatewayUnderTest()
                    .with("serviceTls.certificateFile", shown.certificateFile().toString())
                    .with("serviceTls.keyFile", shown.keyFile().toString())
                    .with(
                            "serviceTls.authorityFile",
                            OF_THE_SERVICES.certificateFile().toString())
                    .with(
                            "traces.peers",
                            List.of("https://127.0.0.1:" + privatePort, "https://127.0.0.1:" + publicPort));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int peer(TestAuthority authority, String name, AtomicInteger asked) throws Exception {
        TlsConfig files = authority.issue(name, SecuredGateway.HOSTS, LIFE);
        HttpServer server = Await.result(VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(files.certificateFile().toString())
                                .setKeyPath(files.keyFile().toString())))
                .requestHandler(request -> {
                    asked.incrementAndGet();
                    request.response().end("{\"by\":\"" + name + "\"}");
                })
                .listen(0, "127.0.0.1"));
        return server.actualPort();
    }

    private static TestAuthority authority() {
        try {
            return new TestAuthority(Files.createTempDirectory(Path.of("target"), "authority-"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

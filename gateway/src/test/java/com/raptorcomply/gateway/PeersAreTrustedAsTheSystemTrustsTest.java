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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
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
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Vertx VERTX = Vertx.vertx();
    private static final AtomicInteger ASKED_OF_PRIVATE = new AtomicInteger();
    private static final TestAuthority OF_THE_SYSTEM = authority();
    private static final TestAuthority OF_THE_SERVICES = authority();

    @RegisterExtension
    static final GatewayUnderTest STAGE = stage();

    @AfterAll
    static void close() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
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
            trust(OF_THE_SYSTEM);
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

    private static void trust(TestAuthority authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(authority.certificateFile())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        Path file = Files.createTempFile(Path.of("target"), "trusted-", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(TRUST_STORE + "Password", PASSWORD);
    }

    private static TestAuthority authority() {
        try {
            return new TestAuthority(Files.createTempDirectory(Path.of("target"), "authority-"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

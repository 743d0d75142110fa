package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.gateway.GatewayService;
import com.raptorcomply.keyservice.KeyService;
import com.raptorcomply.keyservice.auth.KeyRole;
import com.raptorcomply.local.DevelopmentAuthority;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** With all three services on TLS, a client is served, and a service without a certificate is refused. */
class ServicesShowEachOtherCertificatesTest {
    private static final String CREDENTIAL = "credential-of-the-gateways-of-a-test";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<String> HERE = List.of("localhost", "127.0.0.1");

    @TempDir
    Path folder = Path.of(".");

    /** Event loops of their own, because servers on shared ones may get the same free port. */
    private final List<Vertx> loops = new ArrayList<>();

    @AfterEach
    void close() {
        loops.forEach(vertx -> Await.result(vertx.close()));
    }

    @Test
    void fromTheClientToTheDatabase() throws Exception {
        DevelopmentAuthority authority = DevelopmentAuthority.in(folder);
        Map<String, Object> own = settings(authority, "keyservice", "tls");
        own.putAll(PostgresServer.shared().freshDatabase().overrides());
        own.put("gateway.credential", CREDENTIAL);
        own.put("tagKeys.1", Base64.getEncoder().encodeToString(new byte[32]));
        own.put("sessions.totpKey", Base64.getEncoder().encodeToString(new byte[32]));
        KeyService keyservice = Await.result(KeyService.start(loops(), load("KEYSERVICE", own)));
        String key = key(keyservice);

        Map<String, Object> data = settings(authority, "resources", "tls");
        data.putAll(PostgresServer.shared().freshDatabase().overrides());
        data.put("keyservice.urls", List.of(url(keyservice)));
        RunningService resources = Await.result(ResourcesService.start(loops(), load("RESOURCES", data)));

        Map<String, Object> front = settings(authority, "gateway", "serviceTls");
        front.put("tls.certificateFile", folder.resolve("gateway.pem").toString());
        front.put("tls.poll", POLL.toMillis() + "ms");
        front.put("tls.keyFile", folder.resolve("gateway.key").toString());
        front.put("keyservice.urls", List.of(url(keyservice)));
        front.put("keyservice.credential", CREDENTIAL);
        front.put("upstreams.keyservice.urls", List.of(url(keyservice)));
        front.put("upstreams.resources.urls", List.of(url(resources)));
        RunningService gateway = Await.result(GatewayService.start(loops(), load("GATEWAY", front)));

        HttpClient client =
                HttpClient.newBuilder().sslContext(believing(authority)).build();
        assertThat(get(client, url(gateway) + "/facilities", "X-API-Key", key)).isEqualTo(200);
        assertThat(get(client, url(gateway) + "/api-keys/" + UUID.randomUUID(), "X-API-Key", key))
                .isEqualTo(403);
        assertThat(get(client, url(keyservice) + "/internal/sessions", "Authorization", "Bearer " + CREDENTIAL))
                .as("the credential alone is not enough")
                .isEqualTo(401);
        Throwable refused = Await.failure(Future.fromCompletionStage(client.sendAsync(
                HttpRequest.newBuilder(URI.create(url(resources) + "/facilities"))
                        .build(),
                HttpResponse.BodyHandlers.discarding())));
        assertThat(refused).hasCauseInstanceOf(IOException.class);

        Await.result(gateway.close());
        Await.result(resources.close());
        Await.result(keyservice.close());
        assertThat(readAfterChanges(authority))
                .as("a closed service reads its files no more")
                .containsOnly(folder.resolve("observer.pem"));
    }

    /** Returns the certificate files that are still read while all of them change twice. */
    private Set<Path> readAfterChanges(DevelopmentAuthority authority) throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Tls.class);
        lines.start();
        log.addAppender(lines);
        TlsConfig observer = authority.issue("observer", HERE, Duration.ofHours(1));
        Tls.open(loops(), new TlsConfig(observer.certificateFile(), observer.keyFile(), null, POLL));
        for (int change = 1; change <= 2; change++) {
            for (String name : List.of("keyservice", "resources", "gateway", "observer")) {
                Files.writeString(folder.resolve(name + ".pem"), "broken " + change);
            }
            int seen = change;
            Await.until(
                    "the observer reads them",
                    () -> files(lines)
                                    .filter(observer.certificateFile()::equals)
                                    .count()
                            >= seen);
        }
        log.detachAppender(lines);
        return files(lines).collect(Collectors.toSet());
    }

    private static Stream<Path> files(ListAppender<ILoggingEvent> lines) {
        return List.copyOf(lines.list).stream()
                .flatMap(line -> line.getKeyValuePairs().stream())
                .filter(pair -> pair.key.equals(LogKeys.FILE))
                .map(pair -> (Path) pair.value);
    }

    private Vertx loops() {
        Vertx vertx = Vertx.vertx();
        loops.add(vertx);
        return vertx;
    }

    private static String key(KeyService keyservice) {
        return Await.result(keyservice
                        .bootstrap()
                        .createOrganization("Basin Electric")
                        .compose(organization -> keyservice
                                .bootstrap()
                                .createOrganizationKey(organization, "sync job", KeyRole.API_USER)))
                .reveal();
    }

    private static Map<String, Object> settings(DevelopmentAuthority authority, String service, String name)
            throws Exception {
        TlsConfig files = authority.issue(service, HERE, Duration.ofHours(1));
        Map<String, Object> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", 0);
        settings.put("management.port", 0);
        settings.put(name + ".certificateFile", files.certificateFile().toString());
        settings.put(name + ".keyFile", files.keyFile().toString());
        settings.put(name + ".poll", POLL.toMillis() + "ms");
        settings.put(name + ".authorityFile", authority.certificateFile().toString());
        return settings;
    }

    private static Settings load(String prefix, Map<String, Object> settings) {
        return Settings.load(prefix, null, Map.of(), settings);
    }

    private static String url(RunningService service) {
        return "https://127.0.0.1:" + service.port();
    }

    private static int get(HttpClient client, String url, String name, String value) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header(name, value).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static SSLContext believing(DevelopmentAuthority authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        byte[] certificate = Files.readAllBytes(authority.certificateFile());
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

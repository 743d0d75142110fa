package com.raptorcomply.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services present certificates of one authority to each other and trust no others. */
class TlsShowsBothSidesTest {
    private static final List<String> HERE = List.of("localhost", "127.0.0.1");
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    Path folder = Path.of(".");

    private final Vertx vertx = Vertx.vertx();

    /** Referenced here, because Vert.x closes a client that is garbage. */
    private final List<HttpClient> clients = new ArrayList<>();

    private TestAuthority authority;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority(folder.resolve("ours"));
        Tls tls = Tls.open(vertx, issued(authority, "server", HERE));
        server = Await.result(vertx.createHttpServer(tls.serve(new HttpServerOptions(), ClientAuth.REQUIRED))
                .requestHandler(request -> request.response().end("served"))
                .listen(0, "127.0.0.1"));
        tls.keep(server, ClientAuth.REQUIRED);
    }

    @AfterEach
    void end() {
        Await.result(vertx.close());
    }

    @Test
    void aClientWithACertificateOfTheAuthorityIsServed() throws Exception {
        assertThat(Await.result(get(client(issued(authority, "client", HERE))))).isEqualTo("served");
    }

    @Test
    void aClientWithoutOneOrOfAnotherAuthorityIsNot() throws Exception {
        HttpClient bare = kept(
                vertx.createHttpClient(new HttpClientOptions().setTrustAll(true).setVerifyHost(false)));
        assertThat(Await.failure(get(bare))).isNotNull();

        TestAuthority stranger = new TestAuthority(folder.resolve("theirs"));
        TlsConfig theirs = stranger.issue("client", HERE, Duration.ofHours(1));
        TlsConfig believing =
                new TlsConfig(theirs.certificateFile(), theirs.keyFile(), authority.certificateFile(), POLL);
        assertThat(Await.failure(get(client(believing)))).isNotNull();
    }

    @Test
    void aServerOfAnotherNameIsNotTrusted() throws Exception {
        Tls tls = Tls.open(vertx, issued(authority, "elsewhere", List.of("elsewhere.example")));
        server = Await.result(vertx.createHttpServer(tls.serve(new HttpServerOptions(), ClientAuth.NONE))
                .requestHandler(request -> request.response().end("served"))
                .listen(0, "127.0.0.1"));
        assertThat(Await.failure(get(client(issued(authority, "client", HERE)))))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void aClientShowsItsNewCertificateWithoutARestart() throws Exception {
        TlsConfig old = issued(authority, "client", HERE);
        Tls tls = Tls.open(vertx, old);
        HttpClient client = client(tls, vertx::createHttpClient);

        replaceByStranger(old);

        awaitRefused(client);
    }

    @Test
    void andSoDoesOneThatIsMadeDuringTheChange() throws Exception {
        TlsConfig old = issued(authority, "client", HERE);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Tls tls = Tls.open(vertx, old).show(meters, "services");

        HttpClient client = client(tls, options -> {
            HttpClientAgent made = vertx.createHttpClient(options);
            replaceByStranger(old);
            Await.until("the change is in use", () -> lifeSeconds(meters) > 100_000);
            return made;
        });

        awaitRefused(client);
    }

    private void replaceByStranger(TlsConfig old) {
        TestAuthority stranger = new TestAuthority(folder.resolve("theirs"));
        TlsConfig theirs = stranger.issue("client", HERE, Duration.ofDays(2));
        try {
            Files.copy(theirs.keyFile(), old.keyFile(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(theirs.certificateFile(), old.certificateFile(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRefused(HttpClient client) {
        Await.untilTrue(
                "the client is refused", () -> get(client).map(served -> false).otherwise(true));
    }

    @Test
    void theEndOfACertificateIsAMetric() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Tls tls = Tls.open(vertx, issued(authority, "watched", HERE)).show(meters, "services");

        assertThat(lifeSeconds(meters)).isBetween(3_500.0, 3_700.0);
        tls.close();
    }

    /** A certificate that a server or a client did not take is not in use. */
    @Test
    void andChangesOnlyWhenAllUseTheNewOne() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Tls tls = Tls.open(vertx, issued(authority, "watched", HERE)).show(meters, "services");
        AtomicBoolean refuses = new AtomicBoolean(true);
        AtomicInteger offers = new AtomicInteger();
        Tls.client(tls, new HttpClientOptions(), options -> "no client", (client, options) -> {
            offers.incrementAndGet();
            return refuses.get() ? Future.failedFuture("no such cipher suite") : Future.succeededFuture(true);
        });

        authority.issue("watched", HERE, Duration.ofDays(2));
        Await.until("the change is offered again", () -> offers.get() >= 2);
        assertThat(lifeSeconds(meters)).isLessThan(3_700.0);

        refuses.set(false);
        Await.until("the change is in use", () -> lifeSeconds(meters) > 100_000);
        tls.close();
    }

    private static double lifeSeconds(SimpleMeterRegistry meters) {
        return meters.get("tls.certificate.not.after.timestamp")
                        .tag("use", "services")
                        .gauge()
                        .value()
                - Instant.now().getEpochSecond();
    }

    @Test
    void filesThatDoNotMatchEndTheStart() throws Exception {
        TlsConfig one = issued(authority, "one", HERE);
        TlsConfig two = issued(authority, "two", HERE);
        TlsConfig mixed = new TlsConfig(one.certificateFile(), two.keyFile(), null, POLL);
        Assertions.assertThatThrownBy(() -> Tls.open(vertx, mixed))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("one.pem");
    }

    private static TlsConfig issued(TestAuthority by, String name, List<String> hosts) throws Exception {
        TlsConfig issued = by.issue(name, hosts, Duration.ofHours(1));
        return new TlsConfig(issued.certificateFile(), issued.keyFile(), by.certificateFile(), POLL);
    }

    private HttpClient client(TlsConfig settings) {
        return client(Tls.open(vertx, settings), vertx::createHttpClient);
    }

    private HttpClient client(Tls tls, Function<HttpClientOptions, HttpClientAgent> create) {
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false);
        return kept(Tls.client(tls, options, create, HttpClientAgent::updateSSLOptions));
    }

    private HttpClient kept(HttpClient client) {
        clients.add(client);
        return client;
    }

    private Future<String> get(HttpClient client) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost("127.0.0.1")
                        .setPort(server.actualPort())
                        .setSsl(true))
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(body -> body.toString());
    }
}

package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier;
import com.raptorcomply.gateway.keyservice.KeyServiceBreaker;
import com.raptorcomply.keyservice.client.protocol.Fence;
import com.raptorcomply.keyservice.client.protocol.GatewaySession;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request that gets 503 because its key could not be checked is denied for the cause of that, which the log has. */
@Timeout(30)
class FailedVerificationHasItsCauseTest {
    @RegisterExtension
    static final LogLines LOG = LogLines.below("com.raptorcomply.gateway");

    @RegisterExtension
    static final LogLines CLIENT = LogLines.below("io.vertx");

    private final Vertx vertx = Vertx.vertx();
    private InMemoryKeyService stand;

    @BeforeEach
    void open() throws Exception {
        stand = new InMemoryKeyService(vertx);
    }

    @AfterEach
    void close() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void noConnection() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(denial("http://127.0.0.1:" + closed)).isEqualTo(Denial.KEY_SERVICE_UNAVAILABLE);
        assertThat(causes("key-service-unavailable")).contains("connection refused: 127.0.0.1:" + closed);
    }

    @Test
    void aConnectionThatBreaks() throws Exception {
        assertThat(denial(serve(request -> request.connection().close()))).isEqualTo(Denial.KEY_SERVICE_UNAVAILABLE);
    }

    @Test
    void noAnswerInTime() throws Exception {
        assertThat(denial(serve(request -> {}))).isEqualTo(Denial.KEY_SERVICE_TIMEOUT);
        assertThat(causes("key-service-timeout")).isNotEmpty();
    }

    @Test
    void anError() throws Exception {
        assertThat(denial(serve(request -> request.response().setStatusCode(500).end("failed"))))
                .isEqualTo(Denial.KEY_SERVICE_FAILED);
        assertThat(causes("key-service-failed")).anyMatch(cause -> cause.contains("answered 500"));
        assertThat(CLIENT.all()).isEmpty();
    }

    @Test
    void whatIsNoAnswer() throws Exception {
        assertThat(denial(serve(request -> request.response().end("no JSON")))).isEqualTo(Denial.KEY_SERVICE_FAILED);
    }

    @Test
    void aRefusedCredentialThoughAnotherReplicaIsAway() throws Exception {
        String refusing = serve(request -> request.response().setStatusCode(401).end());
        KeyAuthenticator decisions =
                decisions(new KeyServiceBreaker(keyService(List.of(refusing, "http://127.0.0.1:1")), DualClock.SYSTEM));

        assertThat(ask(decisions, stand.key())).isEqualTo(Denial.GATEWAY_CREDENTIAL_REFUSED);
    }

    @Test
    void aKeyServiceThatIsNotAskedAnyMore() throws Exception {
        KeyAuthenticator decisions =
                decisions(new KeyServiceBreaker(keyService(List.of("http://127.0.0.1:1")), DualClock.SYSTEM));

        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> ask(decisions, stand.key()))
                        .toList())
                .contains(Denial.KEY_SERVICE_UNAVAILABLE, Denial.KEY_SERVICE_CIRCUIT_OPEN);
        assertThat(LOG.of("Key service does not respond: requests with keys that are not cached get 503"))
                .isNotEmpty();
    }

    @Test
    void tooManyRequestsOfOneKey() throws Exception {
        KeyAuthenticator decisions = decisions(keyService(List.of(stand.url())));
        stand.hold();
        String key = stand.key();
        Future<Decision> first = decisions.verify(InMemoryKeyService.wellformed(key), null);
        Future<Decision> second =
                decisions.verify(InMemoryKeyService.wellformed(key), null); // without a lease for itself

        assertThat(ask(decisions, key)).isEqualTo(Denial.KEY_WAITERS_FULL);
        Await.until("the first verification has arrived", () -> stand.questions() > 0);
        stand.release();
        assertThat(Await.result(first)).isInstanceOf(Permit.class);
        assertThat(Await.result(second)).isInstanceOf(Permit.class);
    }

    @Test
    void andManyFailuresHaveOneLine() throws Exception {
        KeyAuthenticator decisions = decisions(keyService(List.of("http://127.0.0.1:1")));
        int before = LOG.of("Verification failed").size();
        for (int i = 0; i < 50; i++) {
            ask(decisions, stand.key());
        }

        assertThat(LOG.of("Verification failed").size() - before).isEqualTo(1);
    }

    private Decision denial(String url) {
        return ask(decisions(keyService(List.of(url))), stand.key());
    }

    private static Decision ask(KeyAuthenticator decisions, String key) {
        return Await.result(decisions.verify(InMemoryKeyService.wellformed(key), null));
    }

    private HttpKeyVerifier keyService(List<String> urls) {
        List<URI> replicas = urls.stream().map(URI::create).toList();
        return new HttpKeyVerifier(vertx.createHttpClient(), replicas, Secret.of(InMemoryKeyService.CREDENTIAL), 1_000);
    }

    private KeyAuthenticator decisions(KeyVerifier asked) {
        GrantCache grants = new GrantCache(new CacheConfig(100, 100, 100, Duration.ofSeconds(5)), DualClock.SYSTEM);
        Fence fence = new Fence(grants, 100);
        LeaseView standing = new LeaseView(new GatewaySession(fence), fence);
        return new KeyAuthenticator(
                vertx,
                standing,
                grants,
                asked,
                DualClock.SYSTEM,
                new VerificationConfig(8, 8, 1, 3, Duration.ofSeconds(1)));
    }

    private String serve(Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server =
                Await.result(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static List<String> causes(String reason) {
        return LOG.of("Verification failed").stream()
                .filter(line -> reason.equals(LogLines.value(line, "reason")))
                .map((ILoggingEvent line) -> LogLines.value(line, "cause").toString())
                .toList();
    }
}

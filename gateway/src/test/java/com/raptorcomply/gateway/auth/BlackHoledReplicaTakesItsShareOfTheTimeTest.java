package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.BlackHole;
import com.raptorcomply.gateway.InMemoryKeyService;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicas share the time of a verification: one that is silent leaves the next its part, and one that is gone all of it. */
@Timeout(60)
class BlackHoledReplicaTakesItsShareOfTheTimeTest {
    private static final long TIMEOUT_MILLIS = 8_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> parts = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        parts.add(() -> Await.result(vertx.close()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
    }

    @Test
    void soThatTheNextOneAnswersInTime() throws Exception {
        InMemoryKeyService stand = keep(new InMemoryKeyService(vertx));

        assertVerifies(stand, "http://127.0.0.1:" + keep(new BlackHole()).port(), stand.url());
    }

    @Test
    void andASlowOneHasThatOfOneThatIsGone() throws Exception {
        InMemoryKeyService slow = slow();

        assertVerifies(slow, gone(), slow.url());
    }

    @Test
    void whicheverIsAskedFirst() throws Exception {
        InMemoryKeyService slow = slow();

        assertVerifies(slow, slow.url(), gone());
    }

    private InMemoryKeyService slow() throws Exception {
        InMemoryKeyService slow = keep(new InMemoryKeyService(vertx));
        slow.hold();
        vertx.setTimer(TIMEOUT_MILLIS * 5 / 8, later -> slow.release());
        return slow;
    }

    private String gone() throws Exception {
        InMemoryKeyService gone = new InMemoryKeyService(vertx);
        gone.close();
        return gone.url();
    }

    private void assertVerifies(InMemoryKeyService answering, String... replicas) throws Exception {
        HttpKeyVerifier keyService = new HttpKeyVerifier(
                vertx.createHttpClient(),
                Stream.of(replicas).map(URI::create).toList(),
                Secret.of(InMemoryKeyService.CREDENTIAL),
                TIMEOUT_MILLIS);

        assertThat(Await.result(keyService
                        .verify(VerificationRequest.of(InMemoryKeyService.wellformed(answering.key()), null))
                        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)))
                .isNotNull();
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(0, part);
        return part;
    }
}

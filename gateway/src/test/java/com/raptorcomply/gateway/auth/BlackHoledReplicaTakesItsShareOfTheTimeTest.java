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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that drops all packets leaves the verifier time to use the next replica. */
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
        List<URI> replicas =
                List.of(URI.create("http://127.0.0.1:" + keep(new BlackHole()).port()), URI.create(stand.url()));
        HttpKeyVerifier keyService = new HttpKeyVerifier(
                vertx.createHttpClient(), replicas, Secret.of(InMemoryKeyService.CREDENTIAL), TIMEOUT_MILLIS);

        assertThat(Await.result(keyService
                        .verify(VerificationRequest.of(InMemoryKeyService.wellformed(stand.key()), null))
                        .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)))
                .isNotNull();
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.add(0, part);
        return part;
    }
}

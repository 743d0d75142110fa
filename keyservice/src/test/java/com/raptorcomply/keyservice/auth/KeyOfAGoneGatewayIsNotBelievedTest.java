package com.raptorcomply.keyservice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Revocation: Barrier. A signing key outlives its row by a stamp's lifetime only, even where no stamp with an unknown
 * key arrives.
 */
class KeyOfAGoneGatewayIsNotBelievedTest {
    private final TestService service = TestService.shared();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    private final AtomicLong nanos = new AtomicLong();
    private final RegisteredGatewayKeys keys = new RegisteredGatewayKeys(postgres.pool(), nanos::get);
    private final StampSigner gateway = StampSigner.create(new SecureRandom());

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void whatWasReadLongAgoIsReadAgain() {
        service.register(gateway);
        Await.result(keys.refresh());
        assertThat(keys.known(gateway.kid())).isNotNull();

        service.execute("UPDATE gateway_key SET expires_at = now() WHERE kid = ?", gateway.kid());
        nanos.addAndGet(RegisteredGatewayKeys.TRUSTED.toNanos());

        assertThat(keys.known(gateway.kid())).isNull();
        Await.result(keys.refresh());
        assertThat(keys.known(gateway.kid())).isNull();
    }
}

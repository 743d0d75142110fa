package com.raptorcomply.resources.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampVerifier;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.UnderTest;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cached stamp expires when any other would. */
class RememberedStampEndsTest {
    private static final long LIFE_SECONDS = 10;

    private final UnderTest service = UnderTest.shared();
    private final Instant begin = Instant.now();
    private final AtomicReference<Instant> now = new AtomicReference<>(begin);
    private final KeyServiceClient keyService = service.keyService();
    private final StampAuthenticator tenants = new StampAuthenticator(service.vertx(), keyService, now::get);

    @AfterEach
    void close() {
        Await.result(keyService.close());
    }

    @Test
    void withItsLeeway() {
        String stamp = service.signer()
                .mint(Caller.ofNewOrganization()
                        .claims(Stamp.AUDIENCE_RESOURCES, begin.getEpochSecond(), LIFE_SECONDS));
        Tenant verified = Await.result(tenants.of(stamp));

        now.set(begin.plusSeconds(LIFE_SECONDS + StampVerifier.LEEWAY_SECONDS - 1));
        assertThat(Await.result(tenants.of(stamp))).isSameAs(verified);

        now.set(begin.plusSeconds(LIFE_SECONDS + StampVerifier.LEEWAY_SECONDS));
        assertThat(Await.failure(tenants.of(stamp))).isInstanceOf(ProblemException.class);
    }
}

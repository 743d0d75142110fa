package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerificationsAreBoundedTest {
    @RegisterExtension
    final AuthenticatorFixture ground =
            new AuthenticatorFixture(new VerificationConfig(1, 1, 1, 3, Duration.ofSeconds(5)));

    @Test
    void beyondTheBoundIsOverload() throws Exception {
        ground.join();
        ground.keyService().hold();
        Future<Decision> asked = ground.start(ground.keyService().key());
        Future<Decision> waits = ground.start(ground.keyService().key());

        assertThat(ground.verify(ground.keyService().key())).isEqualTo(Denial.VERIFICATION_QUEUE_FULL);

        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);
        ground.keyService().release();
        assertThat(Await.result(asked)).isInstanceOf(Permit.class);
        assertThat(Await.result(waits)).isInstanceOf(Permit.class);
    }
}

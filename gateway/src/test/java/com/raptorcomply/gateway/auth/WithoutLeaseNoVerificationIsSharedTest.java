package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WithoutLeaseNoVerificationIsSharedTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void whoArrivesAfterTheDepartureAsksForItself() throws Exception {
        String key = ground.keyService().key();
        ground.keyService().hold();
        Future<Decision> first = ground.start(key);
        Future<Decision> second = ground.start(key);
        Future<Decision> third = ground.start(key);
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);
        ground.keyService().release();

        assertThat(Await.result(first)).isInstanceOf(Permit.class);
        assertThat(Await.result(second)).isInstanceOf(Permit.class);
        assertThat(Await.result(third)).isInstanceOf(Permit.class);
        assertThat(ground.keyService().questions()).isEqualTo(2);
        assertThat(ground.lookup(key)).isNull();
    }
}

package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Revocation: Fence. A verification that was sent without a lease may be shared under one, so its result is fenced,
 * too.
 */
class AnswerFromBeforeTheLeaseIsFencedTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void whoArrivesAfterTheRevocationIsRefused() throws Exception {
        String key = ground.keyService().key();
        ground.keyService().hold();
        Future<Decision> before = ground.start(key);
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);
        ground.join();
        ground.keyService().revoke(key);
        ground.change(Subject.secret(ground.parsed(key).secretId()));

        Future<Decision> after = ground.start(key);
        ground.keyService().release();

        assertThat(Await.result(after)).isEqualTo(Denial.INVALID);
        Await.result(before);
    }
}

package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StaleFillIsDiscardedTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void anAnswerOlderThanAChangeIsAskedForAgain() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.keyService().hold();
        Future<Decision> decision = ground.start(key);
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);

        ground.change(Subject.secret(ground.parsed(key).secretId()));
        ground.keyService().release();

        assertThat(Await.result(decision)).isInstanceOf(Permit.class);
        assertThat(ground.keyService().questions()).isEqualTo(2);
    }
}

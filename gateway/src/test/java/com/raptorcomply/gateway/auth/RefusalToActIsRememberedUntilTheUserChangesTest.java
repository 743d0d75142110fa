package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefusalToActIsRememberedUntilTheUserChangesTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void andRefusesNothingElse() throws Exception {
        ground.join();
        String key = ground.keyService().actingKey("facilities:read");
        UUID stranger = UUID.randomUUID();

        assertThat(Await.result(ground.start(key, stranger))).isEqualTo(Denial.IMPERSONATION_DENIED);

        assertThat(ground.lookup(key, stranger)).isEqualTo(Denial.IMPERSONATION_DENIED);
        assertThat(ground.lookup(key)).isNull();
        assertThat(ground.verify(key)).isInstanceOf(Permit.class);
        ground.change(Subject.user(stranger));
        assertThat(ground.lookup(key, stranger)).isNull();
    }
}

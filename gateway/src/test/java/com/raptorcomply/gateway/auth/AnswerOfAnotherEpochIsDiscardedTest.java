package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Revocation: Session. */
class AnswerOfAnotherEpochIsDiscardedTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void thoughItWasOnItsWayWhenTheEpochChanged() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.keyService().hold();
        Future<Decision> decision = ground.start(key);
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);

        ground.join("epoch-2");
        ground.keyService().release();

        assertThat(Await.result(decision)).isEqualTo(Denial.VERIFICATION_STALE);
        assertThat(ground.lookup(key)).isNull();
    }

    @Test
    void andWhatWasCachedUnderTheOneBeforeIsGone() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        assertThat(ground.verify(key)).isInstanceOf(Permit.class);

        ground.join("epoch-2");

        assertThat(ground.lookup(key)).isNull();
    }
}

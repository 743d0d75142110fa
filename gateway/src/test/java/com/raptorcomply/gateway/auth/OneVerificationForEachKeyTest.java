package com.raptorcomply.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneVerificationForEachKeyTest {
    @RegisterExtension
    final AuthenticatorFixture ground = new AuthenticatorFixture();

    @Test
    void howeverManyRequestsWait() throws Exception {
        ground.join();
        String key = ground.keyService().key();
        ground.keyService().hold();

        var waiting = IntStream.range(0, 1_000).mapToObj(i -> ground.start(key)).toList();
        Await.until("a question to the key service", () -> ground.keyService().questions() > 0);
        ground.keyService().release();

        for (Future<Decision> each : waiting) {
            assertThat(Await.result(each)).isInstanceOf(Permit.class);
        }
        assertThat(ground.keyService().questions()).isEqualTo(1);
    }
}

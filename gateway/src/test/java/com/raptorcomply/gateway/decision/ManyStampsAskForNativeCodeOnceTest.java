package com.raptorcomply.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.StampSigner;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ManyStampsAskForNativeCodeOnceTest {
    private static final int MANY = 15_000;

    @RegisterExtension
    final Ground ground = new Ground();

    private final AtomicInteger asked = new AtomicInteger();
    private final Stamps stamps = new Stamps(
            StampSigner.create(new SecureRandom()),
            "gateway-1",
            List.of("resources"),
            1,
            Clock.SYSTEM,
            asked::incrementAndGet);

    @Test
    void andFewDoNot() throws Exception {
        ground.join();
        Permit permit = (Permit) ground.verify(ground.keyService().key());
        for (int minute = 1; minute < MANY; minute++) {
            stamps.of(permit, 0, TimeUnit.MINUTES.toNanos(minute));
        }
        assertThat(asked).hasValue(0);

        stamps.of(permit, 0, TimeUnit.MINUTES.toNanos(MANY));
        stamps.of(permit, 0, TimeUnit.MINUTES.toNanos(MANY + 1));

        assertThat(asked).hasValue(1);
    }
}

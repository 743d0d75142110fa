package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.stamp.AdaptiveStampSigner;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManyStampsAskForNativeCodeOnceTest {
    private static final int MANY = 15_000;
    private static final UUID ID = UUID.randomUUID();
    private static final Stamp STAMP = new Stamp(
            "gateway-1",
            List.of("resources"),
            0,
            60,
            ID,
            "Acme",
            ID,
            "sync",
            "user",
            null,
            null,
            null,
            List.of(),
            List.of(),
            1);

    private final AtomicInteger asked = new AtomicInteger();
    private final AdaptiveStampSigner signing =
            new AdaptiveStampSigner(StampSigner.create(new SecureRandom()), asked::incrementAndGet);

    @Test
    void andFewDoNot() {
        sign(MANY - 1);
        assertThat(asked).hasValue(0);

        sign(2);

        assertThat(asked).hasValue(1);
    }

    private void sign(int stamps) {
        for (int i = 0; i < stamps; i++) {
            signing.sign(STAMP);
        }
    }
}

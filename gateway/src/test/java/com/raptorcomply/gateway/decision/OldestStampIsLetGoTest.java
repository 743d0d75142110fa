package com.raptorcomply.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestStampIsLetGoTest {
    private static final int STAMPS_MAX = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @RegisterExtension
    final Ground ground = new Ground();

    private final Stamps stamps = Ground.stamps(STAMPS_MAX);

    @Test
    void pastTheBound() throws Exception {
        ground.join();
        Permit first = permit();
        Permit second = permit();
        Permit third = permit();
        MintedStamp stamp = kept(second, SECOND);
        kept(first, 2 * SECOND);

        kept(third, 3 * SECOND);

        assertThat(second.stamp(0)).as("minted first").isNull();
        assertThat(first.stamp(0)).isNotNull();
        assertThat(stamps.of(second, 0, 4 * SECOND)).as("minted again").isNotSameAs(stamp);
    }

    private MintedStamp kept(Permit permit, long nowNanos) {
        stamps.of(permit, 0, nowNanos);
        return stamps.of(permit, 0, nowNanos);
    }

    private Permit permit() throws Exception {
        return (Permit) ground.verify(ground.keyService().key());
    }
}

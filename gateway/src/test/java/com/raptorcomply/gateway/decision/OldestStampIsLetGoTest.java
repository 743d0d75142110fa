package com.raptorcomply.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldestStampIsLetGoTest {
    private static final int STAMPS_MAX = 2;
    private static final long NOW = 0;

    @RegisterExtension
    final Ground ground = new Ground();

    private final Stamps stamps = Ground.stamps(STAMPS_MAX);

    @Test
    void pastTheBound() throws Exception {
        ground.join();
        Permit first = permit();
        Permit second = permit();
        Permit third = permit();
        MintedStamp stamp = kept(second);
        kept(first);

        kept(third);

        assertThat(second.stamp(0)).as("minted first").isNull();
        assertThat(first.stamp(0)).isNotNull();
        assertThat(stamps.of(second, 0, NOW)).as("minted again").isNotSameAs(stamp);
    }

    private MintedStamp kept(Permit permit) {
        stamps.of(permit, 0, NOW);
        return stamps.of(permit, 0, NOW);
    }

    private Permit permit() throws Exception {
        return (Permit) ground.verify(ground.keyService().key());
    }
}

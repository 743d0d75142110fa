package com.raptorcomply.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OnlyAKeyInUseHasItsStampKeptTest {
    @RegisterExtension
    final Ground ground = new Ground();

    private final Stamps stamps = Ground.stamps(1);

    @Test
    void notTheFirstNorOneMuchLater() throws Exception {
        Permit permit = permit();

        stamps.of(permit, 0, seconds(1_000));
        assertThat(permit.stamp(0)).isNull();

        stamps.of(permit, 0, seconds(1_045));
        assertThat(permit.stamp(0)).isNull();
    }

    @Test
    void theNextSoonAfterItIsAndServesForHalfAMinute() throws Exception {
        Permit permit = permit();
        stamps.of(permit, 0, seconds(1_000));

        MintedStamp second = stamps.of(permit, 0, seconds(1_044));

        assertThat(stamps.of(permit, 0, seconds(1_073))).isSameAs(second);
        assertThat(stamps.of(permit, 0, seconds(1_074))).isNotSameAs(second);
        assertThat(permit.stamp(0)).as("kept again").isNotSameAs(second).isNotNull();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private Permit permit() throws Exception {
        ground.join();
        return (Permit) ground.verify(ground.keyService().key());
    }
}

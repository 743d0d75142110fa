package com.raptorcomply.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * No schedule lets a gateway authorize with old rights after a receipt became effective. None leaves a receipt pending
 * for ever, and none refuses a valid key without a fault. The build runs more schedules than the first of any planted
 * fault needs ({@link Seeds}); {@code -Dsimulation.schedules=100000} runs more, {@code -Dsimulation.seed=N} repeats one.
 */
class RevocationHoldsUnderEveryScheduleTest {

    @Test
    void everySeed() {
        long first = Long.getLong("simulation.seed", 1);
        long count = System.getProperty("simulation.seed") == null ? Long.getLong("simulation.schedules", 1_000) : 1;
        for (long seed = first; seed < first + count; seed++) {
            assertThat(Simulation.run(seed)).isNull();
        }
    }
}

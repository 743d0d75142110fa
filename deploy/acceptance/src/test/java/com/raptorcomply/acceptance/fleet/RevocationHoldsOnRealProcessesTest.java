package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Once any replica says that a change is effective, no later request succeeds by the old rights. No valid key is
 * refused. Two key service replicas and three gateways run as processes under traffic. Meanwhile connections are cut,
 * stalled and delayed, processes are paused and killed, and the database restarts. {@code -Dfleet.changes=1000} sets
 * the number of changes, {@code -Dfleet.seed=N} their order.
 */
class RevocationHoldsOnRealProcessesTest {
    private static final int CHANGES_SMALL = 20;

    @Test
    void whateverFails(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        int changes = Integer.getInteger("fleet.changes", CHANGES_SMALL);
        long seed = Long.getLong("fleet.seed", 1);
        boolean small = changes <= CHANGES_SMALL;
        Shape shape = Shape.small(2, 3, !small, Long.getLong("fleet.termMillis", 1_000));
        try (Fleet fleet = Fleet.prepare(directory, shape)) {
            Stock stock;
            Admin admin;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.stock(changes, seed);
                admin = filling.admin();
            }
            fleet.start();

            Summary summary = new Trial(fleet, admin, stock, seed)
                    .run(
                            small ? Faults.Kind.brief() : Faults.Kind.ofAccess(),
                            Integer.getInteger("fleet.perSecond", small ? 100 : 300),
                            small ? 100 : 200);

            System.out.println(summary);
            assertThat(summary.violations()).isEmpty();
            assertThat(summary.receipts().count()).isEqualTo(changes);
            assertThat(summary.answers()).containsKeys(Outcome.OLD_RIGHTS, Outcome.NEW_RIGHTS);
        }
    }
}

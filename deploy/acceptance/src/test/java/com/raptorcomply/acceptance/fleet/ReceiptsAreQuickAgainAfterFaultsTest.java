package com.raptorcomply.acceptance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet tells its gateways of changes at once again when its faults are over: the median receipt takes at most twice as long
 * as before them. A gateway that hears of changes only by its next renewal would take many times as long. {@code -Dfleet.seed=N}
 * draws other faults, {@code -Dfleet.faultSeconds=N} more of them.
 */
class ReceiptsAreQuickAgainAfterFaultsTest {
    private static final int CHANGES = 30;
    private static final int FAULT_SECONDS = 8;
    private static final double RATIO_MAX = 2;

    /** Medians below this are taken for it, because the scheduler of a busy machine decides on them. */
    private static final double NOISE_MILLIS = 100;

    private static final long TERM_MILLIS = 4_000;

    @Test
    void whateverTheFaultsWere(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        long seed = Long.getLong("fleet.seed", System.nanoTime());
        try (Fleet fleet = Fleet.prepare(directory, Shape.small(2, 3, false, TERM_MILLIS))) {
            Stock stock;
            Admin admin;
            try (Filling filling = Filling.begin(fleet)) {
                stock = filling.keysToRevoke(3 * CHANGES);
                admin = filling.admin();
            }
            fleet.start();
            Random random = new Random(seed);
            revoke(fleet, admin, random, stock.changes().subList(0, CHANGES));
            Receipts fresh = revoke(fleet, admin, random, stock.changes().subList(CHANGES, 2 * CHANGES));

            try (Faults faults = new Faults(fleet, Faults.Kind.brief(), seed)) {
                faults.start();
                Waits.pause(TimeUnit.SECONDS.toMillis(Integer.getInteger("fleet.faultSeconds", FAULT_SECONDS)));
            }
            fleet.members().forEach(Member::awaitReady);
            Waits.pause(2 * TERM_MILLIS);
            Receipts afterwards = revoke(fleet, admin, random, stock.changes().subList(2 * CHANGES, 3 * CHANGES));

            System.out.println("seed " + seed + ": fresh " + fresh + "; after the faults " + afterwards);
            assertThat(afterwards.seenMillis(0.5))
                    .as("median after the faults of seed %d; fresh: %s; afterwards: %s", seed, fresh, afterwards)
                    .isLessThan(RATIO_MAX * Math.max(NOISE_MILLIS, fresh.seenMillis(0.5)));
        }
    }

    private static Receipts revoke(Fleet fleet, Admin admin, Random random, List<Change> changes) {
        Receipts receipts = new Receipts();
        for (Change change : changes) {
            long begun = System.nanoTime();
            Revoking.Done done = new Revoking(admin, fleet.replicas(), random).make(change);
            receipts.add(done, TimeUnit.NANOSECONDS.toMicros(done.effectiveNanos() - begun));
        }
        return receipts;
    }
}

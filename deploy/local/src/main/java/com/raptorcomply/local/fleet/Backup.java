package com.raptorcomply.local.fleet;

import com.raptorcomply.local.postgres.Folders;
import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Backs a fleet up and restores it. */
record Backup(Fleet fleet) {
    /** Lease, grace and margin of the default settings, after which no gateway grants what it knew. */
    private static final int LEASE_MILLIS = 5_100;

    private static final int WAIT_MILLIS = 2 * LEASE_MILLIS;
    private static final int PAUSE_MILLIS = 100;

    /** Copies the database while it serves, and after it the files, so that no record lacks its bytes. */
    void backUp(Path to) {
        if (Files.exists(to)) {
            throw new LocalRunException(to + " exists already: a backup needs a folder of its own");
        }
        fleet.database().backUp(to.resolve("database"));
        copyFiles(fleet.layout().resolve("files"), to.resolve("files"));
        fleet.progress().step("backup in " + to);
    }

    /**
     * Makes databases and files anew from a backup and the archive of the log, in the order that OPERATIONS.md gives. Clients
     * get in with {@link Balancer#openClients} only.
     */
    void restore(Path from) {
        if (!Files.isDirectory(from.resolve("database"))) {
            throw new LocalRunException(from + " is no backup");
        }
        fleet.down();
        long stopped = System.nanoTime();
        fleet.database().restore(from.resolve("database"));
        fleet.progress().step("the database is as of the end of the archive");
        copyFiles(from.resolve("files"), fleet.layout().resolve("files"));
        fleet.newEpochOfKeys();
        fleet.newEpochOfData();
        fleet.balancer().start();
        fleet.balancer().closeClients();
        Polling.until(
                "leases of before have ended",
                WAIT_MILLIS,
                PAUSE_MILLIS,
                () -> System.nanoTime() - stopped > TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS));
        fleet.up();
    }

    /** Makes one folder of files as the other is. */
    private static void copyFiles(Path from, Path to) {
        try {
            if (Files.exists(to)) {
                Folders.delete(to);
            }
            Folders.copy(from, to);
        } catch (IOException failed) {
            throw new LocalRunException("Could not copy " + from + ": " + failed.getMessage(), failed);
        }
    }
}

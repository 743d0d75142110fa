package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Simulates PostgreSQL: the committed state, as the next statement reads it, and the advisory lock. */
final class SimDatabase {
    final Map<String, Row> rows = new LinkedHashMap<>();
    final Map<UUID, Pending> receipts = new LinkedHashMap<>();
    final SimLock lock = new SimLock();
    final List<Change> log = new ArrayList<>();
    final Map<Subject, Long> versions = new HashMap<>();
    String epoch = "epoch-0";
    long taken;
    private long transactionsOf;

    static final class Row {
        final String gateway;
        final String epoch;
        final long waitMillis;
        long applied;
        long renewals;
        boolean open = true;

        Row(String gateway, String epoch, long applied, long waitMillis) {
            this.gateway = gateway;
            this.epoch = epoch;
            this.applied = applied;
            this.waitMillis = waitMillis;
        }
    }

    static final class Pending {
        Receipt receipt;
        final long version;
        final long committedNanos;

        Pending(Receipt receipt, long version, long committedNanos) {
            this.receipt = receipt;
            this.version = version;
            this.committedNanos = committedNanos;
        }
    }

    /** The committed state at one time. */
    record Snapshot(String epoch, long head, List<Change> log, Map<Subject, Long> versions) {
        List<Change> after(long sequence) {
            return log.stream().filter(change -> change.sequence() > sequence).toList();
        }
    }

    long head() {
        return log.stream().mapToLong(Change::sequence).max().orElse(0);
    }

    Snapshot snapshot() {
        List<Change> ordered = new ArrayList<>(log);
        ordered.sort((one, other) -> Long.compare(one.sequence(), other.sequence()));
        return new Snapshot(epoch, head(), ordered, Map.copyOf(versions));
    }

    /** Returns the number of the server's current life; transactions of an earlier life are rolled back. */
    long life() {
        return transactionsOf;
    }

    /**
     * Fails over to the synchronous standby: committed data stay, running transactions are lost, and the epoch is new.
     */
    void failOver() {
        transactionsOf++;
        epoch = "epoch-" + transactionsOf;
        lock.releaseAll();
    }
}

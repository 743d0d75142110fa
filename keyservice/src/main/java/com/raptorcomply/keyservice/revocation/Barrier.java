package com.raptorcomply.keyservice.revocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pending receipts are effective and which rows are silent, for one replica (Revocation: Barrier). The
 * caller passes rows and times of its monotonic clock, so the class has no I/O and no clock. Confined to one event
 * loop.
 *
 * <p>A receipt is effective when, in a read that began after the replica knew of it, every open row has applied its
 * sequence, or L + g + m of the row has passed since then. A row is silent when its renewals have stood still for L + g
 * + m. It counts as gone only once a close of exactly that state has taken effect.
 */
final class Barrier {
    private final Map<UUID, Pending> pending = new LinkedHashMap<>();
    private Map<String, Still> still = new HashMap<>();
    private volatile @Nullable Pending oldest;

    /** A receipt that is effective, with the numbers of gateways that confirmed it or expired. */
    record Done(UUID receipt, int confirmed, int expired) {}

    /** The result of one read of the rows. */
    record Judgement(List<Done> done, List<LeaseRow> silent) {}

    private record Still(long renewals, long sinceNanos) {}

    private static final class Pending {
        private final long sequence;
        private final long knownNanos;
        private final Map<String, Boolean> confirmedBySession = new HashMap<>();

        Pending(long sequence, long knownNanos) {
            this.sequence = sequence;
            this.knownNanos = knownNanos;
        }

        /** Records each row's outcome, so that rows that are gone at the end are counted too. */
        boolean isDone(List<LeaseRow> rows, long begunNanos) {
            boolean done = true;
            for (LeaseRow row : rows) {
                boolean confirmed = row.applied() >= sequence;
                confirmedBySession.put(row.session(), confirmed);
                done &= confirmed || passed(knownNanos, begunNanos, row.waitMillis());
            }
            return done;
        }

        Done done(UUID receipt) {
            int confirmed = Math.toIntExact(
                    confirmedBySession.values().stream().filter(each -> each).count());
            return new Done(receipt, confirmed, confirmedBySession.size() - confirmed);
        }
    }

    /**
     * Starts to wait for a receipt. A second call changes nothing.
     *
     * @param knownNanos t: read after COMMIT had returned, or after the pending receipt had been read
     */
    void expect(UUID receipt, long sequence, long knownNanos) {
        pending.putIfAbsent(receipt, new Pending(sequence, knownNanos));
        findOldest();
    }

    /** Stops waiting for a receipt, because a replica has written its end. */
    void forget(UUID receipt) {
        pending.remove(receipt);
        findOldest();
    }

    /** The first one is the oldest, because they are kept in the order in which they became known. */
    private void findOldest() {
        oldest = pending.isEmpty() ? null : pending.values().iterator().next();
    }

    /** Returns the time in nanoseconds since this replica knows of its oldest pending receipt; 0 without one. Any thread. */
    long oldestNanos(long nowNanos) {
        Pending first = oldest;
        return first == null ? 0 : nowNanos - first.knownNanos;
    }

    boolean isWaiting() {
        return !pending.isEmpty();
    }

    int waitingFor() {
        return pending.size();
    }

    /**
     * Judges all open rows as one statement read them.
     *
     * @param begunNanos read before the statement was sent
     * @param endedNanos read after its result had arrived
     */
    Judgement judge(List<LeaseRow> rows, long begunNanos, long endedNanos) {
        List<Done> done = new ArrayList<>();
        pending.forEach((receipt, waiting) -> {
            if (begunNanos - waiting.knownNanos > 0 && waiting.isDone(rows, begunNanos)) {
                done.add(waiting.done(receipt));
            }
        });
        return new Judgement(done, silent(rows, begunNanos, endedNanos));
    }

    private List<LeaseRow> silent(List<LeaseRow> rows, long begunNanos, long endedNanos) {
        Map<String, Still> next = new HashMap<>();
        List<LeaseRow> silent = new ArrayList<>();
        for (LeaseRow row : rows) {
            Still before = still.get(row.session());
            if (before == null || before.renewals() != row.renewals()) {
                next.put(row.session(), new Still(row.renewals(), endedNanos));
                continue;
            }
            next.put(row.session(), before);
            if (passed(before.sinceNanos(), begunNanos, row.waitMillis())) {
                silent.add(row);
            }
        }
        still = next;
        return silent;
    }

    private static boolean passed(long fromNanos, long toNanos, long millis) {
        return toNanos - fromNanos > TimeUnit.MILLISECONDS.toNanos(millis);
    }
}

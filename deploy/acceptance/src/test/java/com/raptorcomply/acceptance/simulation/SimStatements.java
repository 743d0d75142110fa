package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.acceptance.simulation.SimDatabase.Pending;
import com.raptorcomply.acceptance.simulation.SimDatabase.Row;
import com.raptorcomply.acceptance.simulation.SimDatabase.Snapshot;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.revocation.LeaseRow;
import com.raptorcomply.keyservice.revocation.Leases;
import com.raptorcomply.keyservice.revocation.PendingReceipts;
import com.raptorcomply.keyservice.revocation.Receipt;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import com.raptorcomply.keyservice.revocation.Receipt.Requester;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Simulates one replica's transactions. Each takes its steps at its own pace, reads the state committed at the begin of
 * each statement, and may be aborted between two steps.
 */
final class SimStatements implements Leases, PendingReceipts {
    private static final double SWEPT = 0.05;

    private final SimWorld world;
    private final SimDatabase database;
    private final BooleanSupplier alive;
    Snapshot memory;

    SimStatements(SimWorld world, BooleanSupplier alive) {
        this.world = world;
        this.database = world.database;
        this.alive = alive;
        this.memory = database.snapshot();
    }

    private <T> SimTransaction<T> begin() {
        return new SimTransaction<>(world, alive);
    }

    /** Runs the transaction of a revocation, which logs the change and opens its receipt. */
    Future<Receipt> change(Subject subject) {
        SimTransaction<Receipt> tx = begin();
        switch (world.fault) {
            case SEQUENCE_WITHOUT_LOCK ->
                tx.step(() -> {
                    long sequence = ++database.taken;
                    tx.step(() -> commitChange(tx, subject, sequence));
                });
            case LOCK_AND_READ_IN_ONE_STATEMENT -> {
                long head = database.head();
                tx.lock(true, () -> commitChange(tx, subject, head + 1));
            }
            default ->
                tx.lock(true, () -> {
                    long head = database.head();
                    tx.step(() -> commitChange(tx, subject, head + 1));
                });
        }
        return tx.answer.future();
    }

    private void commitChange(SimTransaction<Receipt> tx, Subject subject, long sequence) {
        database.log.add(new Change(sequence, subject));
        database.taken = Math.max(database.taken, sequence);
        long version = database.versions.merge(subject, 1L, Long::sum);
        Receipt receipt = new Receipt(
                new UUID(9, database.receipts.size()),
                subject,
                new UUID(0, 0),
                null,
                "changed",
                new Requester("system", null, "system"),
                Instant.EPOCH,
                sequence,
                null);
        database.receipts.put(receipt.id(), new Pending(receipt, version, world.events.nowNanos()));
        world.oracle.committed(subject, version);
        world.notifyReplicas(SimReplica::look);
        tx.commit(receipt);
    }

    @Override
    public Future<Joining> join(Join join, LeaseTerms terms) {
        SimTransaction<Joining> tx = begin();
        switch (world.fault) {
            case JOIN_WITHOUT_LOCK -> tx.step(() -> insert(tx, join, terms, database.snapshot()));
            case JOIN_READS_BEFORE_LOCK -> {
                Snapshot before = database.snapshot();
                tx.lock(false, () -> insert(tx, join, terms, before));
            }
            default -> tx.lock(false, () -> insert(tx, join, terms, database.snapshot()));
        }
        return tx.answer.future();
    }

    private void insert(SimTransaction<Joining> tx, Join join, LeaseTerms terms, Snapshot seen) {
        tx.step(() -> {
            if (database.rows.containsKey(join.session())) {
                known(tx, join, seen);
                return;
            }
            if (world.fault == Fault.ROW_PER_GATEWAY) {
                database.rows.values().stream()
                        .filter(row -> row.gateway.equals(join.gateway()))
                        .forEach(row -> row.open = false);
            }
            database.rows.put(join.session(), new Row(join.gateway(), seen.epoch(), seen.head(), terms.waitMillis()));
            tx.commit(new Joining(seen.epoch(), seen.head(), world.keys.granted(seen.versions(), seen.head()), 1));
        });
    }

    private void known(SimTransaction<Joining> tx, Join join, Snapshot seen) {
        if (world.fault == Fault.REPEATED_JOIN_MOVES_ITS_ROW) {
            Objects.requireNonNull(database.rows.get(join.session())).applied = seen.head();
        }
        tx.release();
        tx.answer.tryFail("The session is known");
    }

    @Override
    public Future<Renewal> renew(Renew renew) {
        SimTransaction<Renewal> tx = begin();
        tx.step(() -> {
            Snapshot seen = world.fault == Fault.RENEWAL_FROM_MEMORY ? memory : database.snapshot();
            List<Change> changes = seen.after(renew.applied());
            List<Change> brought = brought(changes);
            long head = brought.size() == changes.size() ? seen.head() : renew.applied() + brought.size();
            Reading granted = new Reading(new Granted(seen.epoch(), head, brought, 1), seen.head());
            if (world.fault == Fault.REPLY_BEFORE_COMMIT) {
                tx.step(() -> tx.answer.tryComplete(granted.reply()));
            }
            world.events.after(world.waitForRow(), () -> tx.step(() -> write(tx, renew, granted)));
        });
        return tx.answer.future();
    }

    private List<Change> brought(List<Change> changes) {
        return switch (world.fault) {
            case RENEWAL_CAPPED -> changes.subList(0, Math.min(1, changes.size()));
            case RENEWAL_BRINGS_NOTHING -> List.of();
            default -> changes;
        };
    }

    /** The rows that the renewal's statement read. */
    private record Reading(Granted reply, long head) {}

    private void write(SimTransaction<Renewal> tx, Renew renew, Reading granted) {
        Row row = database.rows.get(renew.session());
        boolean open =
                row != null && row.open && row.epoch.equals(granted.reply().epoch());
        if (row == null || !(open || world.fault == Fault.CLOSED_ROW_IS_RENEWED)) {
            tx.commit(new Refused("The session's row is not open"));
            return;
        }
        long before = row.applied;
        long reported = world.fault == Fault.ROW_GETS_WHAT_REPLY_BRINGS ? granted.head() : renew.applied();
        row.applied = Math.max(row.applied, reported);
        row.renewals++;
        if (row.applied > before) {
            world.notifyReplicas(SimReplica::wake);
        }
        tx.commit(granted.reply());
    }

    @Override
    public Future<Void> leave(String session) {
        SimTransaction<Boolean> tx = begin();
        tx.step(() -> {
            Row row = database.rows.get(session);
            if (row != null) {
                row.open = false;
            }
            tx.commit(true);
        });
        return tx.answer.future().mapEmpty();
    }

    @Override
    public Future<List<LeaseRow>> open() {
        SimTransaction<List<LeaseRow>> tx = begin();
        tx.step(() -> tx.commit(database.rows.entrySet().stream()
                .filter(entry -> entry.getValue().open)
                .map(entry -> new LeaseRow(
                        entry.getKey(),
                        entry.getValue().renewals,
                        entry.getValue().applied,
                        entry.getValue().waitMillis))
                .toList()));
        return tx.answer.future();
    }

    @Override
    public Future<Void> close(LeaseRow seen) {
        SimTransaction<Boolean> tx = begin();
        tx.step(() -> {
            Row row = database.rows.get(seen.session());
            if (row != null && (row.renewals == seen.renewals() || world.fault == Fault.CLOSE_WITHOUT_LOOKING)) {
                row.open = false;
            }
            tx.commit(true);
        });
        return tx.answer.future().mapEmpty();
    }

    @Override
    public Future<Void> sweep() {
        if (world.fault == Fault.OPEN_ROW_IS_SWEPT && world.events.chance(SWEPT)) {
            database.rows.values().stream().filter(row -> row.open).findFirst().ifPresent(row -> row.open = false);
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<List<Receipt>> pending() {
        SimTransaction<List<Receipt>> tx = begin();
        tx.step(() -> tx.commit(database.receipts.values().stream()
                .map(pending -> pending.receipt)
                .filter(receipt -> !receipt.isEffective())
                .toList()));
        return tx.answer.future();
    }

    @Override
    public Future<Finished> finish(UUID id, int confirmed, int expired) {
        SimTransaction<Finished> tx = begin();
        tx.step(() -> {
            Pending pending = Objects.requireNonNull(database.receipts.get(id));
            Receipt before = pending.receipt;
            boolean first = !before.isEffective();
            if (first) {
                pending.receipt = new Receipt(
                        before.id(),
                        before.subject(),
                        before.organizationId(),
                        before.keyId(),
                        before.action(),
                        before.requester(),
                        before.requestedAt(),
                        before.sequence(),
                        new Effect(Instant.EPOCH, confirmed, expired, 0));
                world.oracle.effective(
                        before.subject(), pending.version, pending.committedNanos, world.events.nowNanos());
            }
            tx.commit(new Finished(pending.receipt, first));
        });
        return tx.answer.future();
    }

    Future<Verification> verify(String secretId) {
        SimTransaction<Verification> tx = begin();
        tx.step(() -> {
            Snapshot seen = world.fault == Fault.ANSWER_FROM_OLD_SNAPSHOT ? memory : database.snapshot();
            if (world.fault == Fault.SEQUENCE_READ_AFTER_DATA) {
                tx.step(() -> tx.commit(answer(secretId, seen, database.head())));
            } else {
                tx.commit(answer(secretId, seen, seen.head()));
            }
        });
        return tx.answer.future();
    }

    private Verification answer(String secretId, Snapshot seen, long sequence) {
        return new Verification(seen.epoch(), world.keys.verdict(secretId, seen.versions(), sequence));
    }
}

package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.revocation.Barrier.Done;
import com.raptorcomply.keyservice.revocation.Barrier.Judgement;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the barrier of one replica (Revocation: Barrier). While a receipt is pending it reads the rows every 25 ms, and
 * at once when a row has moved. It adopts the pending receipts of other replicas each second, closes silent rows and
 * writes the end of effective receipts. Safe on any thread.
 */
public final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final long READ_MILLIS = 25;
    private static final long IDLE_MILLIS = 1_000;
    private static final long ADOPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** 5.05 s is the promise: a lease of 5 s and the margin. */
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(15),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofMillis(5_050),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    private final SerialExecutor loop;
    private final PendingReceipts receipts;
    private final Leases leases;
    private final Timer effective;
    private final Barrier barrier = new Barrier();
    private final Map<UUID, List<Promise<Receipt>>> waiters = new HashMap<>();
    private boolean reading;
    private boolean readAgain;
    private boolean closed;
    private long adoptedNanos;
    private Runnable cancelReading = () -> {};

    public Revocations(SerialExecutor loop, PendingReceipts receipts, Leases leases, MeterRegistry meters) {
        this.loop = loop;
        this.receipts = receipts;
        this.leases = leases;
        this.adoptedNanos = loop.nanos() - ADOPT_NANOS;
        this.effective = Timer.builder("revocation.receipt.duration")
                .description("From a change to the moment when no gateway could grant the old rights")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
        Gauge.builder("revocation.pending", barrier, Barrier::waitingFor)
                .description("Receipts that are not effective yet")
                .register(meters);
        Gauge.builder(
                        "revocation.pending.oldest",
                        barrier,
                        pending -> pending.oldestNanos(loop.nanos()) / NANOS_PER_SECOND)
                .baseUnit("seconds")
                .description(
                        "Time since this replica knows of its oldest receipt that is not effective yet; 0 without one")
                .register(meters);
    }

    /**
     * Waits until the receipt is effective. The caller must call it after the COMMIT of the transaction that opened the
     * receipt has returned, or with a receipt that was read later.
     *
     * @param wait the longest wait
     * @return the effective receipt, or the pending one when the wait is over
     */
    public Future<Receipt> effective(Receipt receipt, Duration wait) {
        if (receipt.isEffective()) {
            return Future.succeededFuture(receipt);
        }
        Executor caller = loop.caller();
        Promise<Receipt> effective = Promise.promise();
        loop.run(() -> await(receipt, wait, effective));
        return Future.future(
                promise -> effective.future().onComplete(result -> caller.execute(() -> promise.handle(result))));
    }

    /** Waits likewise for a change that may have removed no rights and then has no receipt. */
    public Future<Optional<Receipt>> effective(Optional<Receipt> receipt, Duration wait) {
        return receipt.isEmpty()
                ? Future.succeededFuture(receipt)
                : effective(receipt.get(), wait).map(Optional::of);
    }

    private void await(Receipt receipt, Duration wait, Promise<Receipt> effective) {
        barrier.expect(receipt.id(), receipt.sequence(), loop.nanos());
        waiters.computeIfAbsent(receipt.id(), id -> new ArrayList<>()).add(effective);
        Runnable cancel = loop.after(wait.toMillis(), () -> {
            List<Promise<Receipt>> others = waiters.getOrDefault(receipt.id(), List.of());
            if (others.remove(effective)) {
                effective.complete(receipt);
            }
        });
        effective.future().onComplete(done -> cancel.run());
        read();
    }

    /** Wakes the barrier, because a row has moved. */
    public void wake() {
        loop.run(() -> {
            if (barrier.isWaiting()) {
                read();
            }
        });
    }

    public void start() {
        loop.run(this::read);
    }

    public void close() {
        loop.run(() -> {
            closed = true;
            cancelReading.run();
            waiters.values().forEach(promises -> promises.forEach(promise -> promise.tryFail("Shutting down")));
            waiters.clear();
        });
    }

    private void read() {
        if (reading || closed) {
            readAgain = true;
            return;
        }
        reading = true;
        readAgain = false;
        cancelReading.run();
        long begunNanos = loop.nanos();
        leases.open()
                .compose(rows -> {
                    Judgement judgement = barrier.judge(rows, begunNanos, loop.nanos());
                    return finish(judgement.done()).compose(done -> close(judgement.silent()));
                })
                .compose(done -> adopt())
                .onComplete(done -> loop.run(() -> {
                    reading = false;
                    if (done.failed()) {
                        LOG.atWarn()
                                .addKeyValue(LogKeys.REASON, FailureReason.of(done.cause()))
                                .log("Reading the gateways' lease rows failed");
                    }
                    schedule(done.succeeded());
                }));
    }

    private void schedule(boolean succeeded) {
        if (succeeded && readAgain) {
            read();
        } else {
            long delay = succeeded && barrier.isWaiting() ? READ_MILLIS : IDLE_MILLIS;
            cancelReading = loop.after(delay, this::read);
        }
    }

    private Future<Void> finish(List<Done> done) {
        List<Future<Void>> written = new ArrayList<>();
        for (Done each : done) {
            written.add(receipts.finish(each.receipt(), each.confirmed(), each.expired())
                    .map(finished -> {
                        finished(finished.receipt(), finished.first());
                        return null;
                    }));
        }
        return Future.join(written).mapEmpty();
    }

    private void finished(Receipt receipt, boolean first) {
        barrier.forget(receipt.id());
        Effect effect = receipt.effect();
        if (first && effect != null) {
            effective.record(effect.elapsedMillis(), TimeUnit.MILLISECONDS);
        }
        List<Promise<Receipt>> waiting = waiters.remove(receipt.id());
        if (waiting != null) {
            waiting.forEach(promise -> promise.complete(receipt));
        }
    }

    private Future<Void> close(List<LeaseRow> silent) {
        List<Future<Void>> closing = new ArrayList<>();
        for (LeaseRow row : silent) {
            readAgain = true;
            closing.add(leases.close(row).onSuccess(closed -> LOG.atInfo()
                    .addKeyValue(LogKeys.SESSION_ID, row.session())
                    .log("Silent gateway's session closed")));
        }
        return Future.join(closing).mapEmpty();
    }

    /** Adopts pending receipts. Each replica starts its own clock for every pending receipt that it reads. */
    private Future<Void> adopt() {
        if (loop.nanos() - adoptedNanos < ADOPT_NANOS) {
            return Future.succeededFuture();
        }
        adoptedNanos = loop.nanos();
        return receipts.pending()
                .map(pending -> {
                    long knownNanos = loop.nanos();
                    pending.forEach(receipt -> barrier.expect(receipt.id(), receipt.sequence(), knownNanos));
                    return null;
                })
                .mapEmpty();
    }
}

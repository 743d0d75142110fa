package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.revocation.Barrier.Done;
import com.raptorcomply.keyservice.revocation.Barrier.Judgement;
import com.raptorcomply.keyservice.revocation.Receipt.Effect;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running barrier of one replica (Revocation: Barrier): reads the rows every 25 ms while a receipt is pending, and at
 * once when one has moved; adopts the pending receipts of other replicas each second; closes silent rows; writes the end of
 * what is effective. Any thread.
 */
public final class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);
    private static final long READ_MILLIS = 25;
    private static final long IDLE_MILLIS = 1_000;
    private static final long ADOPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final Context context;
    private final Pool pool;
    private final Leases leases;
    private final Timer effective;
    private final Barrier barrier = new Barrier();
    private final Map<UUID, List<Promise<Receipt>>> waiters = new HashMap<>();
    private boolean reading;
    private boolean again;
    private boolean closed;
    private long adoptedNanos = System.nanoTime() - ADOPT_NANOS;
    private long timer = -1;

    Revocations(Vertx vertx, Pool pool, Leases leases, MeterRegistry meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.pool = pool;
        this.leases = leases;
        this.effective = Timer.builder("revocation.effective")
                .description("From a change to the moment when no gateway could grant the old rights")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        Gauge.builder("revocation.pending", barrier, Barrier::waitingFor)
                .description("Receipts that are not effective yet")
                .register(meters);
    }

    /**
     * Waits until the receipt is effective. Call it after the COMMIT of the transaction that opened the receipt has returned,
     * or with a receipt that was read later.
     *
     * @param wait how long at most
     * @return the effective receipt, or, when the wait is over, the pending one
     */
    public Future<Receipt> effective(Receipt receipt, Duration wait) {
        if (receipt.isEffective()) {
            return Future.succeededFuture(receipt);
        }
        Context caller = vertx.getOrCreateContext();
        Promise<Receipt> answer = Promise.promise();
        context.runOnContext(run -> await(receipt, wait, answer));
        return Future.future(
                promise -> answer.future().onComplete(result -> caller.runOnContext(run -> promise.handle(result))));
    }

    private void await(Receipt receipt, Duration wait, Promise<Receipt> answer) {
        barrier.expect(receipt.id(), receipt.sequence(), System.nanoTime());
        waiters.computeIfAbsent(receipt.id(), id -> new ArrayList<>()).add(answer);
        long timeout = vertx.setTimer(Math.max(1, wait.toMillis()), over -> {
            List<Promise<Receipt>> others = waiters.getOrDefault(receipt.id(), List.of());
            if (others.remove(answer)) {
                answer.complete(receipt);
            }
        });
        answer.future().onComplete(done -> vertx.cancelTimer(timeout));
        read();
    }

    /** A row has moved. */
    void wake() {
        context.runOnContext(run -> {
            if (barrier.isWaiting()) {
                read();
            }
        });
    }

    void start() {
        context.runOnContext(run -> read());
    }

    void close() {
        context.runOnContext(run -> {
            closed = true;
            vertx.cancelTimer(timer);
            waiters.values().forEach(promises -> promises.forEach(promise -> promise.tryFail("Shutting down")));
            waiters.clear();
        });
    }

    private void read() {
        if (reading || closed) {
            again = true;
            return;
        }
        reading = true;
        again = false;
        vertx.cancelTimer(timer);
        long begunNanos = System.nanoTime();
        leases.open()
                .compose(rows -> {
                    Judgement judgement = barrier.judge(rows, begunNanos, System.nanoTime());
                    return finish(judgement.done()).compose(done -> close(judgement.silent()));
                })
                .compose(done -> adopt())
                .onComplete(done -> context.runOnContext(run -> {
                    reading = false;
                    if (done.failed()) {
                        LOG.atWarn()
                                .addKeyValue(
                                        LogKeys.REASON, done.cause().getClass().getSimpleName())
                                .log("The rows of the gateways cannot be read now");
                    }
                    schedule(done.succeeded());
                }));
    }

    private void schedule(boolean succeeded) {
        if (succeeded && again) {
            read();
        } else {
            long delay = succeeded && barrier.isWaiting() ? READ_MILLIS : IDLE_MILLIS;
            timer = vertx.setTimer(delay, fired -> read());
        }
    }

    private Future<Void> finish(List<Done> done) {
        List<Future<Void>> written = new ArrayList<>();
        for (Done each : done) {
            written.add(Receipts.finish(pool, each.receipt(), each.confirmed(), each.expired())
                    .compose(first -> Receipts.find(pool, each.receipt()).map(receipt -> {
                        finished(receipt.orElseThrow(), first);
                        return null;
                    })));
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
            again = true;
            closing.add(leases.close(row).onSuccess(closed -> LOG.atInfo()
                    .addKeyValue(LogKeys.SESSION_ID, row.session())
                    .log("A silent gateway's session is closed")));
        }
        return Future.join(closing).mapEmpty();
    }

    /** Each replica starts its own clock for every pending receipt that it reads. */
    private Future<Void> adopt() {
        if (System.nanoTime() - adoptedNanos < ADOPT_NANOS) {
            return Future.succeededFuture();
        }
        adoptedNanos = System.nanoTime();
        return Receipts.pending(pool)
                .map(pending -> {
                    long knownNanos = System.nanoTime();
                    pending.forEach(receipt -> barrier.expect(receipt.id(), receipt.sequence(), knownNanos));
                    return null;
                })
                .mapEmpty();
    }
}

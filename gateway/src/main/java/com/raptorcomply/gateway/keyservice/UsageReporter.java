package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier.NotUnderstoodException;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the uses of secrets to the key service. The first use is reported within seconds, later ones at most once a
 * minute for each secret. A report without a response is sent again unchanged, so that the key service recognizes it;
 * meanwhile further uses are counted within a bound. A report that the key service rejects is dropped, because it would
 * block those behind it. Any thread.
 */
public final class UsageReporter {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);

    /** Interval at which event loops hand over their counts and due reports are sent. */
    public static final long TICK_MILLIS = 1_000;

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Vertx vertx;
    private final HttpKeyVerifier verifier;
    private final int secretsMax;
    private final Map<SecretId, UsageCounter> pending = new HashMap<>();
    private final Map<SecretId, Long> reportedAtNanos = new HashMap<>();
    private final long timer;
    private final UUID reporter = UUID.randomUUID();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private long sequence;
    private @Nullable UsageReport unacknowledged;
    private Future<Void> latest = Future.succeededFuture();

    public UsageReporter(Vertx vertx, HttpKeyVerifier verifier, int secretsMax) {
        this.vertx = vertx;
        this.verifier = verifier;
        this.secretsMax = secretsMax;
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> report(false));
    }

    public synchronized void merge(Map<SecretId, UsageCounter> uses) {
        uses.forEach((secretId, use) -> {
            UsageCounter present = pending.get(secretId);
            if (present != null) {
                present.add(use);
            } else if (pending.size() < secretsMax) {
                pending.put(secretId, use);
            }
        });
    }

    /** Sends the pending report and at most one more. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return latest().eventually(() -> report(true)).eventually(() -> report(true));
    }

    /** Sends one report at a time. */
    private synchronized Future<Void> report(boolean everything) {
        if (!latest.isComplete()) {
            return latest;
        }
        UsageReport report = unacknowledged == null ? next(everything) : unacknowledged;
        if (report == null) {
            return Future.succeededFuture();
        }
        unacknowledged = report;
        latest = verifier.report(report)
                .onSuccess(accepted -> onAccepted())
                .onFailure(this::onFailure)
                .otherwiseEmpty();
        return latest;
    }

    /** Returns the number of secrets whose uses are not yet reported. Any thread. */
    public synchronized int unsent() {
        UsageReport sent = unacknowledged;
        return pending.size() + (sent == null ? 0 : sent.uses().size());
    }

    /** Returns the number of times that a report got no response. Any thread. */
    public long failed() {
        return failed.sum();
    }

    /** Returns the number of dropped reports. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    private void onFailure(Throwable cause) {
        if (cause instanceof NotUnderstoodException) {
            dropped.increment();
            LOG.atWarn().addKeyValue(LogKeys.REASON, cause.getMessage()).log("Usage report rejected and dropped");
            onAccepted();
        } else {
            failed.increment();
        }
    }

    private synchronized Future<Void> latest() {
        return latest;
    }

    private synchronized void onAccepted() {
        unacknowledged = null;
    }

    private @Nullable UsageReport next(boolean everything) {
        Map<SecretId, UsageCounter> due = due(System.nanoTime(), everything);
        if (due.isEmpty()) {
            return null;
        }
        List<SecretUse> uses = new ArrayList<>(due.size());
        due.forEach((secretId, use) -> uses.add(use.report(secretId.toString())));
        return new UsageReport(reporter, ++sequence, uses);
    }

    private Map<SecretId, UsageCounter> due(long nowNanos, boolean everything) {
        reportedAtNanos.values().removeIf(at -> nowNanos - at >= REPORT_NANOS);
        Map<SecretId, UsageCounter> due = new HashMap<>();
        Iterator<Map.Entry<SecretId, UsageCounter>> entries = pending.entrySet().iterator();
        while (entries.hasNext() && due.size() < UsageJson.USES_MAX) {
            Map.Entry<SecretId, UsageCounter> entry = entries.next();
            if (everything || !reportedAtNanos.containsKey(entry.getKey())) {
                due.put(entry.getKey(), entry.getValue());
                reportedAtNanos.put(entry.getKey(), nowNanos);
                entries.remove();
            }
        }
        return due;
    }
}

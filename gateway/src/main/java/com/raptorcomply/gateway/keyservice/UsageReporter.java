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
 * Tells the key service who used which secret: the first use within seconds, later ones at most once a minute for each
 * secret. A report that is not answered is told again as it was, so that the key service can tell that it is the same;
 * what is counted meanwhile is kept for the next one, within a bound. A report that no key service will ever take is
 * dropped, so that it does not stop those behind it. Any thread.
 */
public final class UsageReporter {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);

    /** How often the event loops hand on what they counted, and due reports leave. */
    public static final long TICK_MILLIS = 1_000;

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Vertx vertx;
    private final HttpKeyVerifier keyService;
    private final int secretsMax;
    private final Map<SecretId, UsageCounter> pending = new HashMap<>();
    private final Map<SecretId, Long> reportedAtNanos = new HashMap<>();
    private final long timer;
    private final UUID reporter = UUID.randomUUID();
    private final LongAdder dropped = new LongAdder();
    private long sequence;
    private @Nullable UsageReport unanswered;
    private Future<Void> latest = Future.succeededFuture();

    public UsageReporter(Vertx vertx, HttpKeyVerifier keyService, int secretsMax) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> report(false));
        this.keyService = keyService;
        this.secretsMax = secretsMax;
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

    /** Sends what is left: what was not answered, and up to one report more. */
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return latest().eventually(() -> report(true)).eventually(() -> report(true));
    }

    /** One report at a time. */
    private synchronized Future<Void> report(boolean everything) {
        if (!latest.isComplete()) {
            return latest;
        }
        UsageReport report = unanswered == null ? next(everything) : unanswered;
        if (report == null) {
            return Future.succeededFuture();
        }
        unanswered = report;
        latest = keyService
                .report(report)
                .onSuccess(answer -> answered())
                .onFailure(this::failed)
                .otherwiseEmpty();
        return latest;
    }

    /** Reports that were dropped. Any thread. */
    public long dropped() {
        return dropped.sum();
    }

    private void failed(Throwable cause) {
        if (cause instanceof NotUnderstoodException) {
            dropped.increment();
            LOG.atWarn().addKeyValue(LogKeys.REASON, cause.getMessage()).log("A report of used keys is dropped");
            answered();
        }
    }

    private synchronized Future<Void> latest() {
        return latest;
    }

    private synchronized void answered() {
        unanswered = null;
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

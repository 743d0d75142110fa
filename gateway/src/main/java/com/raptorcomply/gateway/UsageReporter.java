package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.HttpKeyService;
import com.raptorcomply.keyservice.client.usage.SecretUse;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells the key service who used which secret: the first use within seconds, later ones at most once a minute for each
 * secret. What cannot be told is kept and told with the next report, within a bound. Any thread.
 */
final class UsageReporter {
    /** How often the event loops hand on what they counted, and due reports leave. */
    static final long TICK_MILLIS = 1_000;

    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Vertx vertx;
    private final HttpKeyService keyService;
    private final int secretsMax;
    private final Map<String, Use> pending = new HashMap<>();
    private final Map<String, Long> reportedAtNanos = new HashMap<>();
    private final long timer;
    private boolean reporting;

    UsageReporter(Vertx vertx, HttpKeyService keyService, int secretsMax) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> report(false));
        this.keyService = keyService;
        this.secretsMax = secretsMax;
    }

    synchronized void merge(Map<String, Use> uses) {
        uses.forEach((secretId, use) -> {
            Use present = pending.get(secretId);
            if (present != null) {
                present.add(use);
            } else if (pending.size() < secretsMax) {
                pending.put(secretId, use);
            }
        });
    }

    /** Sends what is left, up to one report. */
    Future<Void> close() {
        vertx.cancelTimer(timer);
        return report(true);
    }

    /** One report at a time, but for the last. */
    private Future<Void> report(boolean everything) {
        Map<String, Use> due = due(System.nanoTime(), everything);
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        List<SecretUse> uses = new ArrayList<>(due.size());
        due.forEach((secretId, use) -> uses.add(use.report(secretId)));
        return keyService
                .report(uses)
                .onFailure(cause -> merge(due))
                .onComplete(done -> ended())
                .otherwiseEmpty();
    }

    private synchronized Map<String, Use> due(long nowNanos, boolean everything) {
        reportedAtNanos.values().removeIf(at -> nowNanos - at >= REPORT_NANOS);
        Map<String, Use> due = new HashMap<>();
        if (reporting && !everything) {
            return due;
        }
        Iterator<Map.Entry<String, Use>> entries = pending.entrySet().iterator();
        while (entries.hasNext() && due.size() < UsageJson.USES_MAX) {
            Map.Entry<String, Use> entry = entries.next();
            if (everything || !reportedAtNanos.containsKey(entry.getKey())) {
                due.put(entry.getKey(), entry.getValue());
                reportedAtNanos.put(entry.getKey(), nowNanos);
                entries.remove();
            }
        }
        reporting = !due.isEmpty();
        return due;
    }

    private synchronized void ended() {
        reporting = false;
    }
}

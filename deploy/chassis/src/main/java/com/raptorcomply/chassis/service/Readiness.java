package com.raptorcomply.chassis.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Reports if the service can work now, by the checks that its parts have registered. Any thread. A check must not
 * block, and fails if it does not complete in time. However often a report is requested, it runs once at a time, and at
 * most four times a second while it passes.
 */
public final class Readiness {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration FRESH_FOR = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Duration timeout;
    private final List<ReadinessCheck> checks = new CopyOnWriteArrayList<>();
    private final AtomicBoolean draining = new AtomicBoolean();

    public Readiness(Vertx vertx) {
        this(vertx, TIMEOUT);
    }

    Readiness(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
    }

    /** Adds a check. It also fails if {@code probe} throws or its future fails. */
    public void check(String name, Supplier<Future<CheckResult>> probe) {
        checks.add(new ReadinessCheck(name, probe, timeout, FRESH_FOR));
    }

    /**
     * Adds the check {@code listening}, which fails until a public port is open, and opens it. The check passes before the
     * returned future completes.
     */
    public <S> Future<S> listening(Supplier<Future<S>> opens) {
        AtomicBoolean listening = new AtomicBoolean();
        check(
                "listening",
                () -> Future.succeededFuture(
                        listening.get() ? CheckResult.ok() : CheckResult.failing("Clients cannot connect yet")));
        // Not by onSuccess, whose handler may run after the returned future has completed.
        return opens.get().map(opened -> {
            listening.set(true);
            return opened;
        });
    }

    /** Reports the service as not ready from now on, so that load balancers use other instances before it stops. */
    public void drain() {
        draining.set(true);
    }

    /** Runs all checks. Completes within the time-out and never fails. */
    public Future<Report> report() {
        List<Future<CheckResult>> pending = new ArrayList<>();
        for (ReadinessCheck check : checks) {
            pending.add(check.result(vertx));
        }
        return Future.join(pending).map(all -> {
            Map<String, CheckResult> results = new LinkedHashMap<>();
            for (int i = 0; i < pending.size(); i++) {
                results.put(checks.get(i).name(), pending.get(i).result());
            }
            if (draining.get()) {
                results.put("shutdown", CheckResult.failing("The service is shutting down"));
            }
            return new Report(results);
        });
    }

    /** The results by name, in the order of registration. */
    public record Report(Map<String, CheckResult> checks) {
        public boolean ready() {
            return checks.values().stream().allMatch(CheckResult::passed);
        }
    }
}

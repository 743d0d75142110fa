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
 * Whether the service can do its work now: the checks that its parts have registered. A check never blocks, is asked at
 * most once per {@code freshFor} however often the question comes, and one that does not answer in time has failed.
 * Safe for use from any thread.
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

    /** Adds a check. {@code probe} may fail its future or throw; both mean that the check fails. */
    public void check(String name, Supplier<Future<CheckResult>> probe) {
        checks.add(new ReadinessCheck(name, probe, timeout, FRESH_FOR));
    }

    /** From now on the service says that it is not ready, so that callers go elsewhere before it stops. */
    public void drain() {
        draining.set(true);
    }

    /** Asks every check; completes within the time-out, and never fails. */
    public Future<Report> report() {
        List<Future<CheckResult>> asked = new ArrayList<>();
        for (ReadinessCheck check : checks) {
            asked.add(check.result(vertx));
        }
        return Future.join(asked).map(all -> {
            Map<String, CheckResult> results = new LinkedHashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                results.put(checks.get(i).name(), asked.get(i).result());
            }
            if (draining.get()) {
                results.put("shutdown", CheckResult.failing("The service is shutting down"));
            }
            return new Report(results);
        });
    }

    /** The checks by name, in the order of their registration. */
    public record Report(Map<String, CheckResult> checks) {
        public boolean ready() {
            return checks.values().stream().allMatch(CheckResult::passed);
        }
    }
}

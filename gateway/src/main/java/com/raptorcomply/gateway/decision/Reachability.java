package com.raptorcomply.gateway.decision;

import com.raptorcomply.keyservice.client.grant.Question;
import com.raptorcomply.keyservice.client.grant.Verification;
import io.vertx.core.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps requests from queueing behind a key service that does not answer. After some failures in a row, questions fail at
 * once, but for one now and then that finds out whether it is back; those moments are random, so that many gateways do not
 * come together. Any thread.
 *
 * <pre>
 * reachable ──failures in a row──▶ away: one question at a time tries ──an answer──▶ reachable
 * </pre>
 */
public final class Reachability implements KeyService {
    private static final int FAILURES_MAX = 5;
    private static final int PROBE_MILLIS_MIN = 100;
    private static final int PROBE_MILLIS_MAX = 250;

    private final KeyService keyService;
    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong probeNanos = new AtomicLong();

    public Reachability(KeyService keyService, Clock clock) {
        this.keyService = keyService;
        this.clock = clock;
    }

    @Override
    public Future<Verification> verify(Question question) {
        if (failures.get() >= FAILURES_MAX && !takesProbe()) {
            return Future.failedFuture("The key service does not answer");
        }
        return keyService.verify(question).onSuccess(answer -> failures.set(0)).onFailure(cause -> failed());
    }

    private void failed() {
        if (failures.incrementAndGet() == FAILURES_MAX) {
            probeNanos.set(clock.monotonicNanos());
        }
    }

    private boolean takesProbe() {
        long now = clock.monotonicNanos();
        long due = probeNanos.get();
        long wait = ThreadLocalRandom.current().nextLong(PROBE_MILLIS_MIN, PROBE_MILLIS_MAX);
        return now - due >= 0 && probeNanos.compareAndSet(due, now + TimeUnit.MILLISECONDS.toNanos(wait));
    }
}

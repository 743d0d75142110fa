package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.DualClock;
import com.raptorcomply.gateway.auth.KeyVerifier;
import com.raptorcomply.gateway.auth.VerificationException;
import com.raptorcomply.keyservice.client.grant.Verification;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker around the key service: verifications fail at once while it does not respond. After {@value
 * #FAILURES_MAX} failures in a row, only one verification now and then is sent. The times are random, so that many
 * gateways do not send at once. Any thread.
 *
 * <pre>
 * closed ──onFailure: failures in a row──▶ open: takesProbe lets one verification at a time through ──success──▶ closed
 * </pre>
 */
public final class KeyServiceBreaker implements KeyVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(KeyServiceBreaker.class);
    private static final int FAILURES_MAX = 5;
    private static final int PROBE_MILLIS_MIN = 100;
    private static final int PROBE_MILLIS_MAX = 250;

    private final KeyVerifier verifier;
    private final DualClock clock;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong probeNanos = new AtomicLong();
    private volatile @Nullable Throwable lastFailure;

    public KeyServiceBreaker(KeyVerifier verifier, DualClock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Future<Verification> verify(VerificationRequest request) {
        if (failures.get() >= FAILURES_MAX && !takesProbe()) {
            return Future.failedFuture(unasked(lastFailure));
        }
        return verifier.verify(request).onSuccess(verification -> onSuccess()).onFailure(this::onFailure);
    }

    /** A refused credential stays the reason, because it is what an operator has to mend. */
    private static VerificationException unasked(@Nullable Throwable last) {
        Denial reason = VerificationException.isCredentialRefused(last)
                ? Denial.GATEWAY_CREDENTIAL_REFUSED
                : Denial.KEY_SERVICE_CIRCUIT_OPEN;
        return new VerificationException(reason, "The key service was not asked, because it does not answer", last);
    }

    private void onSuccess() {
        if (failures.getAndSet(0) >= FAILURES_MAX) {
            LOG.atInfo().log("Key service answers again");
        }
    }

    private void onFailure(Throwable cause) {
        lastFailure = cause;
        if (failures.incrementAndGet() == FAILURES_MAX) {
            probeNanos.set(clock.monotonicNanos());
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Key service does not answer: keys that are not remembered get 503");
        }
    }

    private boolean takesProbe() {
        long now = clock.monotonicNanos();
        long due = probeNanos.get();
        long wait = ThreadLocalRandom.current().nextLong(PROBE_MILLIS_MIN, PROBE_MILLIS_MAX);
        return now - due >= 0 && probeNanos.compareAndSet(due, now + TimeUnit.MILLISECONDS.toNanos(wait));
    }
}

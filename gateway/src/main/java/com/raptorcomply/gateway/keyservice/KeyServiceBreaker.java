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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the key service through a {@link CircuitBreaker}, so that no request queues behind one that does not answer. While it is
 * open, questions fail at once, but for one at a time that finds out whether the key service is back. The moments of those are
 * random, so that many gateways do not come together. Any thread.
 */
public final class KeyServiceBreaker implements KeyVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(KeyServiceBreaker.class);
    private static final int FAILURES_MAX = 5;
    private static final long RETRY_MILLIS_MIN = 100;
    private static final long RETRY_MILLIS_MAX = 250;

    private final KeyVerifier verifier;
    private final DualClock clock;
    private final CircuitBreaker circuit =
            new CircuitBreaker(FAILURES_MAX, RETRY_MILLIS_MAX, RETRY_MILLIS_MAX, 1, KeyServiceBreaker::untilRetryNanos);
    private volatile @Nullable Throwable lastFailure;

    public KeyServiceBreaker(KeyVerifier verifier, DualClock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Future<Verification> verify(VerificationRequest request) {
        int ticket = circuit.take(clock.monotonicNanos());
        if (ticket == CircuitBreaker.REFUSED) {
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

    private void onSuccess(int ticket) {
        if (circuit.answered(ticket)) {
            LOG.atInfo().log("Key service answers again");
        }
    }

    private void onFailure(int ticket, Throwable cause) {
        lastFailure = cause;
        if (circuit.failed(ticket, clock.monotonicNanos())) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Key service does not answer: keys that are not remembered get 503");
        }
    }

    private static long untilRetryNanos(long mostNanos) {
        return ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS_MIN), mostNanos);
    }
}

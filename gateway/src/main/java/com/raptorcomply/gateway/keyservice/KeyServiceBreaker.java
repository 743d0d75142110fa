package com.raptorcomply.gateway.keyservice;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.chassis.breaker.CircuitState;
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
 * Verifies keys through a {@link CircuitBreaker}, so that no request waits for a key service that does not respond. While it
 * is open, verifications fail at once, except one trial at a time. The trials come at random times, so that many gateways do
 * not send them together. Any thread.
 */
public final class KeyServiceBreaker implements KeyVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(KeyServiceBreaker.class);
    private static final int FAILURES_MAX = 5;
    private static final long RETRY_MILLIS_MIN = 100;
    private static final long RETRY_MILLIS_MAX = 250;

    private final KeyVerifier verifier;
    private final DualClock clock;
    private final CircuitBreaker breaker =
            new CircuitBreaker(FAILURES_MAX, RETRY_MILLIS_MAX, RETRY_MILLIS_MAX, 1, KeyServiceBreaker::spreadNanos);
    private volatile @Nullable Throwable lastFailure;

    public KeyServiceBreaker(KeyVerifier verifier, DualClock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public Future<Verification> verify(VerificationRequest request) {
        int ticket = breaker.take(clock.monotonicNanos());
        if (ticket == CircuitBreaker.REFUSED) {
            return Future.failedFuture(refused(lastFailure));
        }
        return Future.succeededFuture(request)
                .compose(verifier::verify) // an exception is a failure too and ends the trial
                .onSuccess(verification -> onSuccess(ticket))
                .onFailure(cause -> onFailure(ticket, cause));
    }

    public CircuitState circuit() {
        return breaker.state();
    }

    /** Keeps a refused credential as the reason, because the operator must mend that. */
    private static VerificationException refused(@Nullable Throwable last) {
        Denial reason = VerificationException.isCredentialRefused(last)
                ? Denial.GATEWAY_CREDENTIAL_REFUSED
                : Denial.KEY_SERVICE_CIRCUIT_OPEN;
        return new VerificationException(
                reason, "No verification was sent, because the key service does not respond", last);
    }

    private void onSuccess(int ticket) {
        if (breaker.succeeded(ticket)) {
            LOG.atInfo().log("Key service responds again");
        }
    }

    private void onFailure(int ticket, Throwable cause) {
        lastFailure = cause;
        if (breaker.failed(ticket, clock.monotonicNanos())) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Key service does not respond: requests with keys that are not cached get 503");
        }
    }

    private static long spreadNanos(long openNanos) {
        return ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS_MIN), openNanos);
    }
}

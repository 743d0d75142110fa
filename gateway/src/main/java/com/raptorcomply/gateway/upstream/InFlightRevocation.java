package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.Reauthorizer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Aborts the exchanges of revoked keys, and those that outlive the lease (Revocation: Lease, Lease lost). An exchange
 * costs a few reads at each check, and nothing between checks. Confined to its event loop.
 *
 * <pre>
 * valid ──check: evicted, expired, lease over──▶ invalid ──check: half the grace──▶ reverify ──renew──▶ valid
 *                                                   │                                ╰──check: the grace──▶ fail
 *                                                   ╰──the response ends first, within the grace
 * </pre>
 */
final class InFlightRevocation {
    private final Reauthorizer reauthorizer;
    private final long graceNanos;

    /** @param graceMillis how long a response may continue after its permit has become invalid */
    InFlightRevocation(Reauthorizer reauthorizer, long graceMillis) {
        this.reauthorizer = reauthorizer;
        this.graceNanos = TimeUnit.MILLISECONDS.toNanos(graceMillis);
    }

    void check(UpstreamExchange exchange, long nowNanos, long wallMillis) {
        Permit permit = exchange.permit();
        if (permit == null) {
            return;
        }
        Revalidation revalidation = exchange.revalidation();
        if (reauthorizer.isStillValid(permit, nowNanos, wallMillis)) {
            exchange.revalidation(null);
        } else if (revalidation == null) {
            exchange.revalidation(new Revalidation(nowNanos));
        } else if (revalidation.ageNanos(nowNanos) >= graceNanos) {
            exchange.fail(revalidation.failure());
        } else if (!revalidation.requested() && revalidation.ageNanos(nowNanos) >= graceNanos / 2) {
            reverify(exchange, permit, revalidation);
        }
    }

    /**
     * Verifies the key again. It does so at half the grace, because most responses have ended by then, so that a change
     * to many keys causes no burst of verifications.
     */
    private void reverify(UpstreamExchange exchange, Permit permit, Revalidation revalidation) {
        revalidation.markRequested();
        reauthorizer.reverify(permit, exchange.key()).onSuccess(decision -> {
            if (exchange.revalidation() == revalidation) {
                onDecision(exchange, revalidation, decision);
            }
        });
    }

    private static void onDecision(UpstreamExchange exchange, Revalidation revalidation, @Nullable Decision decision) {
        if (decision instanceof Permit given) {
            exchange.renew(given);
        } else if (decision instanceof Denial denial) {
            switch (denial) {
                case MISSING, MALFORMED, INVALID -> revalidation.settle(Failure.REVOKED);
                case EXPIRED -> revalidation.settle(Failure.EXPIRED);
                case PERMISSIONS_REDUCED -> revalidation.settle(Failure.PERMISSIONS_REDUCED);
                default -> {} // nobody can tell: REVALIDATION_FAILED
            }
        }
    }

    /**
     * State of a running exchange whose permit is no longer valid: since when, whether it is being verified again, and
     * why it would be aborted.
     */
    static final class Revalidation {
        private final long sinceNanos;
        private boolean requested;
        private Failure failure = Failure.REVALIDATION_FAILED;

        Revalidation(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        long ageNanos(long nowNanos) {
            return nowNanos - sinceNanos;
        }

        boolean requested() {
            return requested;
        }

        void markRequested() {
            requested = true;
        }

        void settle(Failure reason) {
            failure = reason;
        }

        /** Returns the reason with which the exchange fails when its grace is over. */
        Failure failure() {
            return failure;
        }
    }
}

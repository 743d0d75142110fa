package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.Decision;
import com.raptorcomply.gateway.auth.Denial;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.Reauthorizer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the exchanges of revoked keys, and those that outlive the lease (Revocation: Lease, Lease lost). An exchange costs a
 * few reads each time that the sweep comes by, and nothing in between. Confined to its event loop.
 *
 * <pre>
 * lasting ──evicted, expired, lease over──▶ in doubt ──half the bound──▶ asked ──granted as before──▶ lasting
 *                                              │                           ╰──────the bound──────▶ cut
 *                                              ╰──the answer ends first: it was shorter than the bound
 * </pre>
 */
final class InFlightRevocation {
    private final Reauthorizer reauthorizer;
    private final long cutNanos;

    /** @param cutMillis how long an answer may go on after its permit no longer lasts */
    InFlightRevocation(Reauthorizer reauthorizer, long cutMillis) {
        this.reauthorizer = reauthorizer;
        this.cutNanos = TimeUnit.MILLISECONDS.toNanos(cutMillis);
    }

    /** Looks at one exchange under way. */
    void look(UpstreamExchange exchange, long nowNanos, long wallMillis) {
        Permit permit = exchange.permit();
        if (permit == null) {
            return;
        }
        Revalidation doubt = exchange.doubt();
        if (reauthorizer.isStillValid(permit, nowNanos, wallMillis)) {
            exchange.doubt(null);
        } else if (doubt == null) {
            exchange.doubt(new Revalidation(nowNanos));
        } else if (doubt.ageNanos(nowNanos) >= cutNanos) {
            exchange.fail(doubt.verdict());
        } else if (!doubt.asked() && doubt.ageNanos(nowNanos) >= cutNanos / 2) {
            ask(exchange, permit, doubt);
        }
    }

    /** Most answers have ended by now, so that a change to many keys at once is no burst of questions. */
    private void ask(UpstreamExchange exchange, Permit permit, Revalidation doubt) {
        doubt.ask();
        reauthorizer.reverify(permit, exchange.key()).onSuccess(decision -> {
            if (exchange.doubt() == doubt) {
                answered(exchange, doubt, decision);
            }
        });
    }

    private static void answered(UpstreamExchange exchange, Revalidation doubt, @Nullable Decision decision) {
        if (decision instanceof Permit given) {
            exchange.renew(given);
        } else if (decision instanceof Denial denial) {
            switch (denial) {
                case MISSING, MALFORMED, INVALID -> doubt.settled(Failure.REVOKED);
                case EXPIRED -> doubt.settled(Failure.EXPIRED);
                case PERMISSIONS_REDUCED -> doubt.settled(Failure.PERMISSIONS_REDUCED);
                default -> {} // nobody can tell: REVALIDATION_FAILED
            }
        }
    }
}

package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.Verdict;
import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.client.protocol.Fence.Admission;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates API keys from the cache under a lease, or else at the key service. If the key service does not respond,
 * the decision says so, such as {@link Denial#KEY_SERVICE_TIMEOUT}, and never blames the key. Any thread.
 */
public final class KeyAuthenticator {
    private final LeaseView lease;
    private final GrantCache grants;
    private final KeyVerifier verifier;
    private final DualClock clock;
    private final int attemptsMax;
    private final SingleFlight singleFlight;
    private final VerificationFailures failures;

    /** Creates an authenticator whose futures complete on the caller's event loop. */
    public KeyAuthenticator(
            Vertx vertx,
            LeaseView lease,
            GrantCache grants,
            KeyVerifier verifier,
            DualClock clock,
            VerificationConfig settings) {
        this(() -> loop(vertx.getOrCreateContext()), lease, grants, verifier, clock, settings);
    }

    /** @param loop supplies the executor on which a caller's future completes */
    public KeyAuthenticator(
            Supplier<Executor> loop,
            LeaseView lease,
            GrantCache grants,
            KeyVerifier verifier,
            DualClock clock,
            VerificationConfig settings) {
        this.lease = lease;
        this.grants = grants;
        this.verifier = verifier;
        this.clock = clock;
        this.attemptsMax = settings.attemptsMax();
        this.failures = new VerificationFailures(DualClock.SYSTEM); // for the rate of log lines, not for decisions
        this.singleFlight = new SingleFlight(loop, settings, this::verifyAll);
    }

    private static Executor loop(Context context) {
        return step -> context.runOnContext(run -> step.run());
    }

    /**
     * Returns the decision that needs no verification. The order is: read the clocks, then the lease, then the cache
     * entry (Revocation: Order of a decision).
     *
     * @param actsAs the user as whom the key is to act; null for the key itself
     * @return null if the caller must call {@link #verify}
     */
    public @Nullable Decision lookup(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        return lookup(key, actsAs, clock.monotonicNanos(), clock.wallMillis());
    }

    /** Does the same with clocks that were read for this request after its head was complete. */
    public @Nullable Decision lookup(
            PresentedKey.Wellformed key, @Nullable UUID actsAs, long monotonicNanos, long wallMillis) {
        if (lease.leaseHolds(monotonicNanos, wallMillis)) {
            Decision known = grants.lookup(key.secret(), key.digest(), actsAs, monotonicNanos);
            if (known != null) {
                return known;
            }
        }
        TagKeys tagKeys = lease.tagKeys();
        return tagKeys == null || tagKeys.verify(key) ? null : Denial.INVALID;
    }

    /**
     * Verifies a key at the key service; concurrent callers share one verification. Completes on the caller's event
     * loop.
     */
    public Future<Decision> verify(PresentedKey.Wellformed key, @Nullable UUID actsAs) {
        boolean leased = lease.leaseHolds(clock.monotonicNanos(), clock.wallMillis());
        return singleFlight.join(VerificationRequest.of(key, actsAs), leased, () -> lookup(key, actsAs));
    }

    /**
     * Returns the organization of a cached key; null if none is cached. Only for logs and traces, never for a decision.
     */
    public @Nullable UUID organizationOf(PresentedKey.Wellformed key) {
        return grants.organizationOf(key.secretId(), key.digest());
    }

    public int inFlight() {
        return singleFlight.inFlight();
    }

    /** Never fails: an unexpected exception becomes a denial, so that the in-flight verification always ends. */
    private Future<Decision> verifyAll(VerificationRequest request, Runnable close) {
        return Future.<Void>succeededFuture()
                .compose(begun -> verifyOnce(request, close, 1))
                .otherwise(failures::denial);
    }

    /**
     * Verifies, then runs in one critical section: check the fence, cache the result, close the in-flight verification
     * (Revocation: Fence). A later caller therefore finds either the verification or the cache entry. The fence is also
     * checked without a lease, because a request that arrived later under a lease may share the result.
     */
    private Future<Decision> verifyOnce(VerificationRequest request, Runnable close, int attempt) {
        long requestedAtNanos = clock.monotonicNanos();
        boolean leased = lease.leaseHolds(requestedAtNanos, clock.wallMillis());
        return verifier.verify(request)
                .compose(
                        verification -> {
                            Result result = new Result(verification.verdict(), requestedAtNanos);
                            Admission admission = lease.admit(verification, () -> {
                                result.resolve(request, leased);
                                close.run();
                            });
                            if (admission == Admission.ADMITTED) {
                                return Future.succeededFuture(result.decision);
                            }
                            return attempt < attemptsMax
                                    ? verifyOnce(request, close, attempt + 1)
                                    : Future.succeededFuture(failures.stale(attempt));
                        },
                        cause -> {
                            close.run(); // first: who arrives after the look into memory must not share its result
                            return Future.succeededFuture(withoutKeyService(request, failures.denial(cause)));
                        });
    }

    /** Uses the cached decision within the declared grace (Revocation: Lease lost); else denies with the reason. */
    private Decision withoutKeyService(VerificationRequest request, Denial reason) {
        long nanos = clock.monotonicNanos();
        Decision known = lease.graceHolds(nanos, clock.wallMillis())
                ? grants.lookup(SecretId.of(request.secretId()), request.digest(), request.actsAs(), nanos)
                : null;
        return known == null ? reason : known;
    }

    /** Turns a verification result into a decision. */
    private final class Result {
        private final Verdict verdict;
        private final long requestedAtNanos;
        private Decision decision = Denial.VERIFICATION_STALE;

        Result(Verdict verdict, long requestedAtNanos) {
            this.verdict = verdict;
            this.requestedAtNanos = requestedAtNanos;
        }

        void resolve(VerificationRequest request, boolean cached) {
            if (cached) {
                cache(request);
            } else {
                decision = decideUncached();
            }
        }

        /** Decides for the waiting requests only, because the verification was sent after they arrived. */
        private Decision decideUncached() {
            return verdict instanceof Verdict.Granted granted
                    ? grants.permitOnce(granted.grant(), requestedAtNanos)
                    : denial((Verdict.Refused) verdict);
        }

        private void cache(VerificationRequest request) {
            if (verdict instanceof Verdict.Granted granted) {
                Permit permit = grants.fill(granted.grant(), requestedAtNanos);
                decision = permit.isExpired(clock.monotonicNanos()) ? Denial.EXPIRED : permit;
            } else {
                Verdict.Refused refused = (Verdict.Refused) verdict;
                Denial denial = denial(refused);
                grants.cacheRefusal(request, denial, refused);
                decision = denial;
            }
        }

        private Denial denial(Verdict.Refused refused) {
            return switch (refused.reason()) {
                case EXPIRED -> Denial.EXPIRED;
                case FORBIDDEN -> Denial.IMPERSONATION_DENIED;
                case UNKNOWN, REVOKED -> Denial.INVALID;
            };
        }
    }
}

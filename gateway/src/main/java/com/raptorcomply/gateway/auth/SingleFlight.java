package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares one verification in flight among all requests with the same key, and bounds all verifications. A key that acts
 * as itself and one that acts as a user are verified separately.
 *
 * <pre>
 * waiting ──admit: fewer than inFlightMax──▶ started ──close: result passed the fence──▶ closed ──complete──▶ completed
 *                                               ╰─ join without a lease after start: nextOrNew ──▶ waiting
 * </pre>
 *
 * Any thread. Calls no other object's code while it holds the lock.
 */
final class SingleFlight {
    private final Supplier<Executor> loop;
    private final VerificationConfig settings;
    private final BiFunction<VerificationRequest, Runnable, Future<Decision>> verify;
    private final Map<VerificationRequest, InFlightVerification> verifications = new HashMap<>();
    private final Queue<InFlightVerification> waiting = new ArrayDeque<>();
    private int inFlight;

    /** The future of one caller, and the verification that the caller must start; null if it shares one. */
    private record Joined(
            Future<Decision> decision, @Nullable InFlightVerification starting) {
        static Joined of(Decision decision) {
            return new Joined(Future.succeededFuture(decision), null);
        }
    }

    /**
     * @param loop supplies the caller's executor, on which its future completes
     * @param verify sends a verification and never fails; must run the callback when no more callers may share the result
     */
    SingleFlight(
            Supplier<Executor> loop,
            VerificationConfig settings,
            BiFunction<VerificationRequest, Runnable, Future<Decision>> verify) {
        this.loop = loop;
        this.settings = settings;
        this.verify = verify;
    }

    /**
     * Returns the decision on a key, from a verification that is in flight or a new one. A caller that finds none in flight
     * looks into the cache, without the lock, before it starts one. A verification fills the cache before it closes, so the
     * caller sees one of the two.
     *
     * @param shares true if the caller may use a verification that was sent before it called (Revocation: Order of a
     *     decision)
     * @param lookup looks into the cache again, because a verification may have completed since the caller looked
     */
    Future<Decision> join(VerificationRequest request, boolean shares, Supplier<@Nullable Decision> lookup) {
        Executor caller = loop.get();
        Joined joined = find(request, shares, caller);
        if (joined == null) {
            Decision known = lookup.get();
            joined = known == null ? findOrStart(request, shares, caller) : Joined.of(known);
        }
        start(joined.starting);
        return joined.decision;
    }

    /** Returns null if no verification of the key is in flight. */
    private synchronized @Nullable Joined find(VerificationRequest request, boolean shares, Executor caller) {
        InFlightVerification verification = verifications.get(request);
        if (verification == null) {
            return null;
        }
        InFlightVerification shared = verification.started() && !shares ? verification.nextOrNew() : verification;
        return shared.requests() >= settings.requestsPerKeyMax()
                ? Joined.of(Denial.KEY_WAITERS_FULL)
                : new Joined(shared.await(caller), null);
    }

    private synchronized Joined findOrStart(VerificationRequest request, boolean shares, Executor caller) {
        Joined found = find(request, shares, caller);
        if (found != null) {
            return found;
        }
        if (inFlight >= settings.inFlightMax() && waiting.size() >= settings.waitingMax()) {
            return Joined.of(Denial.VERIFICATION_QUEUE_FULL);
        }
        InFlightVerification verification = new InFlightVerification(request);
        verifications.put(request, verification);
        return new Joined(verification.await(caller), admit(verification));
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Returns the verification if it may start now; null if it waits. */
    private @Nullable InFlightVerification admit(InFlightVerification verification) {
        if (inFlight >= settings.inFlightMax()) {
            waiting.add(verification);
            return null;
        }
        inFlight++;
        verification.start();
        return verification;
    }

    private void start(@Nullable InFlightVerification verification) {
        if (verification != null) {
            verify.apply(verification.request(), () -> close(verification))
                    .onSuccess(decision -> onComplete(verification, decision));
        }
    }

    private synchronized void close(InFlightVerification verification) {
        verifications.remove(verification.request(), verification);
    }

    private void onComplete(InFlightVerification verification, Decision decision) {
        InFlightVerification following;
        InFlightVerification waited = null;
        synchronized (this) {
            inFlight--;
            verifications.remove(verification.request(), verification);
            following = verification.next();
            if (following != null) {
                verifications.putIfAbsent(verification.request(), following);
                following = admit(following);
            }
            if (inFlight < settings.inFlightMax()) {
                InFlightVerification head = waiting.poll();
                waited = head == null ? null : admit(head);
            }
        }
        verification.complete(decision);
        start(following);
        start(waited);
    }
}

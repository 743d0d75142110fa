package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * looking ──missed, or others wait──▶ waiting ──admit: fewer than inFlightMax──▶ started ──close: result passed the fence──▶ closed
 *    │                                   ▲                                          │                                       │
 *    ╰─known──▶ removed                  ╰──join without a lease after start: next──╯                              complete ▼
 * </pre>
 *
 * Any thread. Looks nothing up, sends no verification and completes no future while it holds the lock.
 */
final class SingleFlight {
    private final Supplier<Executor> loop;
    private final VerificationConfig settings;
    private final BiFunction<VerificationRequest, Runnable, Future<Decision>> verify;
    private final Map<VerificationRequest, InFlightVerification> verifications = new HashMap<>();
    private final Queue<InFlightVerification> waiting = new ArrayDeque<>();
    private int inFlight;

    /**
     * @param loop supplies the caller's executor, on which its future completes
     * @param verify sends a verification; must run the callback when no more callers may share the result
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
     * Returns the decision on a key, from a verification that is in flight or a new one.
     *
     * @param shares true if the caller may use a verification that was sent before it called (Revocation: Order of a
     *     decision)
     * @param lookup looks into the cache again, because a verification may have completed since the caller looked. Is called
     *     after the new verification is known to all, so that a caller finds one of the two
     */
    Future<Decision> join(VerificationRequest request, boolean shares, Supplier<@Nullable Decision> lookup) {
        Executor caller = loop.get();
        InFlightVerification created;
        Future<Decision> decision;
        synchronized (this) {
            InFlightVerification verification = verifications.get(request);
            if (verification != null) {
                return join(verification.started && !shares ? verification.nextOrNew() : verification, caller);
            }
            created = new InFlightVerification(request);
            verifications.put(request, created);
            decision = created.await(caller);
        }
        Decision known = null;
        boolean missed = false;
        try {
            known = lookup.get();
            missed = known == null;
        } finally {
            startIfNeeded(created, missed);
        }
        return known == null ? decision : Future.succeededFuture(known);
    }

    private Future<Decision> join(InFlightVerification verification, Executor caller) {
        return verification.waiters.size() >= settings.requestsPerKeyMax()
                ? Future.succeededFuture(Denial.KEY_WAITERS_FULL)
                : verification.await(caller);
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** Starts, queues or denies a verification after the look-up; forgets one that nobody needs. */
    private void startIfNeeded(InFlightVerification verification, boolean missed) {
        boolean full;
        InFlightVerification starting = null;
        synchronized (this) {
            boolean needed = missed || verification.waiters.size() > 1;
            full = needed && inFlight >= settings.inFlightMax() && waiting.size() >= settings.waitingMax();
            if (full || !needed) {
                verifications.remove(verification.request, verification);
            } else {
                starting = admit(verification);
            }
        }
        if (full) {
            verification.complete(Denial.VERIFICATION_QUEUE_FULL);
        }
        start(starting);
    }

    /** Returns the verification if it may be sent now; else queues it and returns null. */
    private @Nullable InFlightVerification admit(InFlightVerification verification) {
        if (inFlight >= settings.inFlightMax()) {
            waiting.add(verification);
            return null;
        }
        inFlight++;
        verification.started = true;
        return verification;
    }

    private void start(@Nullable InFlightVerification verification) {
        if (verification != null) {
            verify.apply(verification.request, () -> close(verification))
                    .onSuccess(decision -> completed(verification, decision));
        }
    }

    private synchronized void close(InFlightVerification verification) {
        verifications.remove(verification.request, verification);
    }

    private void completed(InFlightVerification verification, Decision decision) {
        InFlightVerification following;
        InFlightVerification queued = null;
        synchronized (this) {
            inFlight--;
            verifications.remove(verification.request, verification);
            following = verification.next;
            if (following != null) {
                verifications.putIfAbsent(verification.request, following);
                following = admit(following);
            }
            if (inFlight < settings.inFlightMax()) {
                InFlightVerification head = waiting.poll();
                queued = head == null ? null : admit(head);
            }
        }
        verification.complete(decision);
        start(following);
        start(queued);
    }

    /** One verification request and the client requests that wait for its result. Guarded by the lock. */
    private static final class InFlightVerification {
        private final VerificationRequest request;
        private final List<Waiter> waiters = new ArrayList<>(1);
        private boolean started;

        /** For requests that may not use the result of this one. */
        private @Nullable InFlightVerification next;

        InFlightVerification(VerificationRequest request) {
            this.request = request;
        }

        InFlightVerification nextOrNew() {
            InFlightVerification following = next == null ? new InFlightVerification(request) : next;
            next = following;
            return following;
        }

        /** @param loop executor on which the future completes */
        Future<Decision> await(Executor loop) {
            Waiter waiter = new Waiter(loop, Promise.promise());
            waiters.add(waiter);
            return waiter.promise().future();
        }

        void complete(Decision decision) {
            for (Waiter waiter : waiters) {
                waiter.loop().execute(() -> waiter.promise().complete(decision));
            }
        }
    }

    private record Waiter(Executor loop, Promise<Decision> promise) {}
}

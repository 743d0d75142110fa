package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One verification request and the client requests that wait for its result. Guarded by {@link SingleFlight}. */
final class InFlightVerification {
    private record Waiter(Executor loop, Promise<Decision> promise) {}

    private final VerificationRequest request;
    private final List<Waiter> waiters = new ArrayList<>(1);
    private boolean started;
    private @Nullable InFlightVerification next;

    InFlightVerification(VerificationRequest request) {
        this.request = request;
    }

    VerificationRequest request() {
        return request;
    }

    int requests() {
        return waiters.size();
    }

    boolean started() {
        return started;
    }

    void start() {
        started = true;
    }

    /** Returns the verification for requests that may not use the result of this one; null if there is none. */
    @Nullable
    InFlightVerification next() {
        return next;
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

package com.raptorcomply.gateway.auth;

import com.raptorcomply.keyservice.client.grant.VerificationRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One question, and the requests that wait for its answer. Guarded by {@link SingleFlight}. */
final class InFlightVerification {
    private record Waiter(Executor loop, Promise<Decision> promise) {}

    private final VerificationRequest question;
    private final List<Waiter> waiters = new ArrayList<>(1);
    private boolean departed;
    private @Nullable InFlightVerification next;

    InFlightVerification(VerificationRequest question) {
        this.question = question;
    }

    VerificationRequest question() {
        return question;
    }

    int requests() {
        return waiters.size();
    }

    boolean departed() {
        return departed;
    }

    void depart() {
        departed = true;
    }

    /** The flight for requests that may not use this one's answer; null when there is none. */
    @Nullable
    InFlightVerification next() {
        return next;
    }

    InFlightVerification nextOrNew() {
        InFlightVerification following = next == null ? new InFlightVerification(question) : next;
        next = following;
        return following;
    }

    /** @param loop where the answer is given */
    Future<Decision> await(Executor loop) {
        Waiter waiter = new Waiter(loop, Promise.promise());
        waiters.add(waiter);
        return waiter.promise().future();
    }

    void land(Decision decision) {
        for (Waiter waiter : waiters) {
            waiter.loop().execute(() -> waiter.promise().complete(decision));
        }
    }
}

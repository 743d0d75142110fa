package com.raptorcomply.gateway.decision;

import com.raptorcomply.keyservice.client.grant.Question;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One question, and the requests that wait for its answer. Guarded by {@link Flights}. */
final class Flight {
    private record Waiter(Context context, Promise<Decision> promise) {}

    private final Question question;
    private final List<Waiter> waiters = new ArrayList<>(1);
    private boolean departed;
    private @Nullable Flight next;

    Flight(Question question) {
        this.question = question;
    }

    Question question() {
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
    Flight next() {
        return next;
    }

    Flight nextOrNew() {
        Flight following = next == null ? new Flight(question) : next;
        next = following;
        return following;
    }

    /** The answer, given on the event loop that this is called on. */
    Future<Decision> await(Vertx vertx) {
        Waiter waiter = new Waiter(vertx.getOrCreateContext(), Promise.promise());
        waiters.add(waiter);
        return waiter.promise().future();
    }

    void land(Decision decision) {
        for (Waiter waiter : waiters) {
            waiter.context().runOnContext(v -> waiter.promise().complete(decision));
        }
    }
}

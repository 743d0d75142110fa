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
 * Each question in flight once, however many requests wait for its answer, and a bound on all of them. A key by itself and
 * acting as a user are questions of their own.
 *
 * <pre>
 * waiting ──a place is free──▶ departed ──answer passes the fence──▶ closed ──▶ landed
 *                                 ╰─ next: for those who arrived without a lease after the departure ─▶ waiting
 * </pre>
 *
 * Any thread; nothing is called while the lock is held.
 */
final class SingleFlight {
    private final Supplier<Executor> loop;
    private final VerificationConfig settings;
    private final BiFunction<VerificationRequest, Runnable, Future<Decision>> ask;
    private final Map<VerificationRequest, InFlightVerification> flights = new HashMap<>();
    private final Queue<InFlightVerification> waiting = new ArrayDeque<>();
    private int inFlight;

    /**
     * @param loop the event loop of whoever asks, to be answered on
     * @param ask asks, and never fails; it runs what it is given when the answer may be shared with nobody else any more
     */
    SingleFlight(
            Supplier<Executor> loop,
            VerificationConfig settings,
            BiFunction<VerificationRequest, Runnable, Future<Decision>> ask) {
        this.loop = loop;
        this.settings = settings;
        this.ask = ask;
    }

    /**
     * The answer to a question.
     *
     * @param shares whether an answer may be used whose question has left already (Revocation: Order of a decision)
     * @param recall what has become known since the caller looked: a flight may have landed in between
     */
    Future<Decision> join(VerificationRequest asked, boolean shares, Supplier<@Nullable Decision> recall) {
        InFlightVerification departing = null;
        Future<Decision> answer;
        synchronized (this) {
            InFlightVerification flight = flights.get(asked);
            if (flight == null) {
                Decision known = recall.get();
                if (known != null) {
                    return Future.succeededFuture(known);
                }
                if (inFlight >= settings.inFlightMax() && waiting.size() >= settings.waitingMax()) {
                    return Future.succeededFuture(Denial.VERIFICATION_QUEUE_FULL);
                }
                flight = new InFlightVerification(asked);
                flights.put(asked, flight);
                departing = admit(flight);
            } else if (flight.departed() && !shares) {
                flight = flight.nextOrNew();
            }
            if (flight.requests() >= settings.requestsPerKeyMax()) {
                return Future.succeededFuture(Denial.KEY_WAITERS_FULL);
            }
            answer = flight.await(loop.get());
        }
        depart(departing);
        return answer;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** The flight itself when it may leave now. */
    private @Nullable InFlightVerification admit(InFlightVerification flight) {
        if (inFlight >= settings.inFlightMax()) {
            waiting.add(flight);
            return null;
        }
        inFlight++;
        flight.depart();
        return flight;
    }

    private void depart(@Nullable InFlightVerification flight) {
        if (flight != null) {
            ask.apply(flight.question(), () -> close(flight)).onSuccess(decision -> landed(flight, decision));
        }
    }

    private synchronized void close(InFlightVerification flight) {
        flights.remove(flight.question(), flight);
    }

    private void landed(InFlightVerification flight, Decision decision) {
        InFlightVerification following;
        InFlightVerification waited = null;
        synchronized (this) {
            inFlight--;
            flights.remove(flight.question(), flight);
            following = flight.next();
            if (following != null) {
                flights.putIfAbsent(flight.question(), following);
                following = admit(following);
            }
            if (inFlight < settings.inFlightMax()) {
                InFlightVerification head = waiting.poll();
                waited = head == null ? null : admit(head);
            }
        }
        flight.land(decision);
        depart(following);
        depart(waited);
    }
}

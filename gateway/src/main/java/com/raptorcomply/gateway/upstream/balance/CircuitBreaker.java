package com.raptorcomply.gateway.upstream.balance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a node out of use that fails real requests, and lets it return by a few trials. Knows no clock; any thread. As long
 * as nothing fails, a request costs one read.
 *
 * <pre>
 * closed ──too many failures──▶ open ──its time──▶ trying ──every trial answered──▶ closed
 *                                ▲                    │
 *                                ╰───twice as long────╯ a trial fails
 * </pre>
 *
 * Too many: a failure counts {@value #FAILURE_WEIGHT}, an answer takes one away, and {@code failuresMax} failures' worth
 * opens. So it opens after so many failures in a row, or when in the long run more than one request in six fails.
 */
public final class CircuitBreaker {
    /** What {@link #take} answers when no request may go to the node now. */
    public static final int REFUSED = -1;

    private static final int ORDINARY = 0;
    private static final int FAILURE_WEIGHT = 5;

    /** Each names the latest opening by its number, which is the ticket of its trials. */
    private sealed interface State {}

    private record Closed(int opening, int score) implements State {}

    private record Open(int opening, long untilNanos, long forNanos) implements State {}

    private record Trying(int opening, long forNanos, int begun, int answered) implements State {}

    private final UpstreamConfig.CircuitBreakerConfig settings;
    private final AtomicReference<State> state = new AtomicReference<>(new Closed(ORDINARY, 0));

    public CircuitBreaker(UpstreamConfig.CircuitBreakerConfig settings) {
        this.settings = settings;
    }

    /** Whether {@link #take} would give a ticket. */
    public boolean admits(long nowNanos) {
        State now = state.get();
        return now instanceof Closed || begin(now, nowNanos) != null;
    }

    /** A ticket for one request, to be given back once by {@link #answered}, {@link #failed} or {@link #released}. */
    public int take(long nowNanos) {
        while (true) {
            State before = state.get();
            if (before instanceof Closed) {
                return ORDINARY;
            }
            Trying after = begin(before, nowNanos);
            if (after == null) {
                return REFUSED;
            }
            if (state.compareAndSet(before, after)) {
                return after.opening;
            }
        }
    }

    /** The node has answered, whatever the answer says. */
    public void answered(int ticket) {
        State before = state.get();
        if (before instanceof Closed closed && closed.score == 0) {
            return;
        }
        state.updateAndGet(now -> afterAnswer(now, ticket));
    }

    /** The node could not be reached, did not answer in time, broke off, or answered rubbish. */
    public void failed(int ticket, long nowNanos) {
        state.updateAndGet(now -> afterFailure(now, ticket, nowNanos));
    }

    /** The request ended for a reason that tells nothing of the node. */
    public void released(int ticket) {
        if (ticket != ORDINARY) {
            state.updateAndGet(now -> now instanceof Trying trying && trying.opening == ticket
                    ? new Trying(trying.opening, trying.forNanos, trying.begun - 1, trying.answered)
                    : now);
        }
    }

    /** The node is well again, as somebody has found who asked it: the trials need not wait for its time. */
    public void recovered(long nowNanos) {
        state.updateAndGet(now -> now instanceof Open open ? new Open(open.opening, nowNanos, open.forNanos) : now);
    }

    /** For a meter: 0 closed, 1 trying, 2 open. */
    public int level() {
        State now = state.get();
        return now instanceof Closed ? 0 : now instanceof Trying ? 1 : 2;
    }

    /** One more trial; null when there may be none now. */
    private @Nullable Trying begin(@Nullable State now, long nowNanos) {
        if (now instanceof Open open && nowNanos - open.untilNanos >= 0) {
            return new Trying(open.opening, open.forNanos, 1, 0);
        }
        if (now instanceof Trying trying && trying.begun < settings.halfOpenRequests()) {
            return new Trying(trying.opening, trying.forNanos, trying.begun + 1, trying.answered);
        }
        return null;
    }

    private State afterAnswer(State now, int ticket) {
        if (now instanceof Closed closed) {
            return new Closed(closed.opening, Math.max(0, closed.score - 1));
        }
        if (now instanceof Trying trying && trying.opening == ticket) {
            return trying.answered + 1 == settings.halfOpenRequests()
                    ? new Closed(trying.opening, 0)
                    : new Trying(trying.opening, trying.forNanos, trying.begun, trying.answered + 1);
        }
        return now;
    }

    private State afterFailure(State now, int ticket, long nowNanos) {
        if (now instanceof Closed closed) {
            int score = closed.score + FAILURE_WEIGHT;
            return score < FAILURE_WEIGHT * settings.failuresMax()
                    ? new Closed(closed.opening, score)
                    : open(closed.opening, settings.openDuration().toMillis(), nowNanos);
        }
        if (now instanceof Trying trying && trying.opening == ticket) {
            long longer = 2 * TimeUnit.NANOSECONDS.toMillis(trying.forNanos);
            return open(
                    trying.opening, Math.min(longer, settings.openDurationMax().toMillis()), nowNanos);
        }
        return now;
    }

    private static Open open(int openings, long forMillis, long nowNanos) {
        long forNanos = TimeUnit.MILLISECONDS.toNanos(forMillis);
        return new Open(openings + 1, nowNanos + forNanos, forNanos);
    }
}

package com.raptorcomply.gateway.breaker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes a peer (an endpoint, the key service) out of use that fails real requests, and lets it return by a few trials. Knows no
 * clock; any thread. As long as nothing fails, a request costs one read.
 *
 * <pre>
 * Closed ──failed: too many──▶ Open ──take: its time is over──▶ HalfOpen ──succeeded: every trial──▶ Closed
 *                               ▲                                  │
 *                               ╰──────failed: twice as long───────╯
 * </pre>
 *
 * A failure adds {@value #FAILURE_WEIGHT} to a score and a success takes one away; the score of {@code failuresMax}
 * failures opens the breaker. It therefore opens after that many failures in a row, or if in the long run more than one
 * request in six fails.
 */
public final class CircuitBreaker {
    /** What {@link #take} answers when no request may go to the peer now. */
    public static final int REFUSED = -1;

    private static final int ORDINARY = 0;
    private static final int FAILURE_WEIGHT = 5;

    /** The states. Each has the number of the latest opening, which is the ticket of its trials. */
    private sealed interface State {}

    private record Closed(int opening, int score) implements State {}

    private record Open(int opening, long untilNanos, long forNanos) implements State {}

    private record HalfOpen(int opening, long forNanos, int begun, int succeeded) implements State {}

    private final UpstreamConfig.CircuitBreakerConfig settings;
    private final AtomicReference<State> state = new AtomicReference<>(new Closed(ORDINARY, 0));

    public CircuitBreaker(UpstreamConfig.CircuitBreakerConfig settings) {
        this.settings = settings;
    }

    /** Returns true if {@link #take} would return a ticket. */
    public boolean admits(long nowNanos) {
        State now = state.get();
        return now instanceof Closed || nextTrial(now, nowNanos) != null;
    }

    /**
     * Takes a ticket for one request. The caller must return it once by {@link #succeeded}, {@link #failed} or {@link
     * #released}.
     */
    public int take(long nowNanos) {
        while (true) {
            State before = state.get();
            if (before instanceof Closed) {
                return ORDINARY;
            }
            HalfOpen after = nextTrial(before, nowNanos);
            if (after == null) {
                return REFUSED;
            }
            if (state.compareAndSet(before, after)) {
                return after.opening;
            }
        }
    }

    /** Records that the endpoint responded, with any status. */
    public void succeeded(int ticket) {
        State before = state.get();
        if (before instanceof Closed closed && closed.score == 0) {
            return;
        }
        State before = state.getAndUpdate(then -> afterSuccess(then, ticket));
        return !(before instanceof Closed) && afterAnswer(before, ticket) instanceof Closed;
    }

    /**
     * The peer could not be reached, did not answer in time, broke off, or answered rubbish.
     *
     * @return whether this one opened it, and it was no trial
     */
    public boolean failed(int ticket, long nowNanos) {
        State before = state.getAndUpdate(now -> afterFailure(now, ticket, nowNanos));
        return before instanceof Closed && afterFailure(before, ticket, nowNanos) instanceof Open;
    }

    /** The request ended for a reason that tells nothing of the peer. */
    public void released(int ticket) {
        if (ticket != ORDINARY) {
            state.updateAndGet(now -> now instanceof HalfOpen halfOpen && halfOpen.opening == ticket
                    ? new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun - 1, halfOpen.succeeded)
                    : now);
        }
    }

    /** The peer is well again, as somebody has found who asked it: the trials need not wait for its time. */
    public void recovered(long nowNanos) {
        state.updateAndGet(now -> now instanceof Open open ? new Open(open.opening, nowNanos, open.forNanos) : now);
    }

    /** Returns the state for a metric: 0 closed, 1 half-open, 2 open. */
    public int stateCode() {
        State now = state.get();
        return now instanceof Closed ? 0 : now instanceof HalfOpen ? 1 : 2;
    }

    /** Returns the state with one more trial; null if none is allowed now. */
    private @Nullable HalfOpen nextTrial(@Nullable State now, long nowNanos) {
        if (now instanceof Open open && nowNanos - open.untilNanos >= 0) {
            return new HalfOpen(open.opening, open.forNanos, 1, 0);
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.begun < settings.halfOpenRequests()) {
            return new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun + 1, halfOpen.succeeded);
        }
        return null;
    }

    private State afterSuccess(State now, int ticket) {
        if (now instanceof Closed closed) {
            return new Closed(closed.opening, Math.max(0, closed.score - 1));
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.opening == ticket) {
            return halfOpen.succeeded + 1 == settings.halfOpenRequests()
                    ? new Closed(halfOpen.opening, 0)
                    : new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun, halfOpen.succeeded + 1);
        }
        return now;
    }

    private State afterFailure(State now, int ticket, long nowNanos) {
        if (now instanceof Closed closed) {
            int score = closed.score + FAILURE_WEIGHT;
            return score < FAILURE_WEIGHT * failuresMax
                    ? new Closed(closed.opening, score)
                    : open(closed.opening, settings.openDuration().toMillis(), nowNanos);
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.opening == ticket) {
            long longer = 2 * TimeUnit.NANOSECONDS.toMillis(halfOpen.forNanos);
            return open(
                    halfOpen.opening,
                    Math.min(longer, settings.openDurationMax().toMillis()),
                    nowNanos);
        }
        return now;
    }

    private Open open(int openings, long forNanos, long nowNanos) {
        return new Open(openings + 1, nowNanos + spread.applyAsLong(forNanos), forNanos);
    }
}

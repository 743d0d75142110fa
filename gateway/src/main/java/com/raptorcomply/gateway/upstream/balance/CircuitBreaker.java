package com.raptorcomply.gateway.upstream.balance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops requests to an endpoint that fails, and readmits it after a few successful trial requests. Has no clock of its
 * own; any thread. While nothing fails, a request costs one read.
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
    /** Returned by {@link #take} if no request may be sent to the endpoint now. */
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
        state.updateAndGet(now -> afterSuccess(now, ticket));
    }

    /** Records that the endpoint was unreachable, timed out, closed the connection or sent malformed HTTP. */
    public void failed(int ticket, long nowNanos) {
        state.updateAndGet(now -> afterFailure(now, ticket, nowNanos));
    }

    /** Returns a ticket of a request whose end says nothing about the endpoint. */
    public void released(int ticket) {
        if (ticket != ORDINARY) {
            state.updateAndGet(now -> now instanceof HalfOpen halfOpen && halfOpen.opening == ticket
                    ? new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun - 1, halfOpen.succeeded)
                    : now);
        }
    }

    /** Allows trials at once, because a health check has found the endpoint healthy. */
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
            return score < FAILURE_WEIGHT * settings.failuresMax()
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

    private static Open open(int openings, long forMillis, long nowNanos) {
        long forNanos = TimeUnit.MILLISECONDS.toNanos(forMillis);
        return new Open(openings + 1, nowNanos + forNanos, forNanos);
    }
}

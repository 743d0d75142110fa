package com.raptorcomply.chassis.breaker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stops requests to a peer (an endpoint, the key service) that fails them, and lets it return through a few trials. Callers
 * pass the time. Any thread. Without failures a request costs one read.
 *
 * <pre>
 * closed ──failed, too often──▶ open ──take, after its time──▶ half-open ──succeeded, every trial──▶ closed
 *                                ▲                                │
 *                                ╰──────────twice as long─────────╯ failed
 * </pre>
 *
 * A failure adds {@value #FAILURE_WEIGHT} to a score and a success subtracts one. The breaker opens when the score reaches
 * that of {@code failuresMax} failures: after so many in a row, or when more than one request in six fails for long.
 */
public final class CircuitBreaker {
    /** The result of {@link #take} when no request may go to the peer. */
    public static final int REFUSED = -1;

    private static final int ORDINARY = 0;
    private static final int FAILURE_WEIGHT = 5;

    /** Each state has the number of the latest opening, which is the ticket of its trials. */
    private sealed interface State {}

    private record Closed(int opening, int score) implements State {}

    private record Open(int opening, long untilNanos, long forNanos) implements State {}

    private record HalfOpen(int opening, long forNanos, int begun, int succeeded) implements State {}

    private final int failuresMax;
    private final long openNanos;
    private final long openNanosMax;
    private final int trials;
    private final LongUnaryOperator spread;
    private final AtomicReference<State> state = new AtomicReference<>(new Closed(ORDINARY, 0));

    /**
     * @param failuresMax failures in a row that open the breaker
     * @param openMillis time without a request, doubled each time that a trial fails
     * @param openMillisMax bound of the doubled time
     * @param trials requests that are let through when half-open; all of them must succeed
     */
    public CircuitBreaker(int failuresMax, long openMillis, long openMillisMax, int trials) {
        this(failuresMax, openMillis, openMillisMax, trials, LongUnaryOperator.identity());
    }

    /** @param spread maps the time of an opening, in nanoseconds, so that many gateways do not send their trials together */
    public CircuitBreaker(int failuresMax, long openMillis, long openMillisMax, int trials, LongUnaryOperator spread) {
        this.failuresMax = failuresMax;
        this.openNanos = TimeUnit.MILLISECONDS.toNanos(openMillis);
        this.openNanosMax = TimeUnit.MILLISECONDS.toNanos(openMillisMax);
        this.trials = trials;
        this.spread = spread;
    }

    /** Returns true if {@link #take} would return a ticket. */
    public boolean admits(long nowNanos) {
        State now = state.get();
        return now instanceof Closed || begin(now, nowNanos) != null;
    }

    /** Returns a ticket for one request; the caller ends it once by {@link #succeeded}, {@link #failed} or {@link #released}. */
    public int take(long nowNanos) {
        while (true) {
            State before = state.get();
            if (before instanceof Closed) {
                return ORDINARY;
            }
            HalfOpen after = begin(before, nowNanos);
            if (after == null) {
                return REFUSED;
            }
            if (state.compareAndSet(before, after)) {
                return after.opening;
            }
        }
    }

    /**
     * Records that the peer responded, with any status.
     *
     * @return true if this response closed the breaker
     */
    public boolean succeeded(int ticket) {
        State now = state.get();
        if (now instanceof Closed closed && closed.score == 0) {
            return false;
        }
        State before = state.getAndUpdate(then -> afterSuccess(then, ticket));
        return !(before instanceof Closed) && afterSuccess(before, ticket) instanceof Closed;
    }

    /**
     * Records that the peer could not be reached, did not respond in time, or did not send a valid response.
     *
     * @return true if this failure opened the closed breaker
     */
    public boolean failed(int ticket, long nowNanos) {
        State before = state.getAndUpdate(now -> afterFailure(now, ticket, nowNanos));
        return before instanceof Closed && afterFailure(before, ticket, nowNanos) instanceof Open;
    }

    /** Ends a request without a verdict on the peer. */
    public void released(int ticket) {
        if (ticket != ORDINARY) {
            state.updateAndGet(now -> now instanceof HalfOpen halfOpen && halfOpen.opening == ticket
                    ? new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun - 1, halfOpen.succeeded)
                    : now);
        }
    }

    /** Allows trials at once, because a health check of the peer has passed. */
    public void recovered(long nowNanos) {
        state.updateAndGet(now -> now instanceof Open open ? new Open(open.opening, nowNanos, open.forNanos) : now);
    }

    public CircuitState state() {
        State now = state.get();
        return now instanceof Closed
                ? CircuitState.CLOSED
                : now instanceof HalfOpen ? CircuitState.HALF_OPEN : CircuitState.OPEN;
    }

    /** Returns the state with one more trial; null if no trial is allowed now. */
    private @Nullable HalfOpen begin(@Nullable State now, long nowNanos) {
        if (now instanceof Open open && nowNanos - open.untilNanos >= 0) {
            return new HalfOpen(open.opening, open.forNanos, 1, 0);
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.begun < trials) {
            return new HalfOpen(halfOpen.opening, halfOpen.forNanos, halfOpen.begun + 1, halfOpen.succeeded);
        }
        return null;
    }

    private State afterSuccess(State now, int ticket) {
        if (now instanceof Closed closed) {
            return new Closed(closed.opening, Math.max(0, closed.score - 1));
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.opening == ticket) {
            return halfOpen.succeeded + 1 == trials
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
                    : open(closed.opening, openNanos, nowNanos);
        }
        if (now instanceof HalfOpen halfOpen && halfOpen.opening == ticket) {
            return open(halfOpen.opening, Math.min(2 * halfOpen.forNanos, openNanosMax), nowNanos);
        }
        return now;
    }

    private Open open(int openings, long forNanos, long nowNanos) {
        return new Open(openings + 1, nowNanos + spread.applyAsLong(forNanos), forNanos);
    }
}

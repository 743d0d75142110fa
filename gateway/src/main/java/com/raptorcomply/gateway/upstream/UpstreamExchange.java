package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.upstream.balance.EndpointClient;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running exchange with its permit, deadline and endpoint reservation. The {@link DeadlineScanner} checks it.
 * Confined to its event loop.
 */
abstract class UpstreamExchange {
    final UpstreamClient upstream;
    final ExchangeListener listener;
    final HttpServerResponse response;

    /** The reservation of its endpoint; null before it has one. */
    @Nullable
    EndpointReservation reservation;

    private final ForwardRequest forward;
    private @Nullable Permit permit;
    private InFlightRevocation.@Nullable Revalidation revalidation;
    /** Endpoints that the request was already sent to; usually empty. */
    private List<EndpointClient> tried = List.of();

    /** The reservation of the endpoint that refused the stamp for its times; null if none did. */
    private @Nullable EndpointReservation suspect;

    private boolean ended;
    private long deadlineNanos;
    /** The time-out that the next check of the deadlines starts; 0 if none. */
    private long timeoutNanos;

    /** Index in the {@link DeadlineScanner}. */
    int scanIndex;

    UpstreamExchange(UpstreamClient upstream, ForwardRequest forward, ExchangeListener listener) {
        this.upstream = upstream;
        this.listener = listener;
        this.response = forward.request().response();
        this.forward = forward;
        this.permit = forward.permit();
    }

    /**
     * Starts the checks of the deadlines and reserves an endpoint.
     *
     * @return null if no endpoint may get the request, or its body is too large; the exchange has then failed
     */
    @Nullable
    EndpointReservation enter(long nowNanos, long waitNanos) {
        upstream.scanner().add(this);
        response.exceptionHandler(closed -> fail(Failure.CLIENT_GONE));
        startTimeout(waitNanos);
        if (forward.declaresTooMuch(upstream.bodies())) {
            fail(Failure.BODY_TOO_LARGE);
            return null;
        }
        EndpointReservation taken = upstream.reserve(nowNanos);
        reservation = taken;
        if (taken == null) {
            fail(Failure.NO_HEALTHY_ENDPOINT);
        }
        return taken;
    }

    /** Ends the exchange without a complete response; only the first failure counts. */
    final void fail(Failure failure) {
        end(failure, null, failure.blamesEndpoint());
    }

    final void fail(Failure failure, Throwable cause) {
        end(failure, cause, failure.blamesEndpoint());
    }

    /** Records the response of an endpoint. It shows that the clock of an endpoint which refused the stamp before is wrong. */
    final void succeeded(EndpointReservation on) {
        on.succeeded();
        if (suspect != null && suspect.client() != on.client()) {
            suspect.failed(upstream.now());
            upstream.clockIsWrong(suspect.client());
        }
    }

    /** Returns true the first time that an endpoint refuses the stamp for its times, if there is another endpoint. */
    final boolean suspects(EndpointReservation on, RefusedStampException refused) {
        if (suspect != null || !refused.isOfTime() || !upstream.hasSeveralEndpoints()) {
            return false;
        }
        suspect = on;
        return true;
    }

    final void fail(RefusedStampException refused) {
        upstream.stampRefused(refused);
        end(Failure.STAMP_REFUSED, refused, Failure.STAMP_REFUSED.blamesEndpoint());
    }

    final void fail(Failure failure, boolean endpointAtFault) {
        end(failure, null, endpointAtFault);
    }

    private void end(Failure failure, @Nullable Throwable cause, boolean endpointAtFault) {
        if (ended) {
            return;
        }
        markEnded();
        if (reservation != null) {
            release(reservation, endpointAtFault);
        }
        boolean begun = response.headWritten();
        abortClient(failure, begun);
        listener.onFailure(failure, cause, begun);
    }

    /**
     * Leaves an endpoint for a retry, if possible at one that was not tried.
     *
     * @return the next endpoint; null if the request may not be retried, and remains with this one
     */
    final @Nullable EndpointReservation moveOn(EndpointReservation before, boolean sent, boolean endpointAtFault) {
        if (tried.contains(before.client())) {
            return null;
        }
        tried = Stream.concat(tried.stream(), Stream.of(before.client())).toList();
        EndpointReservation next = upstream.reserveRetry(tried, sent);
        if (next != null) {
            release(before, endpointAtFault);
            reservation = next;
        }
        return next;
    }

    /** Aborts the response or drains the request after a failure. */
    abstract void abortClient(Failure failure, boolean responseBegun);

    /** Releases the endpoint and aborts the connection to it. */
    final void release(EndpointReservation on, boolean endpointAtFault) {
        if (endpointAtFault) {
            on.failed(upstream.now());
        } else {
            on.released();
        }
        on.end();
        abortUpstream();
    }

    abstract void abortUpstream();

    /** Marks the exchange as ended and stops the checks. */
    final void markEnded() {
        ended = true;
        upstream.scanner().remove(this);
    }

    final boolean ended() {
        return ended;
    }

    /**
     * Replaces the time-out that runs. It begins at the next check of the deadlines, which is within the accuracy of every
     * time limit: so a piece of a body does not read the clock.
     */
    final void startTimeout(long nanos) {
        timeoutNanos = nanos;
    }

    /** Returns true if the time-out has passed. Must be called at each check of the deadlines. */
    final boolean isTimedOut(long nowNanos) {
        if (timeoutNanos != 0) {
            deadlineNanos = nowNanos + timeoutNanos;
            timeoutNanos = 0;
        }
        return nowNanos - deadlineNanos >= 0;
    }

    /** Ends the exchange if one of its time limits has passed. */
    abstract void expireAt(long nowNanos);

    ForwardRequest forward() {
        return forward;
    }

    /** Returns the permit; null on an open route. */
    @Nullable
    Permit permit() {
        return permit;
    }

    PresentedKey.Wellformed key() {
        return forward.key();
    }

    InFlightRevocation.@Nullable Revalidation revalidation() {
        return revalidation;
    }

    void revalidation(InFlightRevocation.@Nullable Revalidation next) {
        revalidation = next;
    }

    /** Replaces the permit after its key was verified again. */
    void renew(Permit given) {
        permit = given;
        revalidation = null;
    }
}

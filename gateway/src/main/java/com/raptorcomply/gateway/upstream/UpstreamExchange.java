package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** What is under way for one client, goes on by a permit, and is looked at by the {@link DeadlineScanner}. Confined to its event loop. */
abstract class UpstreamExchange {
    final UpstreamClient upstream;
    final ExchangeListener listener;
    final HttpServerResponse answer;

    /** Its place at the node that it goes to; null before it has one. */
    @Nullable
    EndpointReservation turn;

    long deadlineNanos;
    private final ForwardRequest passage;
    private @Nullable Permit permit;
    private @Nullable Revalidation doubt;
    private boolean ended;

    /** Where the sweep keeps it. */
    int sweepIndex;

    UpstreamExchange(UpstreamClient upstream, ForwardRequest passage, ExchangeListener listener) {
        this.upstream = upstream;
        this.listener = listener;
        this.answer = passage.request().response();
        this.passage = passage;
        this.permit = passage.permit();
    }

    /** From now on it is looked at. Null when no node may get it, and it has failed. */
    @Nullable
    EndpointReservation enter(long nowNanos, long waitNanos) {
        upstream.sweep().add(this);
        answer.exceptionHandler(closed -> fail(Failure.CLIENT_GONE));
        deadlineNanos = nowNanos + waitNanos;
        EndpointReservation taken = upstream.first(nowNanos);
        turn = taken;
        if (taken == null) {
            fail(Failure.NO_HEALTHY_ENDPOINT);
        }
        return taken;
    }

    /** Ends it without a whole answer; only the first failure counts. */
    final void fail(Failure failure) {
        end(failure, null, failure.blamesNode());
    }

    final void fail(Failure failure, Throwable cause) {
        end(failure, cause, failure.blamesNode());
    }

    final void fail(Failure failure, boolean nodeAtFault) {
        end(failure, null, nodeAtFault);
    }

    private void end(Failure failure, @Nullable Throwable cause, boolean nodeAtFault) {
        if (ended) {
            return;
        }
        over();
        if (turn != null) {
            leave(turn, nodeAtFault);
        }
        boolean begun = answer.headWritten();
        giveUp(failure, begun);
        listener.failed(failure, cause, begun);
    }

    /** What becomes of the client's connection. */
    abstract void giveUp(Failure failure, boolean answerBegun);

    /** Gives up its place at a node, and the connection to it. */
    final void leave(EndpointReservation on, boolean nodeAtFault) {
        if (nodeAtFault) {
            on.failed(upstream.now());
        } else {
            on.released();
        }
        on.end();
        cutUpstream();
    }

    /** Ends its connection to the upstream, if it has one. */
    abstract void cutUpstream();

    /** From now on nobody looks at it. */
    final void over() {
        ended = true;
        upstream.sweep().remove(this);
    }

    final boolean ended() {
        return ended;
    }

    /** Looks at the time. */
    abstract void expireAt(long nowNanos);

    ForwardRequest passage() {
        return passage;
    }

    /** What it goes on by; null on an open route. */
    @Nullable
    Permit permit() {
        return permit;
    }

    PresentedKey.Wellformed key() {
        return passage.key();
    }

    @Nullable
    Revalidation doubt() {
        return doubt;
    }

    void doubt(@Nullable Revalidation raised) {
        doubt = raised;
    }

    /** Its key was verified again. */
    void renew(Permit given) {
        permit = given;
        doubt = null;
    }
}

package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.edge.Methods;
import com.raptorcomply.gateway.upstream.Connections.Link;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an upstream and its answer on the way back. Confined to its event loop.
 *
 * <pre>
 * connecting ──▶ sending ──▶ awaiting ──head──▶ streaming ──▶ ended
 *      ▲   │         │           │                  │
 *      ╰───┴─────────┴───────────╯ once, within the budget, to another node if there is one:
 *                                  nothing was sent, or it is idempotent and has no body
 * </pre>
 *
 * Any of them ends with a {@link Failure} when its time is over, a side closes, or a bound is passed.
 */
final class Exchange {
    /** Method and target are set on the request itself, which spares an object for each. */
    private static final RequestOptions UNSET = new RequestOptions();

    private final Upstream upstream;
    private final Passage passage;
    private final ExchangeListener listener;
    private final HttpServerRequest request;
    private final HttpServerResponse answer;
    private @Nullable Turn turn;
    private @Nullable Link link;
    private @Nullable HttpClientRequest outbound;
    private @Nullable AnswerStream stream;
    private long deadlineNanos;
    private long wholeDeadlineNanos;
    private boolean bodyBegun;
    private boolean requestSent;
    private boolean retried;
    private boolean ended;
    private @Nullable Permit permit;
    private @Nullable Doubt doubt;

    /** Where the sweep keeps it. */
    int sweepIndex;

    Exchange(Upstream upstream, Passage passage, ExchangeListener listener) {
        this.upstream = upstream;
        this.passage = passage;
        this.listener = listener;
        this.request = passage.request();
        this.answer = request.response();
        this.permit = passage.permit();
    }

    void begin() {
        long now = upstream.now();
        upstream.sweep().add(this);
        answer.exceptionHandler(closed -> fail(Failure.CLIENT_GONE));
        wholeDeadlineNanos = now + upstream.wholeNanos();
        deadlineNanos = now + upstream.waitNanos();
        Turn taken = upstream.first(now);
        turn = taken;
        if (taken == null) {
            fail(Failure.NO_NODE);
            return;
        }
        Link unused = taken.connections().poll(now);
        if (unused != null) {
            connected(taken, unused);
        } else {
            connect(taken);
        }
    }

    private void connect(Turn on) {
        if (!on.connections().await(result -> connected(on, result))) {
            fail(Failure.OVERLOADED);
        }
    }

    private void connected(Turn on, AsyncResult<Link> result) {
        if (result.succeeded()) {
            connected(on, result.result());
        } else if (!ended && !triesAgain(on, true)) {
            fail(Failures.ofConnect(result.cause()));
        }
    }

    private void connected(Turn on, Link taken) {
        if (ended) {
            on.connections().release(taken, upstream.now());
            return;
        }
        link = taken;
        taken.connection().request(UNSET).onComplete(result -> created(on, taken, result));
    }

    private void created(Turn on, Link taken, AsyncResult<HttpClientRequest> result) {
        if (result.failed()) {
            broken(on, taken);
            return;
        }
        HttpClientRequest created = result.result();
        if (ended) {
            created.reset();
            return;
        }
        outbound = created;
        created.setMethod(request.method()).setURI(passage.target().uri());
        created.exceptionHandler(cause -> broken(on, taken));
        created.response().onComplete(head -> answered(on, taken, head));
        UpstreamFields.write(passage, on.connections().authority(), created.headers());
        if (passage.head().hasBody()) {
            bodyBegun = true;
            touch();
            BodyStream.begin(this, passage, created, upstream.bodyBytesMax());
        } else {
            sent();
            created.end();
        }
    }

    /** The request has left as a whole: now the upstream has to answer. */
    void sent() {
        requestSent = true;
        deadlineNanos = upstream.now() + upstream.firstByteNanos();
    }

    private void answered(Turn on, Link taken, AsyncResult<HttpClientResponse> head) {
        if (head.failed()) {
            broken(on, taken);
        } else if (!ended && taken == link) {
            on.answered();
            touch();
            stream = AnswerStream.begin(this, passage, head.result(), answer);
        }
    }

    /** A byte has moved: the idle time begins anew. */
    void touch() {
        deadlineNanos = upstream.now() + upstream.idleNanos();
    }

    boolean ended() {
        return ended;
    }

    /** The whole answer has been read and given on. */
    void finish(HttpClientResponse response, long answerBytes) {
        if (ended) {
            return;
        }
        end();
        Turn on = turn;
        Link used = link;
        if (on != null && used != null) {
            on.end();
            if (requestSent && !AnswerStream.closes(response)) {
                on.connections().release(used, upstream.now());
            } else {
                on.connections().discard(used);
            }
        }
        drain();
        listener.answered(response.statusCode(), answerBytes);
    }

    /** Ends the exchange without a whole answer; only the first failure counts. */
    void fail(Failure failure) {
        fail(failure, failure.blamesNode());
    }

    private void fail(Failure failure, boolean nodeAtFault) {
        if (ended) {
            return;
        }
        end();
        if (turn != null) {
            leave(turn, nodeAtFault);
        }
        boolean begun = answer.headWritten();
        if (begun && failure != Failure.CLIENT_GONE) {
            answer.reset();
        }
        if (!failure.endsConnection() && failure != Failure.CLIENT_GONE) {
            drain();
        }
        listener.failed(failure, begun);
    }

    /** Looks at the time; a head that has waited for its body leaves now. */
    void expireAt(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            fail(link == null ? Failure.OVERLOADED : Failure.TIMEOUT);
        } else if (nowNanos - wholeDeadlineNanos >= 0) {
            fail(Failure.OVERTIME);
        } else if (stream != null) {
            stream.sendHead();
        }
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
    Doubt doubt() {
        return doubt;
    }

    void doubt(@Nullable Doubt raised) {
        doubt = raised;
    }

    /** Its key was verified again. */
    void renew(Permit given) {
        permit = given;
        doubt = null;
    }

    /**
     * The connection is gone, or what came was not HTTP. A connection that was used before may have been closed by the node
     * while the request was on its way, which is nobody's fault.
     */
    private void broken(Turn on, Link used) {
        if (ended || used != link) {
            return;
        }
        boolean left = outbound != null;
        boolean repeatable = !left || Methods.isIdempotent(request.method());
        if (!repeatable || !triesAgain(on, used.fresh())) {
            fail(Failure.BROKEN, used.fresh() || stream != null);
        }
    }

    private boolean triesAgain(Turn before, boolean nodeAtFault) {
        if (retried || bodyBegun || stream != null) {
            return false;
        }
        retried = true;
        Turn next = upstream.again(before.lane());
        if (next == null) {
            return false;
        }
        leave(before, nodeAtFault);
        turn = next;
        link = null;
        outbound = null;
        deadlineNanos = upstream.now() + upstream.waitNanos();
        connect(next);
        return true;
    }

    private void leave(Turn on, boolean nodeAtFault) {
        if (nodeAtFault) {
            on.failed(upstream.now());
        } else {
            on.released();
        }
        on.end();
        if (link != null) {
            on.connections().discard(link);
        }
    }

    private void end() {
        ended = true;
        upstream.sweep().remove(this);
    }

    /** What the client still sends of its body is read and dropped, so that the connection can go on. */
    private void drain() {
        if (passage.head().hasBody() && !requestSent && !request.isEnded()) {
            request.handler(dropped -> {});
            request.endHandler(v -> {});
            request.resume();
        }
    }
}

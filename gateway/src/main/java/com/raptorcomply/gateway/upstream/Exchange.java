package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.edge.Cut;
import com.raptorcomply.gateway.edge.Methods;
import com.raptorcomply.gateway.edge.UnreadBody;
import com.raptorcomply.gateway.upstream.Connections.Link;
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
final class Exchange extends Underway {
    /** Method and target are set on the request itself, which spares an object for each. */
    private static final RequestOptions UNSET = new RequestOptions();

    private final Upstream upstream;
    private final ExchangeListener listener;
    private final HttpServerRequest request;
    private final HttpServerResponse answer;
    private @Nullable Turn turn;
    private @Nullable Link link;
    private @Nullable HttpClientRequest outbound;
    private @Nullable BodyStream body;
    private @Nullable AnswerStream stream;
    private long deadlineNanos;
    private long wholeDeadlineNanos;
    private boolean requestSent;
    private boolean retried;
    private boolean ended;

    Exchange(Upstream upstream, Passage passage, ExchangeListener listener) {
        super(passage);
        this.upstream = upstream;
        this.listener = listener;
        this.request = passage.request();
        this.answer = request.response();
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
        created.setMethod(request.method()).setURI(passage().target().uri());
        created.exceptionHandler(cause -> broken(on, taken));
        created.response().onComplete(head -> answered(on, taken, head));
        UpstreamFields.write(passage(), on.connections().authority(), created.headers());
        if (passage().head().hasBody()) {
            touch();
            body = BodyStream.begin(this, passage(), created, upstream.bodies());
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
            stream = AnswerStream.begin(this, passage(), head.result(), listener);
        }
    }

    /** A byte has moved: the idle time begins anew. */
    void touch() {
        deadlineNanos = upstream.now() + upstream.idleNanos();
    }

    /** The client has to read before anything goes on. */
    void awaitReader() {
        deadlineNanos = upstream.now() + upstream.stalledNanos();
    }

    private boolean awaitsClient() {
        return stream == null ? body != null && body.awaitsClient() : stream.awaitsClient();
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

    @Override
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
            Cut.answer(request);
        }
        if (!failure.endsConnection() && failure != Failure.CLIENT_GONE) {
            drain();
        }
        listener.failed(failure, begun);
    }

    /** A head that has waited for its body leaves now. */
    @Override
    void expireAt(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            fail(link == null ? Failure.OVERLOADED : awaitsClient() ? Failure.CLIENT_SLOW : Failure.TIMEOUT);
        } else if (body != null && body.isTooSlow(nowNanos)) {
            fail(Failure.CLIENT_SLOW);
        } else if (nowNanos - wholeDeadlineNanos >= 0) {
            fail(Failure.OVERTIME);
        } else if (stream != null) {
            stream.sendHead();
        }
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
        if (retried || body != null || stream != null) {
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
        if (body != null && !requestSent && !request.isEnded()) {
            UnreadBody.drop(request);
        }
    }
}

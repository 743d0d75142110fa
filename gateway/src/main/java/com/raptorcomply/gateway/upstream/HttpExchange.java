package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.http.Methods;
import com.raptorcomply.gateway.http.guard.BodyDrain;
import com.raptorcomply.gateway.http.guard.ForceClose;
import com.raptorcomply.gateway.http.guard.SendBuffer;
import com.raptorcomply.gateway.upstream.balance.EndpointClient;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.Stream;
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
final class HttpExchange extends UpstreamExchange implements Http1Connection.Reader {
    /** A body of so many bytes gets room behind its head. */
    private static final int JOINED_BODY_BYTES_MAX = 8 * 1024;

    private final HttpServerRequest request;
    private @Nullable Http1Connection wire;
    private @Nullable RequestBodyRelay body;
    private @Nullable ResponseRelay stream;
    private long wholeDeadlineNanos;
    private boolean requestSent;
    private boolean answeredEarly;
    private boolean resent;

    /** The nodes that it went to before; empty mostly. */
    private List<EndpointClient> tried = List.of();

    HttpExchange(UpstreamClient upstream, ForwardRequest passage, ExchangeListener listener) {
        super(upstream, passage, listener);
        this.request = passage.request();
    }

    void begin() {
        long now = upstream.now();
        wholeDeadlineNanos = now + upstream.wholeNanos();
        EndpointReservation taken = enter(now, upstream.waitNanos());
        if (taken == null) {
            return;
        }
        Http1Connection unused = taken.connections().poll(now);
        if (unused != null) {
            connected(taken, unused);
        } else {
            connect(taken);
        }
    }

    private void connect(EndpointReservation on) {
        if (!on.connections().await(result -> connected(on, result))) {
            fail(Failure.CONNECTION_QUEUE_FULL);
        }
    }

    private void connected(EndpointReservation on, AsyncResult<Http1Connection> result) {
        if (result.succeeded()) {
            connected(on, result.result());
        } else if (!ended()) {
            unconnected(on, result.cause());
        }
    }

    /** Nothing has left, so that any request may go to each other node in turn, as far as the budget goes. */
    private void unconnected(EndpointReservation on, Throwable cause) {
        Failure failure = ConnectFailure.ofConnect(cause);
        if (!triesAgain(on, failure.blamesNode())) {
            fail(failure, cause);
        }
    }

    private void connected(EndpointReservation on, Http1Connection taken) {
        if (ended()) {
            on.connections().release(taken, upstream.now());
            return;
        }
        wire = taken;
        if (passage().head().http2()) {
            SendBuffer buffer = SendBuffer.of(request.connection());
            taken.bound(() -> buffer.room(stream == null ? 0 : stream.waiting()));
        }
        boolean bodyFollows = passage().head().hasBody();
        int room = bodyFollows ? passage().head().bodyBytes(JOINED_BODY_BYTES_MAX) : 0;
        ByteBuf head = upstream.heads().of(passage(), on.connections().authority(), taken, room);
        taken.request(head, HttpMethod.HEAD.equals(request.method()), bodyFollows, this);
        if (bodyFollows) {
            touch();
            body = RequestBodyRelay.begin(this, passage(), taken, upstream.bodies());
        } else {
            sent();
        }
    }

    /** The request has left as a whole: now the upstream has to answer. */
    void sent() {
        requestSent = true;
        deadlineNanos = upstream.now() + upstream.firstByteNanos();
    }

    @Override
    public void head(HttpResponse head) {
        if (turn == null || wire == null) {
            throw new IllegalStateException("An answer to no request");
        }
        turn.answered();
        answeredEarly = !requestSent;
        touch();
        stream = ResponseRelay.begin(this, passage(), wire, head, listener);
    }

    @Override
    public void body(ByteBuf piece) {
        if (stream == null) {
            piece.release();
        } else {
            stream.piece(piece);
        }
    }

    @Override
    public void end() {
        if (stream != null) {
            stream.end();
        }
    }

    @Override
    public void writable() {
        if (body != null) {
            body.resume();
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

    /**
     * The whole answer has been read and given on.
     *
     * @param endedWithHead whether the answer had no content, so that its end does not tell that the node has done with it
     * @return false if it had ended before
     */
    boolean finish(HttpResponse head, boolean endedWithHead) {
        if (ended()) {
            return false;
        }
        over();
        EndpointReservation on = turn;
        Http1Connection used = wire;
        if (on != null && used != null) {
            on.end();
            giveBack(on, used, !endedWithHead && HttpUtil.isKeepAlive(head));
        }
        drain();
        return true;
    }

    /** The client has the whole answer. */
    void answered(HttpResponse head, long answerBytes) {
        listener.answered(head.status().code(), answerBytes);
    }

    /**
     * Keeps the connection only if the node has surely ended the exchange: it may still work on a HEAD, a 204 or a 304, or
     * read the request that it answered early, and the next request, of anybody, would wait behind that.
     */
    private void giveBack(EndpointReservation on, Http1Connection used, boolean done) {
        if (answeredEarly && requestSent) {
            used.close();
        } else if (requestSent && done) {
            on.connections().release(used, upstream.now());
        } else {
            used.abort();
        }
    }

    @Override
    void giveUp(Failure failure, boolean answerBegun) {
        if (answerBegun && failure != Failure.CLIENT_GONE) {
            ForceClose.response(request);
        }
        if (!failure.endsConnection() && failure != Failure.CLIENT_GONE) {
            drain();
        }
    }

    /** A head that has waited for its body leaves now. */
    @Override
    void expireAt(long nowNanos) {
        if (turn != null && stream == null && awaitsClient()) {
            turn = turn.yielding();
        }
        if (nowNanos - deadlineNanos >= 0 && stream != null && stream.movedOn()) {
            awaitReader();
        } else if (nowNanos - deadlineNanos >= 0) {
            fail(overdue());
        } else if (body != null && body.isTooSlow(nowNanos)) {
            fail(Failure.CLIENT_SLOW);
        } else if (nowNanos - wholeDeadlineNanos >= 0) {
            fail(Failure.EXCHANGE_TIMEOUT);
        } else if (stream != null) {
            stream.sendHead();
        }
    }

    private Failure overdue() {
        if (wire == null) {
            return Failure.CONNECTION_WAIT_TIMEOUT;
        }
        return awaitsClient() ? Failure.CLIENT_SLOW : Failure.RESPONSE_TIMEOUT;
    }

    /**
     * The connection is gone, or what came was not HTTP. A connection that was used before may have been closed by the node
     * while the request was on its way, which is nobody's fault.
     */
    @Override
    public void broken() {
        EndpointReservation on = turn;
        Http1Connection used = wire;
        if (ended() || on == null || used == null) {
            return;
        }
        Failure failure = ConnectFailure.ofConnection(used.brokenBy());
        if (failure == Failure.GATEWAY_RESOURCES_EXHAUSTED) {
            fail(failure);
        } else if (resent || !Methods.isIdempotent(request.method()) || !triesAgain(on, used.fresh())) {
            fail(failure, used.fresh() || stream != null);
        } else {
            resent = true;
        }
    }

    private boolean triesAgain(EndpointReservation before, boolean nodeAtFault) {
        if (body != null || stream != null || tried.contains(before.lane())) {
            return false;
        }
        tried = Stream.concat(tried.stream(), Stream.of(before.lane())).toList();
        EndpointReservation next = upstream.again(tried);
        if (next == null) {
            return false;
        }
        leave(before, nodeAtFault);
        turn = next;
        wire = null;
        deadlineNanos = upstream.now() + upstream.waitNanos();
        connect(next);
        return true;
    }

    @Override
    void cutUpstream() {
        if (wire != null) {
            wire.abort();
        }
    }

    /** What the client still sends of its body is read and dropped, so that the connection can go on. */
    private void drain() {
        if (body != null && !requestSent && !request.isEnded()) {
            BodyDrain.drop(request);
        }
    }
}

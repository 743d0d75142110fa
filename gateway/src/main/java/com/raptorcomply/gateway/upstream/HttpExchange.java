package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.http.Methods;
import com.raptorcomply.gateway.http.guard.BodyDrain;
import com.raptorcomply.gateway.http.guard.ForceClose;
import com.raptorcomply.gateway.http.guard.SendBuffer;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import com.raptorcomply.gateway.upstream.http1.Http1Connection;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Forwards one request to an upstream and relays the response. Confined to its event loop.
 *
 * <pre>
 * begin ──▶ connecting ──connected──▶ sending ──sent──▶ awaiting ──head──▶ relaying ──finish──▶ ended
 *               ▲  │                     │                 │
 *               ╰──┴─────────retry───────┴─────────────────╯
 * </pre>
 *
 * {@code retry} uses another endpoint if there is one: each in turn if nothing of the request was sent, else one within the
 * retry budget, if the request has no body, and is idempotent or its stamp was refused. In every state {@code fail} ends the
 * exchange with a {@link Failure} when a deadline passes, a side closes, or a bound is exceeded.
 */
final class HttpExchange extends UpstreamExchange implements Http1Connection.Reader {
    /** Reserves room behind the head for a body of at most this size, so that both leave in one buffer. */
    private static final int JOINED_BODY_BYTES_MAX = 8 * 1024;

    private final HttpServerRequest request;
    private @Nullable Http1Connection connection;
    private @Nullable RequestBodyRelay body;
    private @Nullable ResponseRelay relay;
    private long exchangeDeadlineNanos;
    private boolean requestSent;
    private boolean respondedEarly;
    private boolean retried;

    HttpExchange(UpstreamClient upstream, ForwardRequest forward, ExchangeListener listener) {
        super(upstream, forward, listener);
        this.request = forward.request();
    }

    void begin() {
        long now = upstream.now();
        exchangeDeadlineNanos = now + upstream.wholeNanos();
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
            onConnectFailure(on, result.cause());
        }
    }

    /** Retries with each other endpoint in turn, for any method, because no part of the request was sent. */
    private void onConnectFailure(EndpointReservation on, Throwable cause) {
        Failure failure = Failure.ofConnect(cause);
        if (!retry(on, failure.blamesEndpoint())) {
            fail(failure, cause);
        }
    }

    private void connected(EndpointReservation on, Http1Connection taken) {
        if (ended()) {
            on.connections().release(taken, upstream.now());
            return;
        }
        connection = taken;
        if (forward().head().http2()) {
            SendBuffer buffer = SendBuffer.of(request.connection());
            taken.bound(() -> buffer.room(relay == null ? 0 : relay.waiting()));
        }
        boolean bodyFollows = forward().head().hasBody();
        int room = bodyFollows ? forward().head().bodyBytes(JOINED_BODY_BYTES_MAX) : 0;
        ByteBuf head = upstream.encoder().encode(forward(), on.connections().authority(), taken, room);
        taken.request(head, HttpMethod.HEAD.equals(request.method()), bodyFollows, this);
        if (bodyFollows) {
            touch();
            body = RequestBodyRelay.begin(this, forward(), taken, upstream.bodies());
        } else {
            sent();
        }
    }

    /** Called when the complete request was sent; starts the time-out of the response head. */
    void sent() {
        requestSent = true;
        startTimeout(upstream.firstByteNanos());
    }

    @Override
    public void head(HttpResponse head) {
        if (reservation == null || connection == null) {
            throw new IllegalStateException("A response without a request");
        }
        RefusedStampException refused =
                RefusedStampException.in(head.status().code(), head.headers().get(HttpHeaderNames.WWW_AUTHENTICATE));
        if (refused != null) {
            onRefusedStamp(reservation, refused);
            return;
        }
        succeeded(reservation);
        respondedEarly = !requestSent;
        touch();
        relay = new ResponseRelay(this, forward(), connection, head, listener);
    }

    /** Retries for any method, because an endpoint that refuses the stamp has not acted on the request. */
    private void onRefusedStamp(EndpointReservation on, RefusedStampException refused) {
        if (!suspects(on, refused) || !retry(on, false)) {
            on.succeeded();
            fail(refused);
        }
    }

    @Override
    public void body(ByteBuf piece) {
        if (relay == null) {
            piece.release();
        } else {
            relay.piece(piece);
        }
    }

    @Override
    public void end() {
        if (relay != null) {
            relay.end();
        }
    }

    @Override
    public void writable() {
        if (body != null) {
            body.resume();
        }
    }

    /** Restarts the idle time-out, because a byte has moved. */
    void touch() {
        startTimeout(upstream.idleNanos());
    }

    /** Starts the time-out of a client that does not read. */
    void awaitReader() {
        startTimeout(upstream.stalledNanos());
    }

    private boolean awaitsClient() {
        return relay == null ? body != null && body.awaitsClient() : relay.awaitsClient();
    }

    /**
     * Ends the exchange when the complete response was read and relayed.
     *
     * @param endedWithHead true if the response has no body, so that its end does not show that the endpoint has
     *     finished
     * @return false if the exchange had ended before
     */
    boolean finish(HttpResponse head, boolean endedWithHead) {
        if (ended()) {
            return false;
        }
        markEnded();
        EndpointReservation on = reservation;
        Http1Connection used = connection;
        if (on != null && used != null) {
            on.end();
            returnConnection(on, used, !endedWithHead && HttpUtil.isKeepAlive(head));
        }
        drainBody();
        return true;
    }

    /** Called when the client has the complete response. */
    void onDelivered(HttpResponse head, long responseBytes) {
        listener.onResponseEnd(head.status().code(), responseBytes);
    }

    /**
     * Reuses the connection only if the endpoint has certainly finished the exchange. It may still work on a HEAD, a 204 or a
     * 304, or read the request that it responded to early, and the next client's request would wait behind that.
     */
    private void returnConnection(EndpointReservation on, Http1Connection used, boolean done) {
        if (respondedEarly && requestSent) {
            used.close();
        } else if (requestSent && done) {
            on.connections().release(used, upstream.now());
        } else {
            used.abort();
        }
    }

    @Override
    void abortClient(Failure failure, boolean responseBegun) {
        if (responseBegun && failure != Failure.CLIENT_GONE) {
            ForceClose.response(request);
        }
        if (!failure.endsConnection() && failure != Failure.CLIENT_GONE) {
            drainBody();
        }
    }

    /** Checks the deadlines; also sends a response head that was held back for its body. */
    @Override
    void expireAt(long nowNanos) {
        if (reservation != null && relay == null && awaitsClient()) {
            reservation = reservation.yielding();
        }
        boolean timedOut = isTimedOut(nowNanos);
        if (timedOut && relay != null && relay.hasProgressed()) {
            awaitReader();
        } else if (timedOut) {
            fail(overdue());
        } else if (body != null && body.isTooSlow(nowNanos)) {
            fail(Failure.CLIENT_SLOW);
        } else if (nowNanos - exchangeDeadlineNanos >= 0) {
            fail(Failure.EXCHANGE_TIMEOUT);
        } else if (relay != null) {
            relay.sendHead();
        }
    }

    private Failure overdue() {
        if (connection == null) {
            return Failure.CONNECTION_WAIT_TIMEOUT;
        }
        return awaitsClient() ? Failure.CLIENT_SLOW : Failure.RESPONSE_TIMEOUT;
    }

    /**
     * Called when the connection closed or its bytes were not HTTP. A reused connection may have been closed by the
     * endpoint while the request was on its way, which does not count against the endpoint.
     */
    @Override
    public void broken() {
        EndpointReservation on = reservation;
        Http1Connection used = connection;
        if (ended() || on == null || used == null) {
            return;
        }
        Failure failure = Failure.ofConnection(used.brokenBy());
        if (failure == Failure.GATEWAY_RESOURCES_EXHAUSTED) {
            fail(failure);
        } else if (retried || !Methods.isIdempotent(request.method()) || !retry(on, used.fresh())) {
            fail(failure, used.fresh() || relay != null);
        } else {
            retried = true;
        }
    }

    private boolean retry(EndpointReservation before, boolean endpointAtFault) {
        boolean begun = body != null || relay != null;
        EndpointReservation next = begun ? null : moveOn(before, connection != null, endpointAtFault);
        if (next == null) {
            return false;
        }
        connection = null;
        startTimeout(upstream.waitNanos());
        connect(next);
        return true;
    }

    @Override
    void abortUpstream() {
        if (connection != null) {
            connection.abort();
        }
    }

    /** Reads and drops the rest of the request body, so that the client's connection can be used again. */
    private void drainBody() {
        if (body != null && !requestSent && !request.isEnded()) {
            BodyDrain.drop(request);
        }
    }
}

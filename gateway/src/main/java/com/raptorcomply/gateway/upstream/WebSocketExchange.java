package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.http.ResponseHeaderFilter;
import com.raptorcomply.gateway.http.guard.ForceClose;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a WebSocket handshake and tunnels the WebSocket. Uses a separate connection to the upstream, which is never
 * reused. Confined to its event loop.
 *
 * <pre>
 * begin ──▶ connecting ──send──▶ awaiting ──onResponse: 101──▶ tunnelled ──finish: both sides closed──▶ ended
 *                                   ╰──onResponse: any other status──▶ relay ──finish──▶ ended
 * </pre>
 *
 * In every state {@code fail} ends the exchange with a {@link Failure} when its deadline passes or its permit ends.
 */
final class WebSocketExchange extends UpstreamExchange {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private @Nullable HttpClientRequest outbound;
    private boolean tunnelled;

    WebSocketExchange(UpstreamClient upstream, ForwardRequest forward, ExchangeListener listener) {
        super(upstream, forward, listener);
    }

    void begin() {
        EndpointReservation taken = enter(upstream.now(), upstream.waitNanos() + upstream.firstByteNanos());
        if (taken != null) {
            upstream.connectWebSocket(
                            taken.client().endpoint(), forward().target().uri())
                    .onComplete(made -> send(taken, made));
        }
    }

    private void send(EndpointReservation on, AsyncResult<HttpClientRequest> made) {
        if (made.failed()) {
            fail(Failure.ofConnect(made.cause()), made.cause());
            return;
        }
        HttpClientRequest created = made.result();
        outbound = created;
        if (ended()) {
            abortUpstream();
            return;
        }
        UpstreamRequestHeaders.each(forward(), on.client().endpoint().authority(), created.headers()::add);
        StampHeaders stamp = forward().stamp();
        if (stamp != null) {
            stamp.each(created.headers()::add);
        }
        created.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        created.exceptionHandler(broken -> {});
        created.connect().onComplete(head -> onResponse(on, head));
    }

    private void onResponse(EndpointReservation on, AsyncResult<HttpClientResponse> head) {
        if (ended()) {
            return;
        }
        if (head.failed()) {
            fail(Failure.CONNECTION_FAILED, head.cause());
            return;
        }
        on.succeeded();
        HttpClientResponse from = head.result();
        RefusedStampException refused =
                RefusedStampException.in(from.statusCode(), from.getHeader(HttpHeaderNames.WWW_AUTHENTICATE));
        if (from.statusCode() == SWITCHING_PROTOCOLS) {
            tunnelled = true;
            WebSocketTunnel.begin(this, from);
        } else if (refused != null) {
            fail(refused);
        } else {
            relay(from);
        }
    }

    private void relay(HttpClientResponse from) {
        listener.onResponseStart(from.statusCode(), from.getHeader(Problem.PERMISSION_HEADER));
        response.setStatusCode(from.statusCode());
        ResponseHeaderFilter.copy(from.headers().iterator(), response.headers());
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        from.pipeTo(response).onComplete(relayed -> {
            if (relayed.succeeded()) {
                finish(from.statusCode(), response.bytesWritten());
            } else {
                fail(Failure.CONNECTION_FAILED, relayed.cause());
            }
        });
    }

    /** Restarts the idle time-out, because a byte has moved in the tunnel. */
    void touch() {
        startTimeout(upstream.tunnelNanos());
    }

    /** Bounds the time until the other side closes after the first has closed. */
    void awaitClose() {
        startTimeout(CLOSE_NANOS);
    }

    /** Closes the connection to the upstream after all written bytes have left. */
    void closeUpstream() {
        if (outbound != null) {
            outbound.connection().close();
        }
    }

    void finish(int status, long bytes) {
        if (ended()) {
            return;
        }
        markEnded();
        if (reservation != null) {
            reservation.end();
        }
        abortUpstream();
        listener.onResponseEnd(status, bytes);
    }

    @Override
    void abortClient(Failure failure, boolean responseBegun) {
        if (responseBegun) {
            ForceClose.response(forward().request());
        }
    }

    @Override
    void expireAt(long nowNanos) {
        if (isTimedOut(nowNanos)) {
            fail(tunnelled ? Failure.EXCHANGE_TIMEOUT : Failure.RESPONSE_TIMEOUT);
        }
    }

    @Override
    void abortUpstream() {
        if (outbound != null) {
            ForceClose.connection(outbound.connection());
        }
    }
}

package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.http.ResponseHeaderFilter;
import com.raptorcomply.gateway.http.guard.ForceClose;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import io.vertx.core.AsyncResult;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request to go on as a WebSocket, and what becomes of it. It has a connection of its own to the upstream, which is never
 * used again. Confined to its event loop.
 *
 * <pre>
 * asking ──101──▶ tunnelled ──both sides closed──▶ ended
 *    ╰──any other answer──▶ given on as it is ──▶ ended
 * </pre>
 *
 * Any of them ends with a {@link Failure} when its time is over, and with the permit that it goes on by.
 */
final class WebSocketExchange extends UpstreamExchange {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int UNAUTHORIZED = 401;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private @Nullable HttpClientRequest outbound;
    private boolean tunnelled;

    WebSocketExchange(UpstreamClient upstream, ForwardRequest passage, ExchangeListener listener) {
        super(upstream, passage, listener);
    }

    void begin() {
        EndpointReservation taken = enter(upstream.now(), upstream.waitNanos() + upstream.firstByteNanos());
        if (taken != null) {
            upstream.upgrading(taken.lane().node(), passage().target().uri()).onComplete(made -> ask(taken, made));
        }
    }

    private void ask(EndpointReservation on, AsyncResult<HttpClientRequest> made) {
        if (made.failed()) {
            fail(ConnectFailure.ofConnect(made.cause()), made.cause());
            return;
        }
        HttpClientRequest created = made.result();
        outbound = created;
        if (ended()) {
            cutUpstream();
            return;
        }
        UpstreamRequestHeaders.each(passage(), on.lane().node().authority(), created.headers()::add);
        StampHeaders stamp = passage().stamp();
        if (stamp != null) {
            stamp.each(created.headers()::add);
        }
        created.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE)
                .putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        created.exceptionHandler(broken -> {});
        created.connect().onComplete(head -> answered(on, head));
    }

    private void answered(EndpointReservation on, AsyncResult<HttpClientResponse> head) {
        if (ended()) {
            return;
        }
        if (head.failed()) {
            fail(Failure.CONNECTION_FAILED, head.cause());
            return;
        }
        on.answered();
        HttpClientResponse from = head.result();
        if (from.statusCode() == SWITCHING_PROTOCOLS) {
            tunnelled = true;
            WebSocketTunnel.begin(this, from);
        } else if (from.statusCode() == UNAUTHORIZED) {
            fail(Failure.STAMP_REFUSED);
        } else {
            giveOn(from);
        }
    }

    private void giveOn(HttpClientResponse from) {
        listener.answering(from.statusCode(), from.getHeader(Problem.PERMISSION_HEADER));
        answer.setStatusCode(from.statusCode());
        ResponseHeaderFilter.copy(from.headers().iterator(), answer.headers());
        if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            answer.setChunked(true);
        }
        from.pipeTo(answer).onComplete(given -> {
            if (given.succeeded()) {
                finish(from.statusCode(), answer.bytesWritten());
            } else {
                fail(Failure.CONNECTION_FAILED, given.cause());
            }
        });
    }

    /** A byte has moved in the tunnel. */
    void touch() {
        deadlineNanos = upstream.now() + upstream.tunnelNanos();
    }

    /** One side of the tunnel has closed; the other gets a moment to do so. */
    void awaitClose() {
        deadlineNanos = upstream.now() + CLOSE_NANOS;
    }

    /** After everything that was written to it has left. */
    void closeUpstream() {
        if (outbound != null) {
            outbound.connection().close();
        }
    }

    void finish(int status, long bytes) {
        if (ended()) {
            return;
        }
        over();
        if (turn != null) {
            turn.end();
        }
        cutUpstream();
        listener.answered(status, bytes);
    }

    @Override
    void giveUp(Failure failure, boolean answerBegun) {
        if (answerBegun) {
            ForceClose.response(passage().request());
        }
    }

    @Override
    void expireAt(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            fail(tunnelled ? Failure.EXCHANGE_TIMEOUT : Failure.RESPONSE_TIMEOUT);
        }
    }

    @Override
    void cutUpstream() {
        if (outbound != null) {
            ForceClose.connection(outbound.connection());
        }
    }
}

package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.http.ResponseHeaderFilter;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/**
 * What a client and an upstream say to each other after both have changed to another protocol: bytes, each way as fast as the
 * other side takes them. It goes on by the permit of the request that asked for it. Confined to its event loop.
 */
final class WebSocketTunnel {
    private final WebSocketExchange upgrade;
    private final HttpClientResponse answer;
    private final NetSocket client;
    private final NetSocket upstream;
    private long bytes;
    private boolean clientClosed;
    private boolean upstreamClosed;

    private WebSocketTunnel(
            WebSocketExchange upgrade, HttpClientResponse answer, NetSocket client, NetSocket upstream) {
        this.upgrade = upgrade;
        this.answer = answer;
        this.client = client;
        this.upstream = upstream;
    }

    /** Tells the client that the protocol changes, and begins. */
    static void begin(WebSocketExchange upgrade, HttpClientResponse answer) {
        HttpServerResponse to = upgrade.passage().request().response();
        ResponseHeaderFilter.copy(answer.headers().iterator(), to.headers());
        to.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        NetSocket upstream = answer.netSocket().pause();
        upgrade.passage().request().toNetSocket().onComplete(changed -> {
            if (changed.succeeded()) {
                new WebSocketTunnel(upgrade, answer, changed.result(), upstream).open();
            } else {
                upgrade.fail(Failure.CLIENT_GONE);
            }
        });
    }

    private void open() {
        upgrade.touch();
        client.exceptionHandler(broken -> {}).closeHandler(closed -> {
            clientClosed = true;
            close();
        });
        upstream.exceptionHandler(broken -> {}).closeHandler(closed -> {
            upstreamClosed = true;
            close();
        });
        give(client, upstream);
        give(upstream, client);
        upstream.resume();
    }

    private void give(NetSocket from, NetSocket to) {
        from.handler(piece -> {
            bytes += piece.length();
            upgrade.touch();
            to.write(piece);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(v -> from.resume());
            }
        });
    }

    /** When one side has closed, what it said still reaches the other. */
    private void close() {
        if (clientClosed && upstreamClosed) {
            upgrade.finish(answer.statusCode(), bytes);
        } else if (!upgrade.ended()) {
            upgrade.awaitClose();
            if (clientClosed) {
                upgrade.closeUpstream();
            } else {
                client.close();
            }
        }
    }
}

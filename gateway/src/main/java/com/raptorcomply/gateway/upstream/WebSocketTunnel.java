package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.http.ResponseHeaderFilter;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/**
 * Relays bytes between client and upstream after both have switched protocols, in each direction at the pace of the
 * reader. Continues under the permit of the handshake. Confined to its event loop.
 */
final class WebSocketTunnel {
    private final WebSocketExchange exchange;
    private final HttpClientResponse response;
    private final NetSocket client;
    private final NetSocket upstream;
    private long bytes;
    private boolean clientClosed;
    private boolean upstreamClosed;

    private WebSocketTunnel(
            WebSocketExchange exchange, HttpClientResponse response, NetSocket client, NetSocket upstream) {
        this.exchange = exchange;
        this.response = response;
        this.client = client;
        this.upstream = upstream;
    }

    /** Sends 101 (Switching Protocols) to the client and starts the tunnel. */
    static void begin(WebSocketExchange exchange, HttpClientResponse response) {
        HttpServerResponse to = exchange.forward().request().response();
        ResponseHeaderFilter.copy(response.headers().iterator(), to.headers());
        to.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE).putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        NetSocket upstream = response.netSocket().pause();
        exchange.forward().request().toNetSocket().onComplete(changed -> {
            if (changed.succeeded()) {
                new WebSocketTunnel(exchange, response, changed.result(), upstream).open();
            } else {
                exchange.fail(Failure.CLIENT_GONE);
            }
        });
    }

    private void open() {
        exchange.touch();
        client.exceptionHandler(broken -> {}).closeHandler(closed -> {
            clientClosed = true;
            close();
        });
        upstream.exceptionHandler(broken -> {}).closeHandler(closed -> {
            upstreamClosed = true;
            close();
        });
        relay(client, upstream);
        relay(upstream, client);
        upstream.resume();
    }

    private void relay(NetSocket from, NetSocket to) {
        from.handler(piece -> {
            bytes += piece.length();
            exchange.touch();
            to.write(piece);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(v -> from.resume());
            }
        });
    }

    /** Closes the other side when one has closed. Bytes that were already received are still sent. */
    private void close() {
        if (clientClosed && upstreamClosed) {
            exchange.finish(response.statusCode(), bytes);
        } else if (!exchange.ended()) {
            exchange.awaitClose();
            if (clientClosed) {
                exchange.closeUpstream();
            } else {
                client.close();
            }
        }
    }
}

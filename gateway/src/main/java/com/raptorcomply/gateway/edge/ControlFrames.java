package com.raptorcomply.gateway.edge;

import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;
import java.util.concurrent.TimeUnit;

/**
 * Ends HTTP/2 connections whose client sends PING or SETTINGS again and again: each asks for an answer and brings no
 * request. Netty bounds the answers that wait, not how many there are. Confined to its connection's event loop.
 */
public final class ControlFrames {
    private static final long ENHANCE_YOUR_CALM = 0xb;
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final HttpConnection connection;
    private final int framesMax;
    private long windowBegunNanos = System.nanoTime();
    private int frames;

    private ControlFrames(HttpConnection connection, int framesMax) {
        this.connection = connection;
        this.framesMax = framesMax;
    }

    /**
     * Watches a connection, and bounds its streams from its first byte on: Netty counts them only once the client has
     * acknowledged the bound, which one that means ill never does.
     *
     * @param framesMax in ten seconds
     */
    public static void watch(HttpConnection connection, int framesMax, int streamsMax) {
        if (connection instanceof Http2ServerConnection server) {
            Http2ConnectionHandler handler = server.channel().pipeline().get(Http2ConnectionHandler.class);
            handler.connection().remote().maxActiveStreams(streamsMax);
            ControlFrames watch = new ControlFrames(connection, framesMax);
            connection.pingHandler(ping -> watch.count()).remoteSettingsHandler(settings -> watch.count());
        }
    }

    private void count() {
        long now = System.nanoTime();
        if (now - windowBegunNanos >= WINDOW_NANOS) {
            windowBegunNanos = now;
            frames = 0;
        }
        if (++frames == framesMax + 1) {
            connection.goAway(ENHANCE_YOUR_CALM);
            connection.close();
        }
    }
}

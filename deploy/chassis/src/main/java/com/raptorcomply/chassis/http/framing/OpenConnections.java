package com.raptorcomply.chassis.http.framing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the open connections of one listener, which may be several servers that share a port. Any thread. */
public final class OpenConnections {
    private final AtomicInteger open = new AtomicInteger();

    private OpenConnections() {}

    /** @param listener names the port: {@code public} or {@code management} */
    public static OpenConnections of(String listener, MeterRegistry meters) {
        OpenConnections connections = new OpenConnections();
        Gauge.builder("http.server.connections", connections.open, AtomicInteger::get)
                .description("Open connections to a port of this service")
                .tag("listener", listener)
                .strongReference(true)
                .register(meters);
        return connections;
    }

    /** Counts a connection until it closes. */
    void count(HttpConnection connection) {
        if (connection instanceof ConnectionBase accepted) {
            open.incrementAndGet();
            accepted.channel().closeFuture().addListener(closed -> open.decrementAndGet());
        }
    }
}

package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.gateway.http.PerLoopCounter;
import com.raptorcomply.gateway.upstream.http1.ConnectionPool;
import com.raptorcomply.gateway.upstream.http1.Endpoint;
import io.vertx.core.net.NetClient;
import org.jspecify.annotations.Nullable;

/** One event loop's way to one node: its connections, and what is under way on them. Confined to its event loop. */
public final class EndpointClient {
    private final EndpointHealth health;
    private final ConnectionPool connections;
    private final PerLoopCounter.Part load;
    private final EndpointReservation ordinary = new EndpointReservation(this, 0, false);

    EndpointClient(NetClient client, EndpointHealth health, UpstreamConfig settings) {
        this.health = health;
        this.connections = new ConnectionPool(
                client,
                health.node(),
                settings.connectionsMax(),
                settings.waitingMax(),
                settings.keepAlive().toMillis());
        this.load = health.loads().part();
    }

    public Endpoint node() {
        return health.node();
    }

    ConnectionPool connections() {
        return connections;
    }

    CircuitBreaker circuit() {
        return health.circuit();
    }

    int inFlight() {
        return load.value();
    }

    boolean admits(long nowNanos) {
        return health.admits(nowNanos);
    }

    /** Leave to send one request; null when another event loop was quicker with a trial. */
    @Nullable
    EndpointReservation take(long nowNanos) {
        int ticket = circuit().take(nowNanos);
        if (ticket == CircuitBreaker.REFUSED) {
            return null;
        }
        load.add(1);
        return ticket == ordinary.ticket() ? ordinary : new EndpointReservation(this, ticket, true);
    }

    void leave() {
        load.add(-1);
    }

    void close() {
        load.drop();
    }
}

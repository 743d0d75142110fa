package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.gateway.http.PerLoopCounter;
import com.raptorcomply.gateway.upstream.http1.ConnectionPool;
import com.raptorcomply.gateway.upstream.http1.Endpoint;
import io.vertx.core.net.NetClient;
import org.jspecify.annotations.Nullable;

/** One event loop's connections to one endpoint, and the requests in flight on them. Confined to its event loop. */
public final class EndpointClient {
    private final EndpointHealth health;
    private final ConnectionPool connections;
    private final PerLoopCounter.Part load;
    private final EndpointReservation ordinary = new EndpointReservation(this, 0, false);

    EndpointClient(NetClient client, EndpointHealth health, UpstreamConfig settings) {
        this.health = health;
        this.connections = new ConnectionPool(
                client,
                health.endpoint(),
                settings.connectionsMax(),
                settings.waitingMax(),
                settings.keepAlive().toMillis());
        this.load = health.loads().part();
    }

    public Endpoint endpoint() {
        return health.endpoint();
    }

    ConnectionPool connections() {
        return connections;
    }

    CircuitBreaker breaker() {
        return health.breaker();
    }

    int inFlight() {
        return load.value();
    }

    boolean admits(long nowNanos) {
        return health.admits(nowNanos);
    }

    /**
     * Reserves the endpoint for one request.
     *
     * @return null if another event loop took the last trial slot
     */
    @Nullable
    EndpointReservation take(long nowNanos) {
        int ticket = breaker().take(nowNanos);
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

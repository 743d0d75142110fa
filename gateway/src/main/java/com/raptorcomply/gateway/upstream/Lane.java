package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.edge.LoopCount;
import io.vertx.core.net.NetClient;
import org.jspecify.annotations.Nullable;

/** One event loop's way to one node: its connections, and what is under way on them. Confined to its event loop. */
final class Lane {
    private final NodeHealth health;
    private final Connections connections;
    private final LoopCount.Part load;
    private final Turn ordinary = new Turn(this, 0, false);

    Lane(NetClient client, NodeHealth health, UpstreamConfig settings) {
        this.health = health;
        this.connections = new Connections(client, health.node(), settings);
        this.load = health.loads().part();
    }

    Node node() {
        return health.node();
    }

    Connections connections() {
        return connections;
    }

    Circuit circuit() {
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
    Turn take(long nowNanos) {
        int ticket = circuit().take(nowNanos);
        if (ticket == Circuit.REFUSED) {
            return null;
        }
        load.add(1);
        return ticket == ordinary.ticket() ? ordinary : new Turn(this, ticket, true);
    }

    void leave() {
        load.add(-1);
    }

    void close() {
        load.drop();
    }
}

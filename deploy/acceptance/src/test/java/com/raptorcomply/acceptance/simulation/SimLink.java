package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.protocol.Message.ToGateway;
import com.raptorcomply.keyservice.client.protocol.Message.ToKeyService;
import com.raptorcomply.keyservice.revocation.GatewayLeaseSession;
import io.vertx.core.Future;

/**
 * Simulates one stream between a gateway and a replica. Each direction keeps its order, is sometimes slow, repeats some
 * messages, and can be cut at any time.
 */
final class SimLink {
    private static final long DELAY_NANOS_MAX = 60 * SimClock.NANOS_PER_MILLI;
    private static final double REPEATED = 0.02;

    private final SimWorld world;
    private final SimGateway gateway;
    private final SimReplica replica;
    private final GatewayLeaseSession stream;
    private long lastUpNanos;
    private long lastDownNanos;
    private boolean cut;

    SimLink(SimWorld world, SimGateway gateway, SimReplica replica) {
        this.world = world;
        this.gateway = gateway;
        this.replica = replica;
        this.stream = new GatewayLeaseSession(replica.statements, SimReplica.SETTINGS, SimKeys.TAG_KEYS, this::down);
        replica.accept(this);
    }

    GatewayLeaseSession stream() {
        return stream;
    }

    boolean isCut() {
        return cut;
    }

    /** Cuts the stream. The gateway notices sooner, later, or by the silence. */
    void cut() {
        if (!cut) {
            cut = true;
            world.events.after(
                    world.events.within(3_000 * SimClock.NANOS_PER_MILLI),
                    () -> gateway.awake(() -> gateway.ended(this)));
        }
    }

    void up(ToKeyService message) {
        for (int i = times(); i > 0; i--) {
            lastUpNanos = Math.max(lastUpNanos, world.events.nowNanos() + world.pace(DELAY_NANOS_MAX));
            world.events.after(lastUpNanos - world.events.nowNanos(), () -> {
                if (!cut) {
                    replica.awake(() -> stream.receive(message).onFailure(failure -> cut()));
                }
            });
        }
    }

    private Future<Void> down(ToGateway message) {
        for (int i = times(); i > 0; i--) {
            lastDownNanos = Math.max(lastDownNanos, world.events.nowNanos() + world.pace(DELAY_NANOS_MAX));
            world.events.after(lastDownNanos - world.events.nowNanos(), () -> {
                if (!cut) {
                    gateway.awake(() -> gateway.received(this, message));
                }
            });
        }
        return Future.succeededFuture();
    }

    private int times() {
        return world.events.chance(REPEATED) ? 2 : 1;
    }
}

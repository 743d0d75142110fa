package com.raptorcomply.gateway.upstream.balance;

import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event loop's ways to the nodes of an upstream; the least loaded one is taken. Confined to its event loop. */
public final class LeastRequestBalancer {
    private final List<EndpointClient> lanes = new ArrayList<>();
    private int first;

    public LeastRequestBalancer(NetClient client, UpstreamCluster fleet) {
        fleet.nodes().forEach(node -> lanes.add(new EndpointClient(client, node, fleet.config())));
    }

    /**
     * Leave to send a request to the node with the fewest requests of this event loop under way; of several, to each in turn.
     *
     * @param except not to these, unless there is one only and no other
     * @return null when no node may get a request now
     */
    @Nullable
    public EndpointReservation pick(List<EndpointClient> except, long nowNanos) {
        first = first + 1 < lanes.size() ? first + 1 : 0;
        EndpointClient best = null;
        for (int i = 0; i < lanes.size(); i++) {
            EndpointClient lane = lanes.get(first + i < lanes.size() ? first + i : first + i - lanes.size());
            if ((best == null || lane.inFlight() < best.inFlight())
                    && !except.contains(lane)
                    && lane.admits(nowNanos)) {
                best = lane;
            }
        }
        if (best == null) {
            return except.size() == 1 ? except.get(0).take(nowNanos) : null;
        }
        EndpointReservation turn = best.take(nowNanos);
        return turn != null || lanes.size() == 1 ? turn : pickOther(best, nowNanos);
    }

    public void sweep(long nowNanos) {
        lanes.forEach(lane -> lane.connections().sweep(nowNanos));
    }

    public void close() {
        lanes.forEach(EndpointClient::close);
    }

    /** The trial that was open a moment ago is taken: whoever else is there. */
    private @Nullable EndpointReservation pickOther(EndpointClient refused, long nowNanos) {
        for (EndpointClient lane : lanes) {
            EndpointReservation turn = lane == refused || !lane.admits(nowNanos) ? null : lane.take(nowNanos);
            if (turn != null) {
                return turn;
            }
        }
        return null;
    }
}

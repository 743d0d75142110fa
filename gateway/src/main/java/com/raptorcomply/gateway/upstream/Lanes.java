package com.raptorcomply.gateway.upstream;

import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event loop's ways to the nodes of an upstream; the least loaded one is taken. Confined to its event loop. */
final class Lanes {
    private final List<Lane> lanes = new ArrayList<>();
    private int first;

    Lanes(NetClient client, Fleet fleet) {
        fleet.nodes().forEach(node -> lanes.add(new Lane(client, node, fleet.config())));
    }

    /**
     * Leave to send a request to the node with the fewest requests of this event loop under way; of several, to each in turn.
     *
     * @param except not to these, unless there is one only and no other
     * @return null when no node may get a request now
     */
    @Nullable
    Turn pick(List<Lane> except, long nowNanos) {
        first = first + 1 < lanes.size() ? first + 1 : 0;
        Lane best = null;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(first + i < lanes.size() ? first + i : first + i - lanes.size());
            if ((best == null || lane.inFlight() < best.inFlight())
                    && !except.contains(lane)
                    && lane.admits(nowNanos)) {
                best = lane;
            }
        }
        if (best == null) {
            return except.size() == 1 ? except.get(0).take(nowNanos) : null;
        }
        Turn turn = best.take(nowNanos);
        return turn != null || lanes.size() == 1 ? turn : pickOther(best, nowNanos);
    }

    void sweep(long nowNanos) {
        lanes.forEach(lane -> lane.connections().sweep(nowNanos));
    }

    void close() {
        lanes.forEach(Lane::close);
    }

    /** The trial that was open a moment ago is taken: whoever else is there. */
    private @Nullable Turn pickOther(Lane refused, long nowNanos) {
        for (Lane lane : lanes) {
            Turn turn = lane == refused || !lane.admits(nowNanos) ? null : lane.take(nowNanos);
            if (turn != null) {
                return turn;
            }
        }
        return null;
    }
}

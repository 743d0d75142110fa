package com.raptorcomply.gateway.upstream.balance;

import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the endpoint with the fewest requests in flight on this event loop. Confined to its event loop. */
public final class LeastRequestBalancer {
    private final List<EndpointClient> clients = new ArrayList<>();
    private int first;

    public LeastRequestBalancer(NetClient client, UpstreamCluster cluster) {
        cluster.endpoints().forEach(endpoint -> clients.add(new EndpointClient(client, endpoint, cluster.config())));
    }

    /**
     * Reserves the endpoint with the fewest requests of this event loop in flight; of several, each in turn.
     *
     * @param except endpoints to avoid; a single one is used again if no other may get a request
     * @return null if no endpoint may get a request now
     */
    @Nullable
    public EndpointReservation pick(List<EndpointClient> except, long nowNanos) {
        first = first + 1 < clients.size() ? first + 1 : 0;
        EndpointClient best = null;
        for (int i = 0; i < clients.size(); i++) {
            EndpointClient candidate = clients.get(first + i < clients.size() ? first + i : first + i - clients.size());
            if ((best == null || candidate.inFlight() < best.inFlight())
                    && !except.contains(candidate)
                    && candidate.admits(nowNanos)) {
                best = candidate;
            }
        }
        if (best == null) {
            return except.size() == 1 ? except.get(0).take(nowNanos) : null;
        }
        EndpointReservation reservation = best.take(nowNanos);
        return reservation != null || clients.size() == 1 ? reservation : pickOther(best, nowNanos);
    }

    public void closeIdle(long nowNanos) {
        clients.forEach(candidate -> candidate.connections().closeIdle(nowNanos));
    }

    public void close() {
        clients.forEach(EndpointClient::close);
    }

    /** Tries the remaining endpoints, because another event loop took the trial slot of the first choice. */
    private @Nullable EndpointReservation pickOther(EndpointClient refused, long nowNanos) {
        for (EndpointClient candidate : clients) {
            EndpointReservation reservation =
                    candidate == refused || !candidate.admits(nowNanos) ? null : candidate.take(nowNanos);
            if (reservation != null) {
                return reservation;
            }
        }
        return null;
    }
}

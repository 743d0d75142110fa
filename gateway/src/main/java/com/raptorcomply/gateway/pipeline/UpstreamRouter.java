package com.raptorcomply.gateway.pipeline;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.gateway.upstream.UpstreamClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps each route to this event loop's client of its upstream and to the stamp audience. Confined to its event loop. */
public final class UpstreamRouter {
    /** The upstream of a route, and the audience for which its stamps are signed. */
    public record Destination(UpstreamClient upstream, StampIssuer stamps, int audience) {
        StampHeaders stamp(Permit permit, long nowNanos) {
            return stamps.issue(permit, audience, nowNanos);
        }
    }

    private final RouteTableRef routes;
    private final Map<String, Destination> destinations;

    /** @param destinations by the name of the upstream */
    public UpstreamRouter(RouteTableRef routes, Map<String, Destination> destinations) {
        this.routes = routes;
        this.destinations = Map.copyOf(destinations);
    }

    @Nullable
    public Route match(RequestTarget target) {
        return routes.current().match(target);
    }

    public void close() {
        destinations.values().forEach(destination -> destination.upstream().close());
    }

    public Destination destination(Route route) {
        Destination destination = destinations.get(route.upstream());
        if (destination == null) {
            throw new IllegalStateException("No upstream " + route.upstream());
        }
        return destination;
    }
}

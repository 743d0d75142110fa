package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.MintedStamp;
import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.decision.Stamps;
import com.raptorcomply.gateway.route.LiveRoutes;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.Target;
import com.raptorcomply.gateway.upstream.Fleet;
import com.raptorcomply.gateway.upstream.Upstream;
import com.raptorcomply.gateway.upstream.UpstreamSettings;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes with one event loop's ways to their upstreams and the stamps that those believe. Confined to its loop. */
final class RouteTable {
    /** Where a route leads. */
    record Destination(Upstream upstream, Stamps stamps, int audience) {
        MintedStamp stamp(Permit permit, long nowNanos) {
            return stamps.of(permit, audience, nowNanos);
        }
    }

    private final LiveRoutes routes;
    private final Map<String, Destination> destinations = new HashMap<>();

    RouteTable(Vertx vertx, GatewaySettings settings, Kernel kernel) {
        this.routes = kernel.routes();
        List<String> audiences = settings.audiences();
        for (Fleet fleet : kernel.fleets()) {
            Upstream upstream =
                    new Upstream(vertx, fleet, settings.edge().bodies(), kernel.tenure(), kernel.serviceTls());
            UpstreamSettings named = fleet.settings();
            destinations.put(
                    named.name(), new Destination(upstream, kernel.stamps(), audiences.indexOf(named.audience())));
        }
    }

    @Nullable
    Route match(Target target) {
        return routes.now().match(target);
    }

    void close() {
        destinations.values().forEach(destination -> destination.upstream().close());
    }

    Destination destination(Route route) {
        Destination destination = destinations.get(route.upstream());
        if (destination == null) {
            throw new IllegalStateException("No upstream " + route.upstream());
        }
        return destination;
    }
}

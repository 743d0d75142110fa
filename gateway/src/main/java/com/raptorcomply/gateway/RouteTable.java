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
    private record Destination(Upstream upstream, int audience) {}

    private final LiveRoutes routes;
    private final Stamps stamps;
    private final Map<String, Destination> destinations = new HashMap<>();

    RouteTable(Vertx vertx, GatewaySettings settings, Kernel kernel) {
        this.routes = kernel.routes();
        this.stamps = kernel.stamps();
        List<String> audiences = settings.audiences();
        for (Fleet fleet : kernel.fleets()) {
            Upstream upstream =
                    new Upstream(vertx, fleet, settings.edge().bodies(), kernel.tenure(), kernel.serviceTls());
            UpstreamSettings named = fleet.settings();
            destinations.put(named.name(), new Destination(upstream, audiences.indexOf(named.audience())));
        }
    }

    @Nullable
    Route match(Target target) {
        return routes.now().match(target);
    }

    Upstream upstream(Route route) {
        return destination(route).upstream();
    }

    MintedStamp stamp(Route route, Permit permit) {
        return stamps.of(permit, destination(route).audience());
    }

    void close() {
        destinations.values().forEach(destination -> destination.upstream().close());
    }

    private Destination destination(Route route) {
        Destination destination = destinations.get(route.upstream());
        if (destination == null) {
            throw new IllegalStateException("No upstream " + route.upstream());
        }
        return destination;
    }
}

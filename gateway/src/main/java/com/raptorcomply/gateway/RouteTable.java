package com.raptorcomply.gateway;

import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.decision.MintedStamp;
import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.decision.Stamps;
import com.raptorcomply.gateway.route.LiveRoutes;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.Target;
import com.raptorcomply.gateway.upstream.Fleet;
import com.raptorcomply.gateway.upstream.Upstream;
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

    RouteTable(Vertx vertx, GatewayConfig settings, Kernel kernel) {
        this.routes = kernel.routes();
        List<String> audiences = settings.audiences();
        for (Fleet fleet : kernel.fleets()) {
            Upstream upstream =
                    new Upstream(vertx, fleet, settings.http().bodies(), kernel.tenure(), kernel.serviceTls());
            destinations.put(
                    fleet.name(),
                    new Destination(
                            upstream,
                            kernel.stamps(),
                            audiences.indexOf(fleet.config().audience())));
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

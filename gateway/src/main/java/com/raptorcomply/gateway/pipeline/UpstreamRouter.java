package com.raptorcomply.gateway.pipeline;

import com.raptorcomply.gateway.GatewayComponents;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.gateway.upstream.UpstreamClient;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes with one event loop's ways to their upstreams and the stamps that those believe. Confined to its loop. */
public final class UpstreamRouter {
    /** Where a route leads. */
    public record Destination(UpstreamClient upstream, StampIssuer stamps, int audience) {
        StampHeaders stamp(Permit permit, long nowNanos) {
            return stamps.of(permit, audience, nowNanos);
        }
    }

    private final RouteTableRef routes;
    private final Map<String, Destination> destinations = new HashMap<>();

    public UpstreamRouter(Vertx vertx, GatewayConfig settings, GatewayComponents kernel) {
        this.routes = kernel.routes();
        List<String> audiences = settings.audiences();
        for (UpstreamCluster fleet : kernel.fleets()) {
            UpstreamClient upstream =
                    new UpstreamClient(vertx, fleet, settings.http().bodies(), kernel.tenure(), kernel.serviceTls());
            destinations.put(
                    fleet.name(),
                    new Destination(
                            upstream,
                            kernel.stamps(),
                            audiences.indexOf(fleet.config().audience())));
        }
    }

    @Nullable
    public Route match(RequestTarget target) {
        return routes.now().match(target);
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

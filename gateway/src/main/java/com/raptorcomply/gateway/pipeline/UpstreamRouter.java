package com.raptorcomply.gateway.pipeline;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.RouteTableRef;
import com.raptorcomply.gateway.stamp.StampIssuer;
import com.raptorcomply.gateway.upstream.ForwardRequest;
import com.raptorcomply.gateway.upstream.GatewayFields;
import com.raptorcomply.gateway.upstream.UpstreamClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forwards requests to the upstreams of their routes, each with a stamp for its audience. Confined to its event loop. */
public final class UpstreamRouter {
    /**
     * The client of one upstream, and the audiences for which its stamps are signed, as indexes of {@link StampIssuer}.
     *
     * @param audience its own
     * @param audiences its own with that of another upstream, by the name of the other
     */
    public record Destination(
            UpstreamClient upstream, StampIssuer stamps, int audience, Map<String, Integer> audiences) {
        StampHeaders stamp(Route route, Permit permit, long nowNanos) {
            String other = route.stampAlsoFor();
            int chosen = other == null ? audience : audiences.getOrDefault(other, audience);
            return stamps.issue(permit, chosen, nowNanos);
        }
    }

    private final RouteTableRef routes;
    private final Map<String, Destination> destinations;

    /** @param destinations by the name of the upstream */
    public UpstreamRouter(RouteTableRef routes, Map<String, Destination> destinations) {
        this.routes = routes;
        this.destinations = Map.copyOf(destinations);
    }

    /** Returns null if no route has the path. */
    @Nullable
    public Route match(RequestTarget target) {
        return routes.current().match(target);
    }

    /** Signs the stamp and forwards a request with a permit. */
    void forward(RequestContext context, Route route, Permit permit, GatewayFields own) {
        Destination destination = destination(route);
        ForwardRequest.Authority authority = new ForwardRequest.Authority(
                permit, context.key(), destination.stamp(route, permit, context.begunNanos()));
        ForwardRequest forwarded =
                ForwardRequest.permitted(route, authority, context.request(), context.head(), context.target(), own);
        context.forwarded();
        destination.upstream().forward(forwarded, context);
    }

    /** Forwards a request on a public route, without a key or a stamp. */
    void forwardPublic(RequestContext context, Route route, GatewayFields own) {
        ForwardRequest forwarded = ForwardRequest.open(route, context.request(), context.head(), context.target(), own);
        context.forwarded();
        destination(route).upstream().forward(forwarded, context);
    }

    public void close() {
        destinations.values().forEach(destination -> destination.upstream().close());
    }

    /** @throws IllegalStateException if the settings lack the upstream */
    public Destination destination(Route route) {
        Destination destination = destinations.get(route.upstream());
        if (destination == null) {
            throw new IllegalStateException("No upstream " + route.upstream());
        }
        return destination;
    }
}

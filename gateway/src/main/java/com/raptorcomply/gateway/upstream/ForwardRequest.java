package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.gateway.auth.StampHeaders;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.guard.BodyLimits;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be forwarded: either with a permit and its stamp, or on an open route. No third way to create one
 * exists.
 */
public final class ForwardRequest {
    private final Route route;
    private final HttpServerRequest request;
    private final RequestHead head;
    private final RequestTarget target;
    private final GatewayFields own;
    private final @Nullable Authority authority;

    /** The authority to forward a request: the permit of its key, and the stamp that states it. */
    public record Authority(Permit permit, PresentedKey.Wellformed key, StampHeaders stamp) {}

    private ForwardRequest(
            Route route,
            HttpServerRequest request,
            RequestHead head,
            RequestTarget target,
            GatewayFields own,
            @Nullable Authority authority) {
        this.route = route;
        this.request = request;
        this.head = head;
        this.target = target;
        this.own = own;
        this.authority = authority;
    }

    public static ForwardRequest permitted(
            Route route,
            Authority authority,
            HttpServerRequest request,
            RequestHead head,
            RequestTarget target,
            GatewayFields own) {
        return new ForwardRequest(route, request, head, target, own, Objects.requireNonNull(authority));
    }

    /** @throws IllegalArgumentException if the route needs a key */
    public static ForwardRequest open(
            Route route, HttpServerRequest request, RequestHead head, RequestTarget target, GatewayFields own) {
        if (route.access() != Route.Access.OPEN) {
            throw new IllegalArgumentException("Route " + route.prefix() + " needs a key");
        }
        return new ForwardRequest(route, request, head, target, own, null);
    }

    /** Returns true if the client asks for a WebSocket and the route allows it. */
    boolean upgrades() {
        return route.webSocket()
                && head.asksWebSocket()
                && request.version() == HttpVersion.HTTP_1_1
                && HttpMethod.GET.equals(request.method());
    }

    /** Returns the bounds of its body: the size may be the route's own. */
    BodyLimits bodies(BodyLimits ofAllRoutes) {
        long bytesMax = route.bodyBytesMax();
        return bytesMax == 0 ? ofAllRoutes : ofAllRoutes.withBytesMax(bytesMax);
    }

    /** Returns true if the client has declared a larger body than the bound. */
    boolean declaresTooMuch(BodyLimits ofAllRoutes) {
        return head.hasBody() && head.declaresMoreThan(bodies(ofAllRoutes).bytesMax());
    }

    HttpServerRequest request() {
        return request;
    }

    RequestHead head() {
        return head;
    }

    RequestTarget target() {
        return target;
    }

    GatewayFields own() {
        return own;
    }

    @Nullable
    StampHeaders stamp() {
        return authority == null ? null : authority.stamp();
    }

    @Nullable
    Permit permit() {
        return authority == null ? null : authority.permit();
    }

    /** @throws IllegalStateException on an open route */
    PresentedKey.Wellformed key() {
        if (authority == null) {
            throw new IllegalStateException("An open route has no key");
        }
        return authority.key();
    }
}

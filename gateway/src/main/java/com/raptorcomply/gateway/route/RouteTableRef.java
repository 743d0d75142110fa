package com.raptorcomply.gateway.route;

/** The routes that hold now. A request goes on by the route that it was matched to, whatever comes afterwards. Any thread. */
public final class RouteTableRef {
    private volatile RouteTable routes;

    public RouteTableRef(RouteTable routes) {
        this.routes = routes;
    }

    public RouteTable now() {
        return routes;
    }

    public void replace(RouteTable other) {
        routes = other;
    }
}

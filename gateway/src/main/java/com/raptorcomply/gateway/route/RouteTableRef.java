package com.raptorcomply.gateway.route;

/**
 * Holds the current route table. A request keeps the route that it was matched to, even if the table is replaced. Any
 * thread.
 */
public final class RouteTableRef {
    private volatile RouteTable routes;

    public RouteTableRef(RouteTable routes) {
        this.routes = routes;
    }

    public RouteTable current() {
        return routes;
    }

    public void replace(RouteTable next) {
        routes = next;
    }
}

package com.raptorcomply.gateway.route;

/** The routes that hold now. A request goes on by the route that it was matched to, whatever comes afterwards. Any thread. */
public final class LiveRoutes {
    private volatile Routes routes;

    public LiveRoutes(Routes routes) {
        this.routes = routes;
    }

    public Routes now() {
        return routes;
    }

    public void replace(Routes other) {
        routes = other;
    }
}

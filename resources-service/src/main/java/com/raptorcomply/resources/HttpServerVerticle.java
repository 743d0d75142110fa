package com.raptorcomply.resources;

import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.chassis.http.framing.ListenFailure;
import com.raptorcomply.chassis.http.framing.OpenConnections;
import com.raptorcomply.chassis.http.framing.StrictServer;
import com.raptorcomply.chassis.http.request.Utf8Target;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.chassis.service.EventLoopLag;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.tenancy.StampHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Serves the public port on one event loop. All instances share the port and the state of their handlers. */
final class HttpServerVerticle extends VerticleBase {
    private static final int DRAIN_SECONDS_MAX = 10;

    private final HttpServerOptions options;
    private final Postgres postgres;
    private final ResourceRoutes routes;
    private final StampHandler stamp;
    private final MeterRegistry meters;
    private final OpenConnections connections;
    private final AtomicInteger actualPort;
    private final @Nullable Tls tls;
    private final Duration drainDelay;
    private @Nullable StrictServer server;

    HttpServerVerticle(
            HttpServerOptions options,
            Postgres postgres,
            ResourceRoutes routes,
            StampHandler stamp,
            MeterRegistry meters,
            OpenConnections connections,
            AtomicInteger actualPort,
            @Nullable Tls tls,
            Duration drainDelay) {
        this.drainDelay = drainDelay;
        this.tls = tls;
        this.options = options;
        this.postgres = postgres;
        this.routes = routes;
        this.stamp = stamp;
        this.meters = meters;
        this.connections = connections;
        this.actualPort = actualPort;
    }

    @Override
    public Future<?> start() {
        new EventLoopLag(meters).watch(vertx);
        postgres.openOn(context);
        Future<StrictServer> begun = StrictServer.listen(vertx, options, connections, router(), Problems::send);
        return ListenFailure.named(begun, "", options.getHost(), options.getPort())
                .onSuccess(listening -> {
                    server = listening;
                    if (tls != null) {
                        tls.keep(listening.http(), ClientAuth.REQUIRED);
                    }
                    actualPort.set(listening.http().actualPort());
                });
    }

    /** Goes on for the drain delay, then refuses new connections and waits for the requests in progress. */
    @Override
    public Future<?> stop() {
        StrictServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.drain(vertx, drainDelay).compose(drained -> listening.shutdown(DRAIN_SECONDS_MAX));
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(new RequestLog(meters)).handler(new Utf8Target());
        routes.mount(router, stamp);
        Problems.install(router);
        return router;
    }
}

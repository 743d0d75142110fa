package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.http.framing.HeaderTimeout;
import com.raptorcomply.chassis.http.framing.StrictRequestDecoder;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.http.RequestValidator;
import com.raptorcomply.gateway.http.SmallResponseEncoder;
import com.raptorcomply.gateway.http.guard.SendBuffers;
import com.raptorcomply.gateway.pipeline.UpstreamRouter;
import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.upstream.ExchangeListener;
import com.raptorcomply.gateway.upstream.Failure;
import com.raptorcomply.gateway.upstream.ForwardRequest;
import com.raptorcomply.gateway.upstream.GatewayFields;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One event loop of the {@link BareGateway}: validates, routes and forwards. All routes must be open. */
final class BareFront extends VerticleBase {
    private static final int BAD_GATEWAY = 502;
    private static final int BAD_REQUEST = 400;

    private final GatewayConfig settings;
    private final GatewayComponents components;

    BareFront(GatewayConfig settings, GatewayComponents components) {
        this.settings = settings;
        this.components = components;
    }

    @Override
    public Future<?> start() {
        UpstreamRouter routes = components.router(vertx, settings);
        HttpServerOptions options = ServerOptions.of(settings, Integer.MAX_VALUE);
        HeaderTimeout heads = new HeaderTimeout(settings.http().headerTimeout().toMillis());
        SendBuffers buffers =
                components.admission().part().sendBuffers(settings.http().buffers());
        vertx.setPeriodic(buffers.tickMillis(), id -> buffers.tick());
        return vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    StrictRequestDecoder.install(connection, options, heads);
                    SmallResponseEncoder.install(connection);
                    buffers.watch(connection);
                })
                .requestHandler(request -> forward(request, routes))
                .listen();
    }

    private void forward(HttpServerRequest request, UpstreamRouter routes) {
        RequestHead head = RequestHead.read(request);
        if (head.hasBody()) {
            request.pause();
        }
        RequestTarget target = RequestValidator.fault(
                                request, head, settings.http().lineBytesMax().intBytes())
                        == null
                ? RequestTarget.parse(request.uri())
                : null;
        Route route = target == null ? null : routes.match(target);
        if (target == null || route == null) {
            request.response().setStatusCode(BAD_REQUEST).end();
            return;
        }
        GatewayFields own = new GatewayFields(RequestId.choose(head.requestId()), "for=unknown", null);
        ForwardRequest forward = ForwardRequest.open(route, request, head, target, own);
        routes.destination(route).upstream().forward(forward, new IgnoringListener(request));
    }

    /** Ignores the outcome, except that a failed exchange gets a response. */
    private record IgnoringListener(HttpServerRequest request) implements ExchangeListener {
        @Override
        public void onResponseStart(int status, @Nullable String missingPermission) {}

        @Override
        public void onResponseEnd(int status, long responseBytes) {}

        @Override
        public void onFailure(Failure failure, @Nullable Throwable cause, boolean responseBegun) {
            if (!responseBegun) {
                request.response().setStatusCode(BAD_GATEWAY).end();
            }
        }
    }
}

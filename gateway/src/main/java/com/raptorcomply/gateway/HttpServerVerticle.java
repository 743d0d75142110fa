package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.framing.HeaderTimeout;
import com.raptorcomply.chassis.http.framing.ListenFailure;
import com.raptorcomply.chassis.http.framing.StrictRequestDecoder;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.http.SmallResponseEncoder;
import com.raptorcomply.gateway.http.guard.Http2Config;
import com.raptorcomply.gateway.http.guard.Http2FloodGuard;
import com.raptorcomply.gateway.http.guard.SendBuffers;
import com.raptorcomply.gateway.http.guard.SlowReaderGuard;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.gateway.observe.AccessLog;
import com.raptorcomply.gateway.observe.RequestObserver;
import com.raptorcomply.gateway.observe.UsageAccumulator;
import com.raptorcomply.gateway.pipeline.RequestPipeline;
import com.raptorcomply.gateway.pipeline.UpstreamRouter;
import com.raptorcomply.gateway.ratelimit.RateLimiter;
import com.raptorcomply.gateway.request.AdmissionControl;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Serves clients on one event loop, with its own server socket, pipeline and connections to the upstreams. */
final class HttpServerVerticle extends VerticleBase {
    private final GatewayConfig settings;
    private final int port;
    private final GatewayComponents components;
    private final IntConsumer onListening;
    private @Nullable HttpServer server;
    private @Nullable UpstreamRouter router;
    private @Nullable UsageAccumulator usage;
    private AdmissionControl.@Nullable Part admission;
    private long usageTimer;
    private long readerTimer;
    private long bufferTimer;

    /**
     * @param port shared by all instances
     * @param onListening receives the port that the server listens on
     */
    HttpServerVerticle(GatewayConfig settings, int port, GatewayComponents components, IntConsumer onListening) {
        this.onListening = onListening;
        this.settings = settings;
        this.port = port;
        this.components = components;
    }

    @Override
    public Future<?> start() {
        AdmissionControl.Part part = components.admission().part();
        admission = part;
        components.metrics().watchLoop(vertx);
        RequestPipeline pipeline = pipeline(part);
        int streamsMax = part.requestsPerConnectionMax();
        HttpServerOptions plain = ServerOptions.of(settings, streamsMax).setPort(port);
        Tls tls = components.tls();
        HttpServerOptions options = tls == null ? plain : tls.serve(plain, ClientAuth.NONE);
        HeaderTimeout headerTimeout =
                new HeaderTimeout(settings.http().headerTimeout().toMillis());
        SlowReaderGuard readers = new SlowReaderGuard(
                settings.http().readers(), components.admission().slowReaders());
        readerTimer = vertx.setPeriodic(readers.tickMillis(), id -> readers.tick());
        SendBuffers buffers = part.sendBuffers(settings.http().buffers());
        bufferTimer = vertx.setPeriodic(buffers.tickMillis(), id -> buffers.tick());
        HttpServer listening = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    components.admission().socket().learn(connection);
                    if (components.admission().connections().admits(connection)) {
                        StrictRequestDecoder.install(connection, options, headerTimeout);
                        SmallResponseEncoder.install(connection);
                        buffers.watch(connection);
                        watch(connection, streamsMax);
                        readers.watch(connection);
                    }
                })
                .requestHandler(pipeline::handle)
                .invalidRequestHandler(pipeline::handleInvalid);
        server = listening;
        return ListenFailure.named(listening.listen(), "", settings.host(), port)
                .onSuccess(bound -> {
                    onListening.accept(bound.actualPort());
                    if (tls != null) {
                        tls.keep(bound, ClientAuth.NONE);
                    }
                });
    }

    /** Creates the parts that requests of this event loop pass through. */
    private RequestPipeline pipeline(AdmissionControl.Part part) {
        UpstreamRouter upstreams = components.router(vertx, settings);
        router = upstreams;
        UsageAccumulator uses = new UsageAccumulator(
                settings.keyservice().usedSecretsMax(), components.admission().clients());
        usage = uses;
        usageTimer = vertx.setPeriodic(
                UsageReporter.TICK_MILLIS, id -> components.usage().merge(uses.take()));
        AccessLog log = new AccessLog(settings.accessLog());
        return new RequestPipeline(
                upstreams,
                components.authenticator(),
                new RateLimiter(components.localRateLimiter(), components.redisRateLimiter()),
                components.endpoints(),
                new RequestObserver(components.metrics(), log, uses, part, components.traces(), components.spans()),
                part,
                settings.http().lineBytesMax().intBytes());
    }

    private void watch(HttpConnection connection, int streamsMax) {
        Http2Config http2 = settings.http2().atMost(streamsMax);
        Http2FloodGuard.watch(
                connection,
                http2.controlFramesMax(),
                http2.streamsMax(),
                components.admission().floods());
    }

    /** Refuses new connections and closes idle ones. Requests in flight may end within the drain time-out. */
    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        UpstreamRouter upstreams = router;
        if (listening == null || upstreams == null) {
            return Future.succeededFuture();
        }
        long drainMillis = settings.drainTimeout().toMillis();
        long forced = vertx.setTimer(
                drainMillis + 1, id -> components.admission().connections().closeAll());
        return listening.shutdown(drainMillis, TimeUnit.MILLISECONDS).onComplete(done -> {
            vertx.cancelTimer(forced);
            upstreams.close();
            vertx.cancelTimer(usageTimer);
            vertx.cancelTimer(readerTimer);
            vertx.cancelTimer(bufferTimer);
            if (usage != null) {
                components.usage().merge(usage.take());
            }
            if (admission != null) {
                admission.drop();
            }
        });
    }
}

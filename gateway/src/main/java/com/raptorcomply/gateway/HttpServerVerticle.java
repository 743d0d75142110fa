package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.framing.HeaderTimeout;
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

/** One event loop that serves clients: its server socket, its pipeline, its connections to the upstreams. */
final class HttpServerVerticle extends VerticleBase {
    private final GatewayConfig settings;
    private final int port;
    private final GatewayComponents kernel;
    private final IntConsumer listens;
    private @Nullable HttpServer server;
    private @Nullable UpstreamRouter routes;
    private @Nullable UsageAccumulator counted;
    private AdmissionControl.@Nullable Part gate;
    private long timer;
    private long readerTimer;
    private long bufferTimer;

    /**
     * @param port shared by all of them
     * @param listens is told the port that was taken
     */
    HttpServerVerticle(GatewayConfig settings, int port, GatewayComponents kernel, IntConsumer listens) {
        this.listens = listens;
        this.settings = settings;
        this.port = port;
        this.kernel = kernel;
    }

    @Override
    public Future<?> start() {
        UpstreamRouter table = kernel.router(vertx, settings);
        UsageAccumulator uses = new UsageAccumulator(
                settings.keyservice().usedSecretsMax(), kernel.gate().clients());
        timer = vertx.setPeriodic(
                UsageReporter.TICK_MILLIS, id -> kernel.usage().merge(uses.take()));
        counted = uses;
        AdmissionControl.Part passing = kernel.gate().part();
        gate = passing;
        AccessLog log = new AccessLog(settings.accessLog());
        RequestObserver records =
                new RequestObserver(kernel.meters(), log, uses, passing, kernel.traces(), kernel.spans());
        RequestPipeline pipeline = new RequestPipeline(
                table,
                kernel.decisions(),
                kernel.quota(),
                kernel.sharedQuota(),
                kernel.own(),
                records,
                passing,
                settings.http().lineBytesMax().intBytes());
        int streamsMax = passing.requestsPerConnectionMax();
        HttpServerOptions plain = ServerOptions.of(settings, streamsMax).setPort(port);
        Tls tls = kernel.tls();
        HttpServerOptions options = tls == null ? plain : tls.serve(plain, ClientAuth.NONE);
        HeaderTimeout heads = new HeaderTimeout(settings.http().headerTimeout().toMillis());
        SlowReaderGuard readers =
                new SlowReaderGuard(settings.http().readers(), kernel.gate().slowReaders());
        readerTimer = vertx.setPeriodic(readers.tickMillis(), id -> readers.tick());
        SendBuffers buffers = passing.sendBuffers(settings.http().buffers());
        bufferTimer = vertx.setPeriodic(buffers.tickMillis(), id -> buffers.tick());
        HttpServer listening = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    kernel.gate().socket().learn(connection);
                    if (kernel.gate().connections().admits(connection)) {
                        StrictRequestDecoder.install(connection, options, heads);
                        SmallResponseEncoder.install(connection);
                        buffers.watch(connection);
                        watch(connection, streamsMax);
                        readers.watch(connection);
                    }
                })
                .requestHandler(pipeline::handle)
                .invalidRequestHandler(pipeline::handleInvalid);
        routes = table;
        server = listening;
        return listening.listen().onSuccess(bound -> {
            listens.accept(bound.actualPort());
            if (tls != null) {
                tls.keep(bound, ClientAuth.NONE);
            }
        });
    }

    private void watch(HttpConnection connection, int streamsMax) {
        Http2Config http2 = settings.http2().atMost(streamsMax);
        Http2FloodGuard.watch(
                connection,
                http2.controlFramesMax(),
                http2.streamsMax(),
                kernel.gate().floods());
    }

    /** New connections go elsewhere, unused ones end, and requests in flight get the time to end. */
    @Override
    public Future<?> stop() {
        HttpServer listening = server;
        UpstreamRouter table = routes;
        if (listening == null || table == null) {
            return Future.succeededFuture();
        }
        long drainMillis = settings.drainTimeout().toMillis();
        long cut = vertx.setTimer(
                drainMillis + 1, id -> kernel.gate().connections().closeAll());
        return listening.shutdown(drainMillis, TimeUnit.MILLISECONDS).onComplete(done -> {
            vertx.cancelTimer(cut);
            table.close();
            vertx.cancelTimer(timer);
            vertx.cancelTimer(readerTimer);
            vertx.cancelTimer(bufferTimer);
            if (counted != null) {
                kernel.usage().merge(counted.take());
            }
            if (gate != null) {
                gate.drop();
            }
        });
    }
}

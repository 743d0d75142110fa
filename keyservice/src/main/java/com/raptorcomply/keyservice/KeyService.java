package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.http.InternalHttpOptions;
import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.chassis.http.framing.ListenFailure;
import com.raptorcomply.chassis.http.framing.OpenConnections;
import com.raptorcomply.chassis.http.framing.StrictServer;
import com.raptorcomply.chassis.http.request.Utf8Target;
import com.raptorcomply.chassis.postgres.DatabaseService;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.chassis.service.EventLoopLag;
import com.raptorcomply.chassis.service.Exposure;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.revocation.RevocationProtocol;
import com.raptorcomply.keyservice.user.email.AddressKeys;
import com.raptorcomply.keyservice.verification.RecentGrants;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;

/**
 * The running key service. It has no in-memory state that other replicas need, so any number of replicas may share one
 * database.
 */
public final class KeyService implements RunningService {
    private static final int DRAIN_SECONDS_MAX = 10;

    private final DatabaseService foundation;
    private final RevocationProtocol revocation;
    private final StrictServer server;
    private final KeyServiceComponents assembly;
    private final EventLoopLag lag;
    private final Duration drainDelay;

    private KeyService(
            DatabaseService foundation,
            RevocationProtocol revocation,
            StrictServer server,
            KeyServiceComponents assembly,
            EventLoopLag lag,
            Duration drainDelay) {
        this.drainDelay = drainDelay;
        this.lag = lag;
        this.foundation = foundation;
        this.revocation = revocation;
        this.server = server;
        this.assembly = assembly;
    }

    /** Starts the key service like {@link DatabaseService#start}. */
    public static Future<KeyService> start(Vertx vertx, Settings settings) {
        Examination<KeyServiceConfig> read = KeyServiceConfig.examine(settings);
        KeyServiceConfig own = read.orThrow();
        Exposure.ofPublicPort(ServiceName.KEYSERVICE, own.host(), own.tls() != null);
        return DatabaseService.start(
                ServiceName.KEYSERVICE,
                vertx,
                read,
                own.management(),
                own.database(),
                KeyServiceConfig.MIGRATIONS,
                foundation -> AddressKeys.settle(vertx, foundation.postgres().pool())
                        .compose(settled -> serve(vertx, own, foundation)));
    }

    private static Future<KeyService> serve(Vertx vertx, KeyServiceConfig settings, DatabaseService foundation) {
        MeterRegistry meters = foundation.runtime().meters();
        Postgres postgres = foundation.postgres();
        Router router = Router.router(vertx);
        router.route().handler(new RequestLog(meters)).handler(new Utf8Target());
        Problems.install(router);
        HttpServerOptions options = InternalHttpOptions.options(settings.host(), settings.port());
        RevocationProtocol revocation = new RevocationProtocol(
                vertx, postgres, settings.revocation(), settings.tags(), new RecentGrants(), meters);
        Tls identity = Tls.open(
                vertx, settings.tls(), "services", foundation.runtime().meters(), foundation.runtime()::onClose);
        KeyServiceComponents assembly =
                new KeyServiceComponents(vertx, settings, postgres.pool(), meters, revocation, identity);
        assembly.mount(router);
        EventLoopLag lag = new EventLoopLag(meters);
        HttpServerOptions served = identity == null ? options : identity.serve(options, ClientAuth.REQUEST);
        Future<StrictServer> listening =
                StrictServer.listen(vertx, served, OpenConnections.of("public", meters), router, Problems::send);
        return ListenFailure.named(listening, "", settings.host(), settings.port())
                .onSuccess(server -> {
                    if (identity != null) {
                        identity.keep(server.http(), ClientAuth.REQUEST);
                    }
                })
                .map(server -> {
                    postgres.openOn(vertx.getOrCreateContext());
                    revocation.start();
                    assembly.start();
                    lag.watch(vertx);
                    return new KeyService(foundation, revocation, server, assembly, lag, settings.drainDelay());
                });
    }

    /** Returns the part that creates the first organizations, users and keys. */
    public Bootstrap bootstrap() {
        return assembly.bootstrap();
    }

    @Override
    public int port() {
        return server.http().actualPort();
    }

    @Override
    public int managementPort() {
        return foundation.runtime().managementPort();
    }

    @Override
    public Future<Void> close() {
        foundation.runtime().readiness().drain();
        return server.drain(foundation.runtime().vertx(), drainDelay).compose(drained -> {
            Future<Void> ended = assembly.close();
            lag.close();
            return server.shutdown(DRAIN_SECONDS_MAX)
                    .eventually(() -> ended)
                    .eventually(revocation::close)
                    .eventually(foundation::close);
        });
    }
}

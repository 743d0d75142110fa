package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.http.RequestLog;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.Problems;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsSettings;
import com.raptorcomply.keyservice.revocation.RevocationProtocol;
import com.raptorcomply.keyservice.verification.RecentGrants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key service, running. It keeps nothing in memory that another replica could not know, so there may be any number on
 * one database.
 */
public final class KeyService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger(KeyService.class);
    static final String MIGRATIONS = "migrations/keyservice";
    private static final int IDLE_SECONDS_MAX = 75;

    /** More than a gateway lets through (64 KiB, and lines of 8 KiB, unless told otherwise) and adds to it. */
    private static final int HEADER_BYTES_MAX = 96 * 1024;

    private static final int LINE_BYTES_MAX = 16 * 1024;

    private static final int DRAIN_SECONDS_MAX = 10;

    private final ServiceRuntime runtime;
    private final Postgres postgres;
    private final RevocationProtocol revocation;
    private final HttpServer server;
    private final Assembly assembly;

    private KeyService(
            ServiceRuntime runtime,
            Postgres postgres,
            RevocationProtocol revocation,
            HttpServer server,
            Assembly assembly) {
        this.runtime = runtime;
        this.postgres = postgres;
        this.revocation = revocation;
        this.server = server;
        this.assembly = assembly;
    }

    /**
     * Starts it: the management port first, so that it can be asked while it waits for its database, then the migrations,
     * then the public port. Completes when it serves; fails for wrong settings.
     */
    public static Future<KeyService> start(Vertx vertx, Settings settings) {
        KeyServiceSettings own = KeyServiceSettings.from(settings);
        return ServiceRuntime.start(ServiceName.KEYSERVICE, vertx, settings).compose(runtime -> {
            settings.refuseUnknown();
            Postgres postgres = Postgres.open(vertx, own.database(), runtime.meters(), runtime.readiness());
            return postgres.migrate(MIGRATIONS)
                    .compose(migrated -> serve(vertx, own, runtime, postgres))
                    .recover(failure -> postgres.close()
                            .eventually(runtime::close)
                            .transform(closed -> Future.failedFuture(failure)));
        });
    }

    private static Future<KeyService> serve(
            Vertx vertx, KeyServiceSettings settings, ServiceRuntime runtime, Postgres postgres) {
        Router router = Router.router(vertx);
        router.route().handler(new RequestLog(runtime.meters()));
        Problems.install(router);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        RevocationProtocol revocation = new RevocationProtocol(
                vertx, postgres, settings.revocation(), settings.tagKeys(), new RecentGrants(), runtime.meters());
        Assembly assembly = new Assembly(vertx, settings, postgres.pool(), revocation);
        assembly.mount(router);
        TlsSettings tls = settings.tls();
        Tls identity = tls == null ? null : Tls.open(vertx, tls);
        return vertx.createHttpServer(identity == null ? options : identity.serve(options, ClientAuth.REQUEST))
                .requestHandler(router)
                .listen()
                .onSuccess(server -> {
                    if (identity != null) {
                        identity.keep(server, ClientAuth.REQUEST);
                    }
                })
                .onSuccess(server -> LOG.atInfo()
                        .addKeyValue(LogKeys.SERVICE, ServiceName.KEYSERVICE.label())
                        .addKeyValue(LogKeys.PORT, server.actualPort())
                        .log("Public port listening"))
                .map(server -> {
                    revocation.start();
                    return new KeyService(runtime, postgres, revocation, server, assembly);
                });
    }

    /** For the first organizations, people and keys. */
    public Bootstrap bootstrap() {
        return assembly.bootstrap();
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public int managementPort() {
        return runtime.managementPort();
    }

    @Override
    public Future<Void> close() {
        runtime.readiness().drain();
        assembly.close();
        return server.shutdown(DRAIN_SECONDS_MAX, TimeUnit.SECONDS)
                .eventually(revocation::close)
                .eventually(postgres::close)
                .eventually(runtime::close);
    }
}

package com.raptorcomply.resources;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.chassis.tls.TlsSettings;
import com.raptorcomply.resources.inventory.Inventory;
import com.raptorcomply.resources.resource.ApiDocument;
import com.raptorcomply.resources.resource.ResourceRoutes;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import com.raptorcomply.resources.tenancy.Tenants;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resource service, running. It keeps nothing that another replica would miss. */
public final class ResourcesService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger(ResourcesService.class);
    private static final String MIGRATIONS = "migrations/resources";
    private static final int IDLE_SECONDS_MAX = 75;

    /** More than a gateway lets through (64 KiB, and lines of 8 KiB, unless told otherwise) and adds to it. */
    private static final int HEADER_BYTES_MAX = 96 * 1024;

    private static final int LINE_BYTES_MAX = 16 * 1024;

    /** Vert.x shares one random port among the listeners of a deployment for this number, and not for 0. */
    private static final int ANY_PORT = -1;

    private final ServiceRuntime runtime;
    private final Postgres postgres;
    private final Tenants tenants;
    private final String deployment;
    private final int port;

    private ResourcesService(ServiceRuntime runtime, Postgres postgres, Tenants tenants, String deployment, int port) {
        this.runtime = runtime;
        this.postgres = postgres;
        this.tenants = tenants;
        this.deployment = deployment;
        this.port = port;
    }

    /**
     * Starts it: the management port first, so that it can be asked while it waits for its database, then the migrations,
     * then the public port. Completes when it serves; fails for wrong settings.
     */
    public static Future<ResourcesService> start(Vertx vertx, Settings settings) {
        ResourcesSettings own = ResourcesSettings.from(settings);
        return ServiceRuntime.start(ServiceName.RESOURCES, vertx, settings).compose(runtime -> {
            settings.refuseUnknown();
            Postgres postgres = Postgres.open(vertx, own.database(), runtime.meters(), runtime.readiness());
            return postgres.migrate(MIGRATIONS)
                    .compose(migrated -> ApiDocument.load(vertx))
                    .compose(document -> serve(vertx, own, runtime, postgres, document))
                    .recover(failure -> postgres.close()
                            .eventually(runtime::close)
                            .transform(closed -> Future.failedFuture(failure)));
        });
    }

    private static Future<ResourcesService> serve(
            Vertx vertx, ResourcesSettings settings, ServiceRuntime runtime, Postgres postgres, ApiDocument document) {
        TlsSettings files = settings.tls();
        Tls tls = files == null ? null : Tls.open(vertx, files);
        Tenants tenants = new Tenants(vertx, settings.keyServices(), tls, Clock.systemUTC());
        StampHandler stamp = new StampHandler(tenants);
        ResourceRoutes routes =
                new ResourceRoutes(document, new TenantDatabase(postgres.pool()), settings.conditional());
        Inventory.declarations().forEach(routes::add);
        HttpServerOptions plain = options(settings);
        HttpServerOptions options = tls == null ? plain : tls.serve(plain, ClientAuth.REQUIRED);
        AtomicInteger port = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> new Listener(options, routes, stamp, runtime.meters(), port, tls),
                        new DeploymentOptions().setInstances(settings.eventLoops()))
                .onSuccess(deployed -> LOG.atInfo()
                        .addKeyValue(LogKeys.SERVICE, ServiceName.RESOURCES.label())
                        .addKeyValue(LogKeys.PORT, port.get())
                        .log("Public port listening"))
                .map(deployment -> new ResourcesService(runtime, postgres, tenants, deployment, port.get()));
    }

    private static HttpServerOptions options(ResourcesSettings settings) {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port() == 0 ? ANY_PORT : settings.port())
                .setHttp2ClearTextEnabled(false)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setMaxInitialLineLength(LINE_BYTES_MAX)
                .setIdleTimeout(IDLE_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int managementPort() {
        return runtime.managementPort();
    }

    @Override
    public Future<Void> close() {
        runtime.readiness().drain();
        return runtime.vertx()
                .undeploy(deployment)
                .eventually(tenants::close)
                .eventually(postgres::close)
                .eventually(runtime::close);
    }
}
